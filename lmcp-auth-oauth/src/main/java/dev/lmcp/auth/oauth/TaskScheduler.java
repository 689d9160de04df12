package dev.lmcp.auth.oauth;

import dev.lmcp.spi.Services;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** A monotonic clock, and a scheduler for tasks outside of requests. */
interface TaskScheduler {

    System.Logger LOG = System.getLogger("dev.lmcp.auth");

    /** The time in nanoseconds, as of {@link System#nanoTime()}. */
    long nanoTime();

    /** Runs the task once after the delay. The task may block for some seconds. */
    void schedule(Duration delay, Runnable task);

    /** Returns a scheduler that uses the server's threads and the system clock. */
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
                    LOG.log(System.Logger.Level.DEBUG, "an OAuth task was not run, because the server is stopping");
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
