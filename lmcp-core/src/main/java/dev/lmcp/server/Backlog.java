package dev.lmcp.server;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** What has been read from a stream of messages and not yet been worked off, bounded in bytes. */
final class Backlog {

    /** What a message costs, however short it is. */
    private static final int LEAST = 1024;

    private final int max;
    private final Semaphore room;

    Backlog(int max) {
        this.max = max;
        this.room = new Semaphore(max);
    }

    /** Takes a message of so many bytes in, as soon as there is room; returns false if there is none in time. */
    boolean enter(int bytes, Duration patience) {
        return acquire(cost(bytes), patience);
    }

    void leave(int bytes) {
        room.release(cost(bytes));
    }

    /** Waits until everything has been worked off; returns whether it has. */
    boolean awaitEmpty(Duration patience) {
        boolean empty = acquire(max, patience);
        if (empty) {
            room.release(max);
        }
        return empty;
    }

    private int cost(int bytes) {
        return Math.min(max, Math.max(LEAST, bytes));
    }

    private boolean acquire(int permits, Duration patience) {
        try {
            return room.tryAcquire(permits, patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
