package dev.lmcp.auth.oauth;

import dev.lmcp.spi.Services;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** Time that only goes forward, and threads beside those of the requests. */
interface TaskScheduler {

    System.Logger LOG = System.getLogger("dev.lmcp.auth");

    /** Nanoseconds since some moment, as of {@link System#nanoTime()}. */
    long nanoTime();

    /** Runs the task once, after the delay, on a thread that may block for some seconds. */
    void schedule(Duration delay, Runnable task);

    /** The server's own threads and the machine's clock. */
    static TaskScheduler of(Services services) {
        return new TaskScheduler() {
            @Override
            public long nanoTime() {
                return System.nanoTime();
            }

            @Override
            public void schedule(Duration delay, Runnable task) {
                try {
                    var unused = services.scheduler()
                            .schedule(() -> runOnWorker(task), delay.toNanos(), TimeUnit.NANOSECONDS);
                } catch (RejectedExecutionException stopping) {
                    LOG.log(System.Logger.Level.DEBUG, "the server stops, so a task of OAuth is not run");
                }
            }

            private void runOnWorker(Runnable task) {
                try {
                    services.worker(task);
                } catch (RejectedExecutionException busy) {
                    schedule(Duration.ofSeconds(1), task);
                }
            }
        };
    }
}
