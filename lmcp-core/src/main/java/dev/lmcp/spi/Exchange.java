package dev.lmcp.spi;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One HTTP request and its response (RFC 9110), as a transport presents them to an {@link Endpoint}.
 *
 * <p>Implemented by transports. An exchange knows nothing of MCP. Exactly one of {@link #respond}, {@link #stream} and
 * {@link #detach} is called, once. An exchange is used by one thread at a time.
 */
public interface Exchange {

    /** Returns the request method as it was sent, as in {@code POST}. */
    String method();

    /** Returns the decoded path below the application's root, beginning with {@code /}. */
    String path();

    /**
     * Returns the URL to which the request was sent, without the query; empty, unless the transport overrides this. Parts of
     * it come from the client, such as the host.
     */
    default Optional<String> url() {
        return Optional.empty();
    }

    /** Returns the query as it was sent, without the question mark. */
    Optional<String> query();

    /**
     * Returns the header fields of the request. The value stays valid after the exchange has ended. Once the exchange has
     * ended, a transport may return none.
     */
    Headers headers();

    /** Returns the values of all request header lines with this name, in their order; an empty list if there is none. */
    default List<String> headers(String name) {
        return headers().allValues(name);
    }

    /** Returns what is known of the sender; nothing, unless the transport overrides this. */
    default Peer peer() {
        return Peer.unknown();
    }

    /** Returns whether {@link #detach} can work here: whether every filter in the way supports it. */
    boolean isDetachable();

    /**
     * Reads the body and hands it over, without holding a thread while the body arrives.
     *
     * @param maxBytes the size in bytes of the largest body that is accepted; no more than this is ever held
     * @param then called once, by this thread or by another thread of the container
     */
    void receive(int maxBytes, Consumer<Body> then);

    /**
     * Returns whether this thread may block. If it may not, what may block is left to {@link #runBlocking}.
     *
     * <p>A transport that serves many connections by one thread returns false at first.
     */
    default boolean mayBlock() {
        return true;
    }

    /**
     * Runs work on a thread that may block: at once if this thread may. Otherwise the work runs soon, and this thread must
     * not use the exchange afterwards.
     */
    default void runBlocking(Runnable work) {
        work.run();
    }

    /**
     * Calls {@code action} once if the client leaves before the response is complete; at once if it has left already.
     *
     * <p>The action must not block, as it may run on a thread that serves other connections. A transport that learns of a
     * closed connection only by writing to it never calls the action. Neither does one whose exchange was detached, which
     * has {@link DetachedStream#onEnd}.
     */
    default void onDisconnect(Runnable action) {}

    /** Sends a complete response. If it cannot be sent, the transport handles that, and nothing is thrown. */
    void respond(Response response);

    /**
     * Commits a response with status 200, whose body is written piece by piece by threads that wait for the client.
     *
     * @param headers the header fields of the response
     */
    BlockingStream stream(Headers headers);

    /**
     * Commits a response with status 200, whose body is written without a thread that waits, after
     * {@link Endpoint#handle} has returned.
     *
     * @param headers the header fields of the response
     * @param maxQueued the number of pieces that may wait for a slow client, at least 1; one more cuts the stream off
     * @throws IllegalStateException if the exchange is not detachable
     */
    DetachedStream detach(Headers headers, int maxQueued);

    /** What became of a request body. */
    sealed interface Body {

        /**
         * The complete body.
         *
         * @param bytes the content, not copied
         */
        record Complete(byte[] bytes) implements Body {}

        /** More bytes than are accepted. The body was not read to its end, and the connection must not be used again. */
        record TooLarge() implements Body {}

        /** The client has gone, or was too slow. Nobody waits for an answer. */
        record Aborted() implements Body {}
    }

    /**
     * A complete response.
     *
     * @param status the HTTP status code
     * @param headers the header fields, without {@code Content-Length}, which the transport adds
     * @param body the content, not copied; empty if there is none
     */
    record Response(int status, Headers headers, byte[] body) {

        /** Returns a response without content. */
        public static Response empty(int status, Headers headers) {
            return new Response(status, headers, new byte[0]);
        }
    }

    /** A response body that is written by threads that wait for the client. Used by one thread at a time. */
    interface BlockingStream {

        /**
         * Writes bytes and flushes them.
         *
         * @throws IOException if the client has gone, or does not read in time
         */
        void write(byte[] bytes) throws IOException;

        /** Ends the body. Does nothing the second time. */
        void close();
    }

    /** A response body for which no thread waits. Safe for concurrent use. */
    interface DetachedStream {

        /** Queues bytes, which are written in order. Returns false if the stream has ended, or was cut off by this call. */
        boolean offer(byte[] bytes);

        /** Ends the body after everything queued has been written. Does nothing the second time. */
        void close();

        /**
         * Calls {@code action} once when the stream has ended for any reason, on a thread that may wait for a lock; at once if
         * it has ended already.
         */
        void onEnd(Runnable action);

        /**
         * Calls {@code action} when the transport is about to end the stream because the application stops. What
         * {@code action} offers is still written. A transport that ends together with its server never calls it.
         */
        default void onStop(Runnable action) {}
    }
}
