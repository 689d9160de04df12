package dev.lmcp.server;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the calls that run, and lets no more in than may, nor any while the server stops.
 *
 * <p>A call gives its place back before it sends its answer, and leaves after that: who has the answer can be let in at
 * once, and a stop still waits for the answer to be sent.
 */
final class CallLimiter {

    private final int max;
    private final AtomicInteger places = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private volatile boolean closed;

    /** Creates a gate; 0 lets any number in. */
    CallLimiter(int max) {
        this.max = max;
    }

    boolean enter() {
        running.incrementAndGet();
        int taken = places.incrementAndGet();
        if (closed || (max > 0 && taken > max)) {
            giveBackPlace();
            leave();
            return false;
        }
        return true;
    }

    void giveBackPlace() {
        places.decrementAndGet();
    }

    void leave() {
        running.decrementAndGet();
        if (closed) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    int running() {
        return running.get();
    }

    boolean isClosed() {
        return closed;
    }

    /** Lets nobody in any more. */
    void close() {
        closed = true;
    }

    /** Waits for those inside to leave; returns whether all have. */
    synchronized boolean awaitEmpty(Duration patience) {
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
