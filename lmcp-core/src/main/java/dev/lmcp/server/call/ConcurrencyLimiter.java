package dev.lmcp.server.call;

import dev.lmcp.Principal;
import dev.lmcp.server.auth.CallerKey;
import dev.lmcp.server.base.HttpResponses;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Limits the number of concurrent calls or streams, in total and for each caller. Safe for concurrent use. */
public final class ConcurrencyLimiter {

    private final int max;
    private final int maxPerCaller;
    private final AtomicInteger total = new AtomicInteger();
    private final Map<CallerKey, Integer> byCaller = new ConcurrentHashMap<>();

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
        boolean[] isIncremented = new boolean[1];
        byCaller.compute(CallerKey.of(caller), (key, count) -> {
            int before = count == null ? 0 : count;
            isIncremented[0] = before < maxPerCaller;
            return isIncremented[0] ? before + 1 : before;
        });
        return isIncremented[0];
    }

    private void decrement(Principal caller) {
        if (maxPerCaller > 0) {
            byCaller.computeIfPresent(CallerKey.of(caller), (key, count) -> count == 1 ? null : count - 1);
        }
        total.decrementAndGet();
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
