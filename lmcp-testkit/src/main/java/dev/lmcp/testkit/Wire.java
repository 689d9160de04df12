package dev.lmcp.testkit;

import dev.lmcp.spi.Headers;
import java.io.IOException;
import java.io.InputStream;

/** Carries HTTP requests to the server. Safe for concurrent use. */
interface Wire {

    /**
     * A request.
     *
     * @param method as in {@code POST}
     * @param headers the header fields
     * @param body the content, empty if there is none
     */
    record Request(String method, Headers headers, byte[] body) {}

    /**
     * A response. To close it before its end is what a client does that goes away.
     *
     * @param status the HTTP status
     * @param headers the header fields
     * @param body the content, which may still arrive
     */
    record Response(int status, Headers headers, InputStream body) implements AutoCloseable {

        boolean isStream() {
            return headers.firstValue("Content-Type").orElse("").startsWith("text/event-stream");
        }

        @Override
        public void close() {
            try {
                body.close();
            } catch (IOException e) {
                // The connection has ended already.
            }
        }
    }

    /** A request that was sent. */
    interface Sent {

        /** Waits until the response begins, and returns it. */
        Response await() throws IOException, InterruptedException;

        /** Goes away, whether the response has begun or not. */
        void abandon();
    }

    /** Sends a request. */
    Sent send(Request request);
}
