package dev.lmcp.server.legacy;

import dev.lmcp.Principal;
import dev.lmcp.server.auth.CallerKey;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Picks the session to evict at the limit. */
final class SessionEviction {

    private SessionEviction() {}

    /**
     * Picks the session to evict: the least recently used idle session of the caller with the most sessions, counting
     * the new one. If several callers have the most, the caller of the new session comes first. A busy session is
     * evicted only if the caller of the new session owns fewer. Returns empty if there is no such session.
     */
    static Optional<LegacySession> victim(Collection<LegacySession> sessions, Principal caller) {
        CallerKey own = CallerKey.of(caller);
        Map<CallerKey, Integer> counts = new HashMap<>();
        counts.put(own, 1);
        sessions.forEach(session -> counts.merge(CallerKey.of(session.owner()), 1, Integer::sum));
        int max = counts.values().stream().mapToInt(count -> count).max().orElse(0);
        boolean hasMost = counts.getOrDefault(own, 0) == max;
        Optional<LegacySession> idle = sessions.stream()
                .filter(session -> counts.getOrDefault(CallerKey.of(session.owner()), 0) == max)
                .filter(session -> !session.isBusy())
                .min(Comparator.comparing((LegacySession session) -> !isOf(session, own))
                        .thenComparingLong(LegacySession::used));
        if (idle.isPresent() || hasMost) {
            return idle;
        }
        return sessions.stream()
                .filter(session -> counts.getOrDefault(CallerKey.of(session.owner()), 0) == max)
                .min(Comparator.comparingLong(LegacySession::used));
    }

    private static boolean isOf(LegacySession session, CallerKey caller) {
        return CallerKey.of(session.owner()).equals(caller);
    }
}
