package dev.lmcp.transport.http;

import java.util.concurrent.CountDownLatch;

/** Waits in handlers of tests, which throw nothing. */
final class Latches {

    private Latches() {}

    /** Waits for a latch. An interrupt ends the wait, and is kept. */
    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
