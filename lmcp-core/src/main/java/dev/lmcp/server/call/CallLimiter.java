package dev.lmcp.server.call;

import dev.lmcp.Principal;
import dev.lmcp.server.base.HttpResponses;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Limits the number of concurrent calls. It accepts no call while the server is stopping.
 *
 * <p>Safe for concurrent use.
 */
public final class CallLimiter {

    private final ConcurrencyLimiter limiter;
    private final AtomicInteger running = new AtomicInteger();
    private volatile boolean closed;

    public CallLimiter(ConcurrencyLimiter limiter) {
        this.limiter = limiter;
    }

    /** Returns a permit for one call, or the response that refuses the call. */
    PermitResult tryAcquire(Principal caller) {
        // before 'closed' is read: either the stop waits for this call, or this call sees the stop
        running.incrementAndGet();
        boolean isAcquired = false;
        try {
            PermitResult result = closed ? new PermitResult.Refused(HttpResponses.busy()) : limiter.tryAcquire(caller);
            isAcquired = result instanceof Permit;
            return result instanceof Permit permit ? new Permit(permit::close, this::end) : result;
        } finally {
            if (!isAcquired) {
                end();
            }
        }
    }

    private void end() {
        running.decrementAndGet();
        if (closed) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    /** Returns the number of permits that are not closed. */
    public int running() {
        return running.get();
    }

    public boolean isClosed() {
        return closed;
    }

    /** Accepts no more calls. */
    public void close() {
        closed = true;
    }

    /** Waits until all permits are closed. Returns false after the timeout. */
    public synchronized boolean awaitEmpty(Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        boolean interrupted = false;
        while (running.get() > 0 && !interrupted) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            try {
                wait(Math.min(left, 100));
            } catch (InterruptedException e) {
                interrupted = true;
                Thread.currentThread().interrupt();
            }
        }
        return running.get() == 0;
    }
}
