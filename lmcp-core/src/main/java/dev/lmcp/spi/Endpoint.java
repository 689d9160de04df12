package dev.lmcp.spi;

/** The door to a server, with one opening for HTTP and one for streams of messages. Safe for concurrent use. */
public interface Endpoint {

    /**
     * Answers one HTTP request.
     *
     * <p>Returns when the calling thread is no longer needed: the answer may be complete, or it may be completed later
     * where the exchange was detached or its body has not arrived. Never throws for anything a caller sent.
     */
    void handle(Exchange exchange);

    /**
     * Serves the other end of a stream of messages, such as standard input and output, until it ends; calls that still
     * run then have a second to end before they are cancelled.
     *
     * <p>The caller is trusted: the environment is the boundary. No more is read while what has been read and not yet
     * been worked off is too much, and what is written may wait for the other end, so that neither grows without bound.
     */
    void connect(MessageChannel channel);
}
