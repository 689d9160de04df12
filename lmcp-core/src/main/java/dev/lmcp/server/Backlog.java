package dev.lmcp.server;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The messages that have been read from a message stream and are not yet processed, bounded in bytes. */
final class Backlog {

    /** The smallest number of bytes that a message counts for. */
    private static final int MIN_COST = 1024;

    private final int max;
    private final Semaphore room;

    Backlog(int max) {
        this.max = max;
        this.room = new Semaphore(max);
    }

    /** Adds a message of {@code bytes} bytes once there is room; returns false if there is no room within the timeout. */
    boolean add(int bytes, Duration timeout) {
        return acquire(cost(bytes), timeout);
    }

    /** Removes a message of {@code bytes} bytes. */
    void remove(int bytes) {
        room.release(cost(bytes));
    }

    /** Waits until every message has been processed; returns false if that takes longer than the timeout. */
    boolean awaitEmpty(Duration timeout) {
        boolean isEmpty = acquire(max, timeout);
        if (isEmpty) {
            room.release(max);
        }
        return isEmpty;
    }

    private int cost(int bytes) {
        return Math.min(max, Math.max(MIN_COST, bytes));
    }

    private boolean acquire(int permits, Duration timeout) {
        try {
            return room.tryAcquire(permits, timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
