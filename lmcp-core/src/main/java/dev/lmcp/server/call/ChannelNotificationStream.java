package dev.lmcp.server.call;

import dev.lmcp.jsonrpc.Message;
import java.util.ArrayList;
import java.util.List;

/** The messages on a channel that belong to no call. */
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
        // a pipe needs no heartbeat
    }

    @Override
    public void close() {
        List<Runnable> actions;
        synchronized (endActions) {
            closed = true;
            actions = List.copyOf(endActions);
            endActions.clear();
        }
        peer.removeOnEnd(onPeerEnd);
        actions.forEach(Runnable::run);
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
