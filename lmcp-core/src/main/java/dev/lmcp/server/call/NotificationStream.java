package dev.lmcp.server.call;

import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.MessageCodec;
import dev.lmcp.server.base.Sse;
import dev.lmcp.spi.Exchange.DetachedStream;

/** Where messages go that belong to no call: events of a stream, or lines of a channel. Safe for concurrent use. */
public interface NotificationStream {

    void send(Message message);

    /** Shows that the connection is alive, if the connection needs that. */
    void beat();

    void close();

    /** Whether the connection goes on when this is closed. */
    default boolean isShared() {
        return false;
    }

    /** Calls {@code action} once when the other end has gone or this was closed. */
    void onEnd(Runnable action);

    /** Calls {@code action} if the connection will be ended from outside, while a last message can still be sent. */
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
