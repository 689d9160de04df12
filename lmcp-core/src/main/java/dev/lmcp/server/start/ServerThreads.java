package dev.lmcp.server.start;

import dev.lmcp.server.base.BoundedPool;
import dev.lmcp.server.base.JoinableThreadFactory;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;

/** The threads that a server itself starts: one for the time, few for work that blocks. None outlives it. */
final class ServerThreads implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.server");
    private static final int WORKERS = 4;
    private static final int MAX_WAITING = 4096;
    private static final Duration TO_END = Duration.ofSeconds(5);

    private final JoinableThreadFactory timerThreads = JoinableThreadFactory.named("lmcp-timer");
    private final ServerTimer timer = new ServerTimer(timerThreads);
    private final BoundedPool workers = new BoundedPool("lmcp-worker", WORKERS, MAX_WAITING);

    ScheduledExecutorService timer() {
        return timer;
    }

    /** Runs tasks that may block for some seconds; throws if thousands are waiting, drops tasks after the stop. */
    Executor worker() {
        return task -> {
            try {
                workers.execute(ServerTimer.logged(task));
            } catch (RejectedExecutionException e) {
                if (!workers.isStopped()) {
                    throw e;
                }
            }
        };
    }

    @Override
    public void close() {
        timer.shutdownNow();
        workers.stop();
        try {
            if (!workers.awaitTermination(TO_END)) {
                workers.interrupt();
            }
            if (!timerThreads.awaitTermination(TO_END) || !workers.awaitTermination(TO_END)) {
                LOG.log(
                        Level.WARNING,
                        "a task of a plugin goes on after the stop; expected it to end when interrupted");
            }
        } catch (InterruptedException e) {
            workers.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
