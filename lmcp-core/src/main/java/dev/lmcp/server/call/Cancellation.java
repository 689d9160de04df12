package dev.lmcp.server.call;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Cancels a running handler by a flag, one interrupt, and callbacks.
 *
 * <p>The handler's thread is interrupted only while it runs {@link #during}, and never afterwards. Safe for concurrent
 * use.
 */
public final class Cancellation {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.calls");

    private final Executor executor;
    private @Nullable List<Runnable> actions;
    private @Nullable Thread worker;
    private volatile @Nullable Reason reason;

    /** The reason of a cancellation. */
    private enum Reason {
        CALLER,
        TIMEOUT,
        STOP
    }

    /** Work that may throw an exception. */
    interface Work<T> {
        T run() throws Exception;
    }

    public Cancellation(Executor executor) {
        this.executor = executor;
    }

    public boolean isCancelled() {
        return reason != null;
    }

    /** Returns whether the time limit is the reason. */
    public boolean isTimedOut() {
        return reason == Reason.TIMEOUT;
    }

    /** Returns whether the stop of the server is the reason. */
    public boolean isStopped() {
        return reason == Reason.STOP;
    }

    /** Cancels the work because its caller has cancelled the request or has disconnected. */
    public void cancel() {
        cancel(Reason.CALLER);
    }

    /** Cancels the work because it has exceeded its time limit. */
    public void timeOut() {
        cancel(Reason.TIMEOUT);
    }

    /** Cancels the work because the server is stopping. */
    public void stop() {
        cancel(Reason.STOP);
    }

    private void cancel(Reason newReason) {
        List<Runnable> callbacks;
        synchronized (this) {
            if (reason != null) {
                return;
            }
            reason = newReason;
            callbacks = actions == null ? List.of() : actions;
            actions = null;
            if (worker != null) {
                worker.interrupt();
            }
        }
        callbacks.forEach(this::execute);
    }

    /** Runs an action. If the executor rejects it, the flag and the interrupt must suffice. */
    private void execute(Runnable action) {
        try {
            executor.execute(action);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.WARNING, "an action of a cancelled call was not run: {0}", e.getMessage());
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

    /** Runs the work on this thread. A cancellation interrupts the thread, even if it came before. */
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
                // the thread is the container's: an interrupt of any origin must not reach its next task
                Thread.interrupted();
            }
        }
    }
}
