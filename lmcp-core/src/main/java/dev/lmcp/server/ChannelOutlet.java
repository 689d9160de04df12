package dev.lmcp.server;

import dev.lmcp.jsonrpc.Message;
import java.util.ArrayList;
import java.util.List;

/** A way to the other end of a stream of messages for those that belong to no call. */
final class ChannelOutlet implements Outlet {

    private final ChannelPeer peer;
    private final List<Runnable> endActions = new ArrayList<>();
    private final Runnable closing = this::close;
    private boolean closed;

    ChannelOutlet(ChannelPeer peer) {
        this.peer = peer;
        peer.onEnd(closing);
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
        peer.forget(closing);
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
