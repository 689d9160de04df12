package dev.lmcp;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Something that a client can read at a fixed URI (MCP 2026-07-28, server/resources).
 *
 * <pre>{@code
 * Resource.at("weather://cities")
 *         .name("cities")
 *         .mimeType("text/plain")
 *         .handle(call -> ResourceResult.text("Bern"));
 * }</pre>
 *
 * <p>Immutable and safe for concurrent use; the handler must be safe for concurrent use too.
 */
public final class Resource extends Metadata {

    private final String uri;
    private final OptionalLong size;
    private final Handler handler;

    /** What reads a resource. Safe for concurrent use, as reads run at the same time. */
    @FunctionalInterface
    public interface Handler {

        /**
         * Reads the resource, on a thread that may block.
         *
         * @param call the request that this run belongs to
         * @return the contents, never null
         * @throws ResourceNotFoundException if the resource is not there any more
         * @throws Exception if it fails otherwise: the client sees an internal error, and the log has the reason
         */
        ResourceResult handle(Call call) throws Exception;
    }

    Resource(String uri, Details details, OptionalLong size, Handler handler) {
        super(details);
        this.uri = uri;
        this.size = size;
        this.handler = handler;
    }

    /**
     * Begins a resource.
     *
     * @param uri an absolute URI (RFC 3986), unique within the server
     * @throws IllegalArgumentException if it is no absolute URI
     */
    public static ResourceBuilder at(String uri) {
        boolean absolute;
        try {
            absolute = URI.create(Objects.requireNonNull(uri, "uri")).isAbsolute();
        } catch (IllegalArgumentException e) {
            absolute = false;
        }
        if (!absolute) {
            throw new IllegalArgumentException(
                    "resource '" + uri + "' is not an absolute URI; expected one as in app://x");
        }
        return new ResourceBuilder(uri, Details.named(uri), OptionalLong.empty());
    }

    /** Returns the URI. */
    public String uri() {
        return uri;
    }

    /** Returns the media type of contents that name none themselves. */
    public Optional<String> mimeType() {
        return details().mimeType();
    }

    /** Returns the hints for the client. */
    public Annotations annotations() {
        return details().annotations();
    }

    /** Returns the size in bytes. */
    public OptionalLong size() {
        return size;
    }

    /** Returns how long clients may cache what they read. */
    public CacheHint cache() {
        return details().cache();
    }

    /**
     * Runs the handler.
     *
     * <p>The server does this for {@code resources/read}; another handler may do it with its own call.
     *
     * @throws IllegalStateException if the handler returns null
     * @throws Exception whatever the handler throws
     */
    public ResourceResult read(Call call) throws Exception {
        ResourceResult result = handler.handle(Objects.requireNonNull(call, "call"));
        if (result == null) {
            throw new IllegalStateException("resource '" + uri + "' returned null; expected a ResourceResult");
        }
        return result;
    }

    @Override
    public String toString() {
        return "resource " + uri;
    }
}
