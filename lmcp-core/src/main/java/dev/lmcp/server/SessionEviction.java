package dev.lmcp.server;

import dev.lmcp.Principal;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Decides whose session ends where there is no room for another. */
final class SessionEviction {

    private SessionEviction() {}

    /**
     * Returns the session that is missed least, of whoever has the most, the newcomer counted with the one that is to
     * be opened. What is in use ends only for a newcomer who has fewer.
     */
    static Optional<LegacySession> victim(Collection<LegacySession> sessions, Principal newcomer) {
        CallerKey own = CallerKey.of(newcomer);
        Map<CallerKey, Integer> counts = new HashMap<>();
        counts.put(own, 1);
        sessions.forEach(session -> counts.merge(CallerKey.of(session.owner()), 1, Integer::sum));
        int max = counts.values().stream().mapToInt(count -> count).max().orElse(0);
        boolean ownAreMost = counts.getOrDefault(own, 0) == max;
        Optional<LegacySession> idle = sessions.stream()
                .filter(session -> counts.getOrDefault(CallerKey.of(session.owner()), 0) == max)
                .filter(session -> !session.isBusy())
                .min(Comparator.comparing((LegacySession session) -> !isOf(session, own))
                        .thenComparingLong(LegacySession::used));
        if (idle.isPresent() || ownAreMost) {
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
