package dev.lmcp.auth.oauth;

import dev.lmcp.spi.Services;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;

/** Time that only goes forward, and threads beside those of the requests. */
interface Background {

    /** Nanoseconds since some moment, as of {@link System#nanoTime()}. */
    long nanoTime();

    /** Runs the task once, after the delay, on a thread that may block for some seconds. */
    void after(Duration delay, Runnable task);

    /** The server's own threads and the machine's clock. */
    static Background of(Services services) {
        return new Background() {
            @Override
            public long nanoTime() {
                return System.nanoTime();
            }

            @Override
            public void after(Duration delay, Runnable task) {
                services.schedule(delay, () -> handOver(task));
            }

            private void handOver(Runnable task) {
                try {
                    services.execute(task);
                } catch (RejectedExecutionException busy) {
                    after(Duration.ofSeconds(1), task);
                }
            }
        };
    }
}
