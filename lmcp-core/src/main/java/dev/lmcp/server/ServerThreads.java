package dev.lmcp.server;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads that a server itself starts: one for the time, few for work that blocks. None outlives it. */
final class ServerThreads implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.server");
    private static final int WORKERS = 4;
    private static final int WAITING = 4096;
    private static final Duration TO_END = Duration.ofSeconds(5);

    private final JoinableThreadFactory timerThreads = JoinableThreadFactory.named("lmcp-timer");
    private final JoinableThreadFactory workerThreads = JoinableThreadFactory.numbered("lmcp-worker-");
    private final ServerTimer timer = new ServerTimer(timerThreads);
    private final ThreadPoolExecutor workers = new ThreadPoolExecutor(
            WORKERS,
            WORKERS,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING),
            workerThreads,
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
            if (!workers.awaitTermination(TO_END.toSeconds(), TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
            if (!timerThreads.awaitEnd(TO_END) || !workerThreads.awaitEnd(TO_END)) {
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
}
