package dev.lmcp.server.start;

import dev.lmcp.server.base.BoundedPool;
import dev.lmcp.server.base.JoinableThreadFactory;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;

/** The server's own threads: one for scheduled tasks, and a few for tasks that block. They end with the server. */
final class ServerThreads implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.server");
    private static final int WORKERS = 4;
    private static final int MAX_WAITING = 4096;
    private static final Duration END_TIMEOUT = Duration.ofSeconds(5);

    private final JoinableThreadFactory timerThreads = JoinableThreadFactory.named("lmcp-timer");
    private final ServerTimer timer = new ServerTimer(timerThreads);
    private final BoundedPool workers = new BoundedPool("lmcp-worker", WORKERS, MAX_WAITING);

    ScheduledExecutorService timer() {
        return timer;
    }

    /**
     * Returns an executor for tasks that may block for some seconds.
     *
     * <p>It rejects a task if 4096 tasks are waiting. After the stop it drops tasks.
     */
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
            if (!workers.awaitTermination(END_TIMEOUT)) {
                workers.interrupt();
            }
            if (!timerThreads.awaitTermination(END_TIMEOUT) || !workers.awaitTermination(END_TIMEOUT)) {
                LOG.log(
                        Level.WARNING,
                        "a task of a plugin still runs after the shutdown; expected it to end when it is interrupted");
            }
        } catch (InterruptedException e) {
            workers.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
