package dev.lmcp.server.call;

import dev.lmcp.Principal;
import dev.lmcp.server.auth.CallerKey;
import dev.lmcp.server.base.HttpAnswers;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Limits how many calls or streams there are at once: of all callers, and of each one. Safe for concurrent use. */
public final class ConcurrencyLimiter {

    private final int max;
    private final int maxPerCaller;
    private final AtomicInteger taken = new AtomicInteger();
    private final Map<CallerKey, Integer> takenByCaller = new ConcurrentHashMap<>();

    /**
     * Creates a limiter.
     *
     * @param max how many all callers may have together; 0 for any number
     * @param maxPerCaller how many of them one caller may have; 0 for any number
     */
    public ConcurrencyLimiter(int max, int maxPerCaller) {
        this.max = max == 0 ? Integer.MAX_VALUE : max;
        this.maxPerCaller = maxPerCaller;
    }

    /** Returns one more permit, or the answer to a caller that cannot have one. */
    PermitResult tryAcquire(Principal caller) {
        if (!take()) {
            return new PermitResult.Refused(HttpAnswers.busy());
        }
        boolean isAcquired = false;
        try {
            isAcquired = takeOf(caller);
        } finally {
            if (!isAcquired) {
                taken.decrementAndGet();
            }
        }
        return isAcquired ? new Permit(() -> giveBack(caller)) : new PermitResult.Refused(HttpAnswers.tooManyOpen());
    }

    /** Takes one of all; a caller that is refused does not even take it for a moment, as that would refuse others. */
    private boolean take() {
        int before = taken.get();
        while (before < max) {
            if (taken.compareAndSet(before, before + 1)) {
                return true;
            }
            before = taken.get();
        }
        return false;
    }

    private boolean takeOf(Principal caller) {
        if (maxPerCaller == 0) {
            return true;
        }
        boolean[] isTaken = new boolean[1];
        takenByCaller.compute(CallerKey.of(caller), (key, count) -> {
            int before = count == null ? 0 : count;
            isTaken[0] = before < maxPerCaller;
            return isTaken[0] ? before + 1 : before;
        });
        return isTaken[0];
    }

    private void giveBack(Principal caller) {
        if (maxPerCaller > 0) {
            takenByCaller.computeIfPresent(CallerKey.of(caller), (key, count) -> count == 1 ? null : count - 1);
        }
        taken.decrementAndGet();
    }

    /** How many permits there are. */
    int taken() {
        return taken.get();
    }

    /** How many callers have permits, if each has a limit. */
    int callers() {
        return takenByCaller.size();
    }
}
