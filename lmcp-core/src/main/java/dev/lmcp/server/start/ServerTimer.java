package dev.lmcp.server.start;

import dev.lmcp.server.base.FatalErrors;
import java.lang.System.Logger.Level;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** A scheduler with one thread. The failure of a task is logged; a repeated task runs again. */
final class ServerTimer extends ScheduledThreadPoolExecutor {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.server");

    ServerTimer(ThreadFactory threads) {
        super(1, threads);
        setRemoveOnCancelPolicy(true);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return super.schedule(logged(task), delay, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long initialDelay, long period, TimeUnit unit) {
        return super.scheduleAtFixedRate(logged(task), initialDelay, period, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long initialDelay, long delay, TimeUnit unit) {
        return super.scheduleWithFixedDelay(logged(task), initialDelay, delay, unit);
    }

    /** Returns a task that logs its failure. */
    static Runnable logged(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                FatalErrors.rethrow(e);
                LOG.log(Level.WARNING, "a background task failed", e);
            }
        };
    }
}
