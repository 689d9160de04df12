package dev.lmcp.server.call;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Tells a handler that nobody waits for it: a flag, one interrupt, and callbacks.
 *
 * <p>The interrupt hits the handler's thread only while that is inside {@link #during}, never what the thread does
 * afterwards. Safe for concurrent use.
 */
public final class Cancellation {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.calls");

    private final Executor executor;
    private @Nullable List<Runnable> actions;
    private @Nullable Thread worker;
    private volatile @Nullable Reason reason;

    /** Why nobody waits for it. */
    private enum Reason {
        CALLER,
        TIME,
        STOP
    }

    /** Something that may throw. */
    interface Work<T> {
        T run() throws Exception;
    }

    public Cancellation(Executor executor) {
        this.executor = executor;
    }

    public boolean isCancelled() {
        return reason != null;
    }

    /** Whether the time limit was the reason. */
    public boolean isTimedOut() {
        return reason == Reason.TIME;
    }

    /** Whether the server's stop was the reason. */
    public boolean isStopped() {
        return reason == Reason.STOP;
    }

    /** Cancels since its caller has no use for it any more. */
    public void cancel() {
        cancel(Reason.CALLER);
    }

    /** Cancels since it takes too long. */
    public void timeOut() {
        cancel(Reason.TIME);
    }

    /** Cancels since the server stops. */
    void stop() {
        cancel(Reason.STOP);
    }

    private void cancel(Reason why) {
        List<Runnable> due;
        synchronized (this) {
            if (reason != null) {
                return;
            }
            reason = why;
            due = actions == null ? List.of() : actions;
            actions = null;
            if (worker != null) {
                worker.interrupt();
            }
        }
        due.forEach(this::execute);
    }

    /** Where thousands of others wait for a thread, the flag and the interrupt have to do. */
    private void execute(Runnable action) {
        try {
            executor.execute(action);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.WARNING, "a call was cancelled and its action was not run: {0}", e.getMessage());
        }
    }

    public synchronized void onCancel(Runnable action) {
        if (reason != null) {
            execute(action);
            return;
        }
        if (actions == null) {
            actions = new ArrayList<>(1);
        }
        actions.add(action);
    }

    /** Runs the work on this thread, which an earlier or coming cancellation interrupts. */
    <T> T during(Work<T> work) throws Exception {
        synchronized (this) {
            worker = Thread.currentThread();
            if (reason != null) {
                worker.interrupt();
            }
        }
        try {
            return work.run();
        } finally {
            synchronized (this) {
                worker = null;
                // whoever made it: the thread is the container's, and what it does next has nothing to do with this
                Thread.interrupted();
            }
        }
    }
}
