package dev.lmcp.server.call;

import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.RequestId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one session or connection that have no response yet, by their ids, so that a cancellation finds them.
 *
 * <p>Safe for concurrent use.
 */
public final class CancellableRequests {

    /** Absent while no request runs, as idle sessions are many. */
    private @Nullable Map<RequestId, Entry> running;

    private boolean closed;

    /**
     * Adds a request until its response has ended.
     *
     * <p>A request with the id of another one that still runs cannot be cancelled by that id.
     */
    public Entry add(RequestId id) {
        Entry entry = new Entry(id);
        boolean late;
        synchronized (this) {
            late = closed;
            if (!late) {
                if (running == null) {
                    running = new HashMap<>();
                }
                running.putIfAbsent(id, entry);
            }
        }
        if (late) {
            entry.cancel();
        }
        return entry;
    }

    private synchronized void remove(RequestId id, Entry entry) {
        if (running != null && running.remove(id, entry) && running.isEmpty()) {
            running = null;
        }
    }

    /** Cancels the request of this id; returns false if there is none. */
    public boolean cancel(RequestId id) {
        Entry found;
        synchronized (this) {
            found = running == null ? null : running.get(id);
        }
        if (found == null) {
            return false;
        }
        found.cancel();
        return true;
    }

    public synchronized boolean isEmpty() {
        return running == null;
    }

    /** Cancels all requests, and from now on each one that is added. */
    public void close() {
        List<Entry> all;
        synchronized (this) {
            closed = true;
            all = running == null ? List.of() : List.copyOf(running.values());
        }
        all.forEach(Entry::cancel);
    }

    /** The request that a message cancels, if it is a cancellation. */
    public static Optional<RequestId> cancelledBy(Message message) {
        return message instanceof Message.Notification notification
                        && notification.method().equals("notifications/cancelled")
                ? RequestId.read(notification.params().path("requestId"))
                : Optional.empty();
    }

    /** One of the requests. A cancellation may arrive before the work begins, and is not lost then. */
    public final class Entry {

        private final RequestId id;
        private boolean cancelled;
        private @Nullable Runnable action;

        private Entry(RequestId id) {
            this.id = id;
        }

        /** Calls {@code onCancel} once when the request is cancelled, or now if it has been. */
        public void onCancel(Runnable onCancel) {
            synchronized (this) {
                if (!cancelled) {
                    action = onCancel;
                    return;
                }
            }
            onCancel.run();
        }

        private void cancel() {
            Runnable due;
            synchronized (this) {
                cancelled = true;
                due = action;
                action = null;
            }
            if (due != null) {
                due.run();
            }
        }

        /** Removes the request, as its response has ended. */
        public void end() {
            remove(id, this);
        }
    }
}
