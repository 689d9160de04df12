package dev.lmcp.server.base;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits on the monitor of an object. */
public final class Monitors {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private Monitors() {}

    /**
     * Waits until a condition holds, or until the timeout. The caller holds the monitor; who changes the condition notifies
     * it.
     */
    public static void await(Object monitor, Duration timeout, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        while (!condition.getAsBoolean()) {
            long left = (end - System.nanoTime()) / NANOS_PER_MILLI;
            if (left <= 0) {
                return;
            }
            monitor.wait(left);
        }
    }
}
