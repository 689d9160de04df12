package dev.lmcp.server.call;

import dev.lmcp.jsonrpc.Message;
import java.util.ArrayList;
import java.util.List;

/** A way to the other end of a stream of messages for those that belong to no call. */
final class ChannelNotificationStream implements NotificationStream {

    private final ChannelPeer peer;
    private final List<Runnable> endActions = new ArrayList<>();
    private final Runnable onPeerEnd = this::close;
    private boolean closed;

    ChannelNotificationStream(ChannelPeer peer) {
        this.peer = peer;
        peer.onEnd(onPeerEnd);
    }

    @Override
    public void send(Message message) {
        peer.write(message);
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public void beat() {
        // a pipe needs no sign of life
    }

    @Override
    public void close() {
        List<Runnable> due;
        synchronized (endActions) {
            closed = true;
            due = List.copyOf(endActions);
            endActions.clear();
        }
        peer.forget(onPeerEnd);
        due.forEach(Runnable::run);
    }

    @Override
    public void onEnd(Runnable action) {
        synchronized (endActions) {
            if (!closed) {
                endActions.add(action);
                return;
            }
        }
        action.run();
    }
}
