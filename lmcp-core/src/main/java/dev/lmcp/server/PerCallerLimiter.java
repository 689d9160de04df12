package dev.lmcp.server;

import dev.lmcp.Principal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts how many of something each caller has, who may have only so many. Safe for concurrent use. */
final class PerCallerLimiter {

    private final int max;
    private final Map<CallerKey, Integer> counts = new ConcurrentHashMap<>();

    /** Creates the count; 0 allows any number, and counts nothing. */
    PerCallerLimiter(int max) {
        this.max = max;
    }

    /** Takes one more; returns false where the caller has as many as may be. */
    boolean enter(Principal principal) {
        if (max == 0) {
            return true;
        }
        CallerKey caller = CallerKey.of(principal);
        if (counts.merge(caller, 1, Integer::sum) > max) {
            leave(caller);
            return false;
        }
        return true;
    }

    /** Gives one back. */
    void leave(Principal principal) {
        if (max > 0) {
            leave(CallerKey.of(principal));
        }
    }

    private void leave(CallerKey caller) {
        counts.computeIfPresent(caller, (key, count) -> count == 1 ? null : count - 1);
    }
}
