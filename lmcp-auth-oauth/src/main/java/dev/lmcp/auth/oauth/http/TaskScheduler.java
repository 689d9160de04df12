package dev.lmcp.auth.oauth.http;

import dev.lmcp.spi.Services;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;

/** A monotonic clock, and a scheduler for tasks outside of requests. */
public interface TaskScheduler {

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
                services.schedule(delay, () -> runOnWorker(task));
            }

            private void runOnWorker(Runnable task) {
                try {
                    services.execute(task);
                } catch (RejectedExecutionException busy) {
                    schedule(Duration.ofSeconds(1), task);
                }
            }
        };
    }
}
