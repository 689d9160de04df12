package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.http.TaskScheduler;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Permits one line of a log in ten seconds. Safe for concurrent use. */
final class LogLimit {

    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final TaskScheduler scheduler;
    private final AtomicLong last;

    /** Creates a limit that permits the first line at once. */
    LogLimit(TaskScheduler scheduler) {
        this.scheduler = scheduler;
        this.last = new AtomicLong(scheduler.nanoTime() - INTERVAL.toNanos());
    }

    boolean permits() {
        long before = last.get();
        long now = scheduler.nanoTime();
        return now - before >= INTERVAL.toNanos() && last.compareAndSet(before, now);
    }
}
