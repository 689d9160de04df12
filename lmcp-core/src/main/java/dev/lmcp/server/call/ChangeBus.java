package dev.lmcp.server.call;

import java.lang.System.Logger.Level;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Carries changes to those who asked for them, in order and off the thread that made them.
 *
 * <p>A change that is still waiting is not queued again, so that a thousand registrations are one announcement.
 */
public final class ChangeBus {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.calls");

    /** Who hears of changes; must not block. */
    public interface Sink {
        void accept(Change change);
    }

    private final Executor executor;
    private final Set<Sink> sinks = ConcurrentHashMap.newKeySet();
    private final Set<Change> waiting = new LinkedHashSet<>();
    private boolean delivering;

    public ChangeBus(Executor executor) {
        this.executor = executor;
    }

    public void join(Sink sink) {
        sinks.add(sink);
    }

    public void leave(Sink sink) {
        sinks.remove(sink);
    }

    int size() {
        return sinks.size();
    }

    public void publish(Change change) {
        if (sinks.isEmpty()) {
            // what is registered before the start is no news to anybody
            return;
        }
        synchronized (waiting) {
            waiting.add(change);
            if (delivering) {
                return;
            }
            delivering = true;
        }
        try {
            executor.execute(this::deliver);
        } catch (RejectedExecutionException e) {
            // the next change tries again, and brings this one along
            synchronized (waiting) {
                delivering = false;
            }
        }
    }

    private void deliver() {
        while (true) {
            Change change;
            synchronized (waiting) {
                if (waiting.isEmpty()) {
                    delivering = false;
                    return;
                }
                change = waiting.iterator().next();
                waiting.remove(change);
            }
            sinks.forEach(sink -> tell(sink, change));
        }
    }

    /** One who fails to hear must not keep the others from hearing. */
    private static void tell(Sink sink, Change change) {
        try {
            sink.accept(change);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a change could not be announced to one of those who asked", e);
        }
    }
}
