package dev.lmcp.server.call;

import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.RequestId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The running requests of one session or connection by their ids, so that a client can cancel them.
 *
 * <p>Safe for concurrent use.
 */
public final class CancellableRequests {

    /** Null if no request is running, as there can be many idle sessions. */
    private @Nullable Map<RequestId, Entry> running;

    private boolean closed;

    /**
     * Adds a request until its response has ended.
     *
     * <p>If another running request has the same id, the new request cannot be cancelled by its id.
     */
    public Entry add(RequestId id) {
        Entry entry = new Entry(id);
        boolean isClosed;
        synchronized (this) {
            isClosed = closed;
            if (!isClosed) {
                if (running == null) {
                    running = new HashMap<>();
                }
                running.putIfAbsent(id, entry);
            }
        }
        if (isClosed) {
            entry.cancel();
        }
        return entry;
    }

    private synchronized void remove(RequestId id, Entry entry) {
        if (running != null && running.remove(id, entry) && running.isEmpty()) {
            running = null;
        }
    }

    /** Cancels the request with this id. Returns false if there is none. */
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

    /** Cancels all requests, also those that are added later. */
    public void close() {
        List<Entry> all;
        synchronized (this) {
            closed = true;
            all = running == null ? List.of() : List.copyOf(running.values());
        }
        all.forEach(Entry::cancel);
    }

    /** Returns the id of the request that a message cancels, if the message is a cancellation. */
    public static Optional<RequestId> cancelledBy(Message message) {
        return message instanceof Message.Notification notification
                        && notification.method().equals("notifications/cancelled")
                ? RequestId.read(notification.params().path("requestId"))
                : Optional.empty();
    }

    /** One request. A cancellation takes effect even if it arrives before the request runs. */
    public final class Entry {

        private final RequestId id;
        private boolean cancelled;
        private @Nullable Runnable action;

        private Entry(RequestId id) {
            this.id = id;
        }

        /** Calls {@code onCancel} once if the request is cancelled. Calls it now if the request has been cancelled. */
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
            Runnable pending;
            synchronized (this) {
                cancelled = true;
                pending = action;
                action = null;
            }
            if (pending != null) {
                pending.run();
            }
        }

        /** Removes the request after its response has ended. */
        public void end() {
            remove(id, this);
        }
    }
}
