package dev.lmcp.tools.sample;

import dev.lmcp.Call;
import dev.lmcp.ToolException;
import java.util.concurrent.TimeUnit;

/** Sleeps in steps and reports its progress. */
final class Sleep {

    private static final long STEP_MILLIS = 1_000;

    private Sleep() {}

    /** Returns how long it slept. Ends at once if the call is cancelled, because that interrupts the thread. */
    static long forMillis(long millis, Call call) {
        long start = System.nanoTime();
        for (long left = millis; left > 0; left = millis - elapsedSince(start)) {
            try {
                Thread.sleep(Math.min(left, STEP_MILLIS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ToolException("interrupted after " + elapsedSince(start) + " of " + millis + " ms", e);
            }
            call.progress((double) Math.min(millis, elapsedSince(start)), (double) millis, "");
        }
        return millis;
    }

    private static long elapsedSince(long start) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }
}
