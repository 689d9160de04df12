package dev.lmcp.spi;

import java.time.Duration;
import java.util.Optional;

/**
 * A document that anybody may read, such as RFC 9728 metadata: served by GET, open to every origin.
 *
 * @param contentType the media type
 * @param body the bytes
 * @param maxAge how long it may be cached
 */
public record PublicDocument(String contentType, byte[] body, Duration maxAge) {

    /** Where a document comes from each time it is asked for. Safe for concurrent use. */
    @FunctionalInterface
    public interface Source {

        /** Returns the document as it is now, or empty where there is none yet: 404. */
        Optional<PublicDocument> read();
    }
}
