package dev.lmcp.server.call;

import dev.lmcp.Principal;
import dev.lmcp.server.auth.CallerKey;
import dev.lmcp.server.base.HttpResponses;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;

/**
 * Limits the number of concurrent calls or streams, in total and for each caller. The permits that a caller has on other
 * nodes count as well, if they are known. Safe for concurrent use.
 */
public final class ConcurrencyLimiter {

    private final int max;
    private final int maxPerCaller;
    private final AtomicInteger total = new AtomicInteger();
    private final Map<CallerKey, Permits> byCaller = new ConcurrentHashMap<>();
    private volatile ToIntFunction<CallerKey> elsewhere = caller -> 0;

    /**
     * The permits of a caller.
     *
     * @param open how many are open
     * @param held how many have been open all the time since the last {@link #takeHeld}
     */
    private record Permits(int open, int held) {}

    /**
     * Creates a limiter.
     *
     * @param max the maximum for all callers together; 0 means no limit
     * @param maxPerCaller the maximum for one caller; 0 means no limit
     */
    public ConcurrencyLimiter(int max, int maxPerCaller) {
        this.max = max == 0 ? Integer.MAX_VALUE : max;
        this.maxPerCaller = maxPerCaller;
    }

    /** Returns a permit, or the response that refuses one. */
    PermitResult tryAcquire(Principal caller) {
        if (!increment()) {
            return new PermitResult.Refused(HttpResponses.busy());
        }
        boolean isAcquired = false;
        try {
            isAcquired = incrementFor(caller);
        } finally {
            if (!isAcquired) {
                total.decrementAndGet();
            }
        }
        return isAcquired ? new Permit(() -> decrement(caller)) : new PermitResult.Refused(HttpResponses.tooManyOpen());
    }

    /** Increments the total below the maximum. It is never above, so that a refused caller cannot refuse others. */
    private boolean increment() {
        int before = total.get();
        while (before < max) {
            if (total.compareAndSet(before, before + 1)) {
                return true;
            }
            before = total.get();
        }
        return false;
    }

    private boolean incrementFor(Principal caller) {
        if (maxPerCaller == 0) {
            return true;
        }
        CallerKey key = CallerKey.of(caller);
        int available = maxPerCaller - elsewhere.applyAsInt(key);
        boolean[] isIncremented = new boolean[1];
        byCaller.compute(key, (same, before) -> {
            int open = before == null ? 0 : before.open();
            isIncremented[0] = open < available;
            return isIncremented[0] ? new Permits(open + 1, before == null ? 0 : before.held()) : before;
        });
        return isIncremented[0];
    }

    private void decrement(Principal caller) {
        if (maxPerCaller > 0) {
            byCaller.computeIfPresent(
                    CallerKey.of(caller),
                    (key, before) -> before.open() == 1
                            ? null
                            : new Permits(before.open() - 1, Math.min(before.open() - 1, before.held())));
        }
        total.decrementAndGet();
    }

    /** Adds the permits that a caller has on other nodes to those of this node. */
    void countElsewhere(ToIntFunction<CallerKey> permits) {
        elsewhere = permits;
    }

    /**
     * Returns how many permits each caller has had all the time since the last call of this method. So calls that are short
     * do not count. Called by one thread at a time.
     */
    Map<CallerKey, Integer> takeHeld() {
        Map<CallerKey, Integer> held = new HashMap<>();
        for (CallerKey caller : byCaller.keySet()) {
            byCaller.computeIfPresent(caller, (key, before) -> {
                held.put(key, before.held());
                return new Permits(before.open(), before.open());
            });
        }
        return held;
    }

    /** Returns the maximum for one caller; 0 means no limit. */
    int maxPerCaller() {
        return maxPerCaller;
    }

    /** Returns the number of open permits. */
    int total() {
        return total.get();
    }

    /** Returns the number of callers with permits, if there is a limit for each. */
    int callers() {
        return byCaller.size();
    }
}
