package dev.lmcp.server.call;

import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Delivers changes to listeners, in order and on another thread than the publisher's.
 *
 * <p>A change that is already queued is not queued again. A thousand registrations make one notification.
 */
public final class ChangeBus {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.calls");

    /** Receives changes. It must not block. */
    public interface Listener {
        void accept(Change change);
    }

    private final Executor executor;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();

    /** The waiting changes, and whether other nodes must get them. */
    private final Map<Change, Boolean> queue = new LinkedHashMap<>();

    private volatile Optional<Listener> otherNodes = Optional.empty();
    private boolean delivering;

    public ChangeBus(Executor executor) {
        this.executor = executor;
    }

    public void subscribe(Listener listener) {
        listeners.add(listener);
    }

    public void unsubscribe(Listener listener) {
        listeners.remove(listener);
    }

    int size() {
        return listeners.size();
    }

    /** Forwards the changes of this node to the other nodes. The listener may block. */
    public void forwardTo(Listener listener) {
        otherNodes = Optional.of(listener);
    }

    public void publish(Change change) {
        publish(change, true);
    }

    /** Publishes a change of another node. It is not forwarded. */
    void publishHere(Change change) {
        publish(change, false);
    }

    private void publish(Change change, boolean isForwarded) {
        if (listeners.isEmpty()) {
            // registrations before the start have no listener
            return;
        }
        synchronized (queue) {
            queue.merge(change, isForwarded, Boolean::logicalOr);
            if (delivering) {
                return;
            }
            delivering = true;
        }
        try {
            executor.execute(this::deliver);
        } catch (RejectedExecutionException e) {
            // the next publish tries again, and delivers this change too
            synchronized (queue) {
                delivering = false;
            }
        }
    }

    private void deliver() {
        while (true) {
            Change change;
            boolean isForwarded;
            synchronized (queue) {
                if (queue.isEmpty()) {
                    delivering = false;
                    return;
                }
                change = queue.keySet().iterator().next();
                isForwarded = Boolean.TRUE.equals(queue.remove(change));
            }
            listeners.forEach(listener -> deliver(listener, change));
            if (isForwarded) {
                otherNodes.ifPresent(listener -> deliver(listener, change));
            }
        }
    }

    /** Delivers a change to one listener. If it throws, the other listeners get the change all the same. */
    private static void deliver(Listener listener, Change change) {
        try {
            listener.accept(change);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a listener failed to handle a change", e);
        }
    }
}
