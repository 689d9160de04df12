package dev.lmcp.spi;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * A document that anybody may read, such as protected resource metadata (RFC 9728): served by GET, to web pages of every
 * origin. Immutable.
 */
public final class PublicDocument {

    private final String contentType;
    private final byte[] body;
    private final Duration maxAge;

    private PublicDocument(String contentType, byte[] body, Duration maxAge) {
        this.contentType = Objects.requireNonNull(contentType, "contentType");
        this.body = body;
        this.maxAge = Objects.requireNonNull(maxAge, "maxAge");
    }

    /**
     * Returns a document that caches may not keep without asking again.
     *
     * @param contentType the media type, as in {@code application/json}
     * @param body the content, which is copied
     */
    public static PublicDocument of(String contentType, byte[] body) {
        return new PublicDocument(contentType, body.clone(), Duration.ZERO);
    }

    /** Returns this document with the time that caches may keep it, in whole seconds (RFC 9111 §5.2.2.1). */
    public PublicDocument withMaxAge(Duration age) {
        return new PublicDocument(contentType, body, age);
    }

    /** Returns the media type. */
    public String contentType() {
        return contentType;
    }

    /** Returns a copy of the content. */
    public byte[] body() {
        return body.clone();
    }

    /** Returns how long caches may keep the document. */
    public Duration maxAge() {
        return maxAge;
    }

    @Override
    public String toString() {
        return contentType + ", " + body.length + " bytes";
    }

    /** Where a document comes from at each request. Implemented by plugins. Safe for concurrent use. */
    @FunctionalInterface
    public interface Source {

        /** Returns the document as it is now, or empty if there is none yet: the answer is then 404. */
        Optional<PublicDocument> read();
    }
}
