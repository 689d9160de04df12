package dev.lmcp.server;

import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that a server itself starts: one for the time, few for work that blocks.
 *
 * <p>They inherit nothing from the thread that starts them and see lmcp's class loader, so that an undeployed
 * application is not kept alive by them.
 */
final class ServerThreads implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.server");
    private static final int WORKERS = 4;
    private static final int WAITING = 4096;
    private static final long SECONDS_TO_END = 5;

    private final ServerTimer timer = new ServerTimer(named("lmcp-timer"));
    private final ThreadPoolExecutor workers = new ThreadPoolExecutor(
            WORKERS,
            WORKERS,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING),
            numbered("lmcp-worker-"),
            ServerThreads::refuse);

    ServerThreads() {
        workers.allowCoreThreadTimeOut(true);
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    /** Runs tasks that may block for some seconds; throws where thousands are waiting, drops them after the stop. */
    Executor worker() {
        return task -> workers.execute(ServerTimer.logged(task));
    }

    @Override
    public void close() {
        timer.shutdownNow();
        workers.shutdown();
        try {
            if (!workers.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
            if (!timer.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)
                    || !workers.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
                LOG.log(
                        Level.WARNING,
                        "a task of a plugin goes on after the stop; expected it to end when interrupted");
            }
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private static void refuse(Runnable task, ThreadPoolExecutor pool) {
        if (!pool.isShutdown()) {
            throw new RejectedExecutionException(WAITING
                    + " tasks are waiting for a worker; expected fewer: what blocks the workers has to end first");
        }
    }

    private static ThreadFactory numbered(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return task -> thread(task, prefix + number.incrementAndGet());
    }

    private static ThreadFactory named(String name) {
        return task -> thread(task, name);
    }

    private static Thread thread(Runnable task, String name) {
        Thread thread = new Thread(null, task, name, 0, false);
        thread.setContextClassLoader(ServerThreads.class.getClassLoader());
        thread.setDaemon(true);
        return thread;
    }
}
