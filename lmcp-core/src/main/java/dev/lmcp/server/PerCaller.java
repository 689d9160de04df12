package dev.lmcp.server;

import dev.lmcp.Principal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts how many of something each caller has, who may have only so many. Safe for concurrent use. */
final class PerCaller {

    private final int most;
    private final Map<Caller, Integer> counts = new ConcurrentHashMap<>();

    /** Creates the count; 0 allows any number, and counts nothing. */
    PerCaller(int most) {
        this.most = most;
    }

    /** Takes one more; returns false where the caller has as many as may be. */
    boolean enter(Principal principal) {
        if (most == 0) {
            return true;
        }
        Caller caller = Caller.of(principal);
        if (counts.merge(caller, 1, Integer::sum) > most) {
            leave(caller);
            return false;
        }
        return true;
    }

    /** Gives one back. */
    void leave(Principal principal) {
        if (most > 0) {
            leave(Caller.of(principal));
        }
    }

    private void leave(Caller caller) {
        counts.computeIfPresent(caller, (key, count) -> count == 1 ? null : count - 1);
    }
}
