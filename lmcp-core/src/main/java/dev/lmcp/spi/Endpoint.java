package dev.lmcp.spi;

/**
 * The entry to a server, for HTTP requests and for streams of messages. Safe for concurrent use.
 *
 * <p>Implemented by lmcp, called by transports. Methods may be added in a minor version.
 */
public interface Endpoint {

    /**
     * Answers one HTTP request.
     *
     * <p>Returns when the calling thread is no longer needed. The answer is then complete, or it will be completed later
     * because the exchange was detached or its body has not arrived. Never throws because of anything that a caller sent.
     */
    void handle(Exchange exchange);

    /**
     * Serves the other end of a stream of messages until the stream ends. Calls that still run then have one second to
     * end before they are cancelled.
     *
     * <p>The other end is trusted, and has every scope. The server stops reading while more than 16 MiB of messages wait to
     * be worked on, and a write waits while the other end does not read, so that neither side grows without bound.
     */
    void connect(MessageChannel channel);
}
