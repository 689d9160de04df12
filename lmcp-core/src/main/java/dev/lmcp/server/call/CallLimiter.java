package dev.lmcp.server.call;

import dev.lmcp.Principal;
import dev.lmcp.server.base.HttpAnswers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Limits how many calls run at once, and admits none while the server stops.
 *
 * <p>Safe for concurrent use.
 */
public final class CallLimiter {

    private final ConcurrencyLimiter places;
    private final AtomicInteger running = new AtomicInteger();
    private volatile boolean closed;

    public CallLimiter(ConcurrencyLimiter places) {
        this.places = places;
    }

    /** Returns a permit for one more call, or the answer to a caller that cannot have one. */
    PermitResult tryAcquire(Principal caller) {
        // before the look at 'closed': a stop then waits for the call, or the call sees the stop
        running.incrementAndGet();
        boolean isAcquired = false;
        try {
            PermitResult place = closed ? new PermitResult.Refused(HttpAnswers.busy()) : places.tryAcquire(caller);
            isAcquired = place instanceof Permit;
            return place instanceof Permit taken ? new Permit(taken::close, this::ended) : place;
        } finally {
            if (!isAcquired) {
                ended();
            }
        }
    }

    private void ended() {
        running.decrementAndGet();
        if (closed) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    /** How many calls have permits that are not closed. */
    public int running() {
        return running.get();
    }

    public boolean isClosed() {
        return closed;
    }

    /** Admits no call any more. */
    public void close() {
        closed = true;
    }

    /** Waits until every permit is closed; returns whether that happened in time. */
    public synchronized boolean awaitEmpty(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
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
