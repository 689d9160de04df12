package dev.lmcp.server.call;

import dev.lmcp.jsonrpc.Message;
import dev.lmcp.spi.Exchange;
import java.time.Duration;
import java.util.Optional;

/**
 * Writes the messages of one request to its client.
 *
 * <p>The first message commits the HTTP status, so nothing is written before it. Messages after the end are dropped.
 * Safe for concurrent use.
 */
public interface ResponseWriter {

    /** Sends a notification, or a request to the client. */
    void send(Message message);

    /** Ends with a JSON-RPC response. */
    void finish(int status, Message.Response response);

    /** Ends with an HTTP response without a JSON-RPC response. Call it only if no message was sent. */
    void refuse(Exchange.Response response);

    /** Ends without a response, as the request was cancelled. */
    void abandon();

    /** Turns the connection into a stream that needs no thread. Returns empty if that is impossible. */
    Optional<NotificationStream> detach(int maxQueued);

    /** Closes the connection while the call runs, if the client can reconnect. */
    void release(Duration retryAfter);

    /**
     * Marks the start of the call.
     *
     * @param onCancel cancels the call; run at most once, if the client cancels the request or disconnects
     */
    void begin(Runnable onCancel);

    /** Runs work on a thread that may block; at once if this thread may. */
    default void runBlocking(Runnable work) {
        work.run();
    }

    /** Sends a heartbeat if one is due, and if the client accepts a stream. It is quick and does not block. */
    void beat();
}
