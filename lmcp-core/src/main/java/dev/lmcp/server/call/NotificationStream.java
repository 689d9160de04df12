package dev.lmcp.server.call;

import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.MessageCodec;
import dev.lmcp.server.base.Sse;
import dev.lmcp.spi.Exchange.DetachedStream;

/** Sends messages that belong to no call, on an SSE stream or on a channel. Safe for concurrent use. */
public interface NotificationStream {

    void send(Message message);

    /** Sends a heartbeat, if the connection needs one. */
    void beat();

    void close();

    /** Returns whether the connection stays open after this stream is closed. */
    default boolean isShared() {
        return false;
    }

    /** Calls {@code action} once after the client has disconnected, or after this stream was closed. */
    void onEnd(Runnable action);

    /** Calls {@code action} before the transport closes the connection. The action may send a last message. */
    default void onStop(Runnable action) {}

    static NotificationStream of(DetachedStream stream, MessageCodec codec) {
        return new NotificationStream() {
            @Override
            public void send(Message message) {
                stream.offer(Sse.event(codec.write(message)));
            }

            @Override
            public void beat() {
                stream.offer(Sse.COMMENT);
            }

            @Override
            public void close() {
                stream.close();
            }

            @Override
            public void onEnd(Runnable action) {
                stream.onEnd(action);
            }

            @Override
            public void onStop(Runnable action) {
                stream.onStop(action);
            }
        };
    }
}
