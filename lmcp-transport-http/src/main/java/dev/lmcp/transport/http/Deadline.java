package dev.lmcp.transport.http;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The time by which a connection must have made progress.
 *
 * <p>A deadline moves with every request. To move it to a later time costs nothing: the timer that is already set looks at
 * the new time when it fires. Used by the event loop of the connection only.
 */
final class Deadline {

    private final EventExecutor loop;
    private final Runnable onExpiry;
    private @Nullable Future<?> timer;
    private long timerAt;
    private long at;
    private boolean isSet;

    Deadline(EventExecutor loop, Runnable onExpiry) {
        this.loop = loop;
        this.onExpiry = onExpiry;
    }

    /** Sets the deadline to this time from now. */
    void set(Duration duration) {
        at = System.nanoTime() + duration.toNanos();
        isSet = true;
        Future<?> current = timer;
        if (current != null && timerAt - at > 0) {
            current.cancel(false);
            timer = null;
        }
        if (timer == null) {
            schedule();
        }
    }

    private void schedule() {
        timerAt = at;
        timer = loop.schedule(this::fire, Math.max(0, at - System.nanoTime()), TimeUnit.NANOSECONDS);
    }

    private void fire() {
        timer = null;
        if (!isSet) {
            return;
        }
        if (at - System.nanoTime() > 0) {
            schedule();
        } else {
            isSet = false;
            onExpiry.run();
        }
    }

    /** Removes the deadline. The timer stays for the next one. */
    void clear() {
        isSet = false;
    }

    /** Removes the deadline and its timer. */
    void cancel() {
        isSet = false;
        Future<?> current = timer;
        if (current != null) {
            current.cancel(false);
            timer = null;
        }
    }
}
