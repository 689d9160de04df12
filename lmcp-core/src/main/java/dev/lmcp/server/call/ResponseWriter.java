package dev.lmcp.server.call;

import dev.lmcp.jsonrpc.Message;
import dev.lmcp.spi.Exchange;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the messages of one request go.
 *
 * <p>Nothing is sent until there is something to send, so that an HTTP status can still be chosen. Safe for concurrent
 * use; what comes after the end is dropped.
 */
public interface ResponseWriter {

    /** Sends something that is not the response: a notification, or a request to the client. */
    void send(Message message);

    /** Ends with the response. */
    void finish(int status, Message.Response response);

    /** Ends with an HTTP response that is no JSON-RPC response. Call it only if nothing was sent before. */
    void refuse(Exchange.Response response);

    /** Ends without a response, as the client does not wait for one. */
    void abandon();

    /** Hands the connection over to messages that belong to no call and need no thread; empty if that is impossible. */
    Optional<NotificationStream> detach(int maxQueued);

    /** Lets go of the connection while the work goes on, if the client can come back. */
    void release(Duration retryAfter);

    /**
     * The work begins.
     *
     * @param onCancel called at most once, when the client cancels the request, or has gone and the work is to end then
     */
    void begin(Runnable onCancel);

    /** Shows a client that takes signs of life that its call still runs, if that is due; quick, and does not block. */
    void beat();
}
