package dev.lmcp.spi;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One HTTP request and its response, as a transport presents them: ten operations and no knowledge of MCP.
 *
 * <p>Exactly one of {@link #respond}, {@link #stream} and {@link #detach} is called, once. An exchange is used by one
 * thread at a time.
 */
public interface Exchange {

    /** Returns the request method as it was sent, as in {@code POST}. */
    String method();

    /** Returns the decoded path below the application's root, beginning with {@code /}. */
    String path();

    /** Returns the query as it was sent, without the question mark. */
    Optional<String> query();

    /** Returns the values of every field line with this name, in order; names compare without regard to case. */
    List<String> headers(String name);

    /** Returns whether {@link #detach} can work here: whether every filter in the way supports it. */
    boolean isDetachable();

    /**
     * Reads the body and hands it on, without holding the thread while it has not arrived.
     *
     * <p>{@code then} is called once, on this thread or on another one of the container's.
     *
     * @param maxBytes the largest body accepted; no more than this is ever held
     */
    void receive(int maxBytes, Consumer<Body> then);

    /** Sends a whole response. A failure to send it is the transport's to handle and is not reported. */
    void respond(Response response);

    /** Commits a response of status 200 whose body is written piece by piece by threads that wait. */
    BlockingStream stream(Map<String, String> headers);

    /**
     * Commits a response of status 200 whose body is written without any thread waiting, after {@link Endpoint#handle}
     * has returned.
     *
     * @param headers response header fields, by name
     * @param maxQueued how many pieces may wait for a slow reader; one more cuts the stream off
     */
    DetachedStream detach(Map<String, String> headers, int maxQueued);

    /** What became of a request body. */
    sealed interface Body {

        /** The body, complete. */
        record Complete(byte[] bytes) implements Body {}

        /** More bytes than are accepted: not read to the end, and the connection is not to be used again. */
        record TooLarge() implements Body {}

        /** The client went away or was too slow; nobody is there to answer. */
        record Aborted() implements Body {}
    }

    /**
     * A response in one piece.
     *
     * @param status the HTTP status
     * @param headers header fields, by name
     * @param body the bytes, possibly none
     */
    record Response(int status, Map<String, String> headers, byte[] body) {

        /** Returns a response without a body. */
        public static Response empty(int status, Map<String, String> headers) {
            return new Response(status, headers, new byte[0]);
        }
    }

    /** A response body that is written by threads that wait; one thread at a time. */
    interface BlockingStream {

        /**
         * Writes bytes and flushes them.
         *
         * @throws IOException where the client has gone away or does not read in time
         */
        void write(byte[] bytes) throws IOException;

        /** Ends the body. Does nothing the second time. */
        void close();
    }

    /** A response body for which no thread waits. Safe for concurrent use. */
    interface DetachedStream {

        /** Queues bytes to be written in order; returns false where the stream has ended or was just cut off. */
        boolean offer(byte[] bytes);

        /** Ends the body once what is queued has been written. Does nothing the second time. */
        void close();

        /** Calls {@code action} once when the stream has ended, for whatever reason; at once if it already has. */
        void onEnd(Runnable action);

        /**
         * Calls {@code action} when the transport is about to end the stream because the application is being stopped:
         * what that offers is still written. A transport that only ends with its server has no reason to.
         */
        default void onStop(Runnable action) {}
    }
}
