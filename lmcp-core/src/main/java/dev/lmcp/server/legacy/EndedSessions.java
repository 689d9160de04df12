package dev.lmcp.server.legacy;

import dev.lmcp.Principal;
import dev.lmcp.server.auth.CallerKey;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The sessions that ended before their maximum age. Their ids can still be opened, so the node must remember them.
 *
 * <p>If there are too many, the oldest one of the same caller is forgotten. From then on the node accepts no session of this
 * caller that was opened as early as that one, unless it has the session in memory. So a caller who ends many sessions
 * harms no other caller. Safe for concurrent use.
 */
final class EndedSessions {

    private final int max;
    private final long maxAge;
    private final Map<CallerKey, OfCaller> callers = new HashMap<>();
    private int size;

    private record Ended(long opened, UUID number) {

        static Ended of(SessionFacts session) {
            return new Ended(session.opened(), session.number());
        }
    }

    /** The ended sessions of one caller. The monitor of {@link EndedSessions} guards it. */
    private static final class OfCaller {

        private final TreeSet<Ended> ended =
                new TreeSet<>(Comparator.comparingLong(Ended::opened).thenComparing(Ended::number));
        private long forgotten = Long.MIN_VALUE;

        boolean contains(SessionFacts session) {
            return session.opened() <= forgotten || ended.contains(Ended.of(session));
        }

        void forgetOldest() {
            forgotten = Math.max(forgotten, ended.first().opened());
            ended.pollFirst();
        }
    }

    /**
     * Creates an empty set.
     *
     * @param max the maximum number of sessions in it
     * @param maxAge the age at which a session ends anyway
     */
    EndedSessions(int max, Duration maxAge) {
        this.max = max;
        this.maxAge = maxAge.toMillis();
    }

    synchronized void add(Principal owner, SessionFacts session) {
        OfCaller own = callers.computeIfAbsent(CallerKey.of(owner), caller -> new OfCaller());
        if (!own.contains(session)) {
            own.ended.add(Ended.of(session));
            size++;
            if (size > max) {
                own.forgetOldest();
                size--;
            }
        }
    }

    /** Returns whether the session has ended, or may have ended. */
    synchronized boolean contains(Principal owner, SessionFacts session) {
        OfCaller own = callers.get(CallerKey.of(owner));
        return own != null && own.contains(session);
    }

    /** Removes the sessions that have reached their maximum age. */
    synchronized void sweep(long now) {
        callers.values().removeIf(caller -> {
            while (!caller.ended.isEmpty() && now - caller.ended.first().opened() > maxAge) {
                caller.ended.pollFirst();
                size--;
            }
            return caller.ended.isEmpty() && (caller.forgotten == Long.MIN_VALUE || now - caller.forgotten > maxAge);
        });
    }

    synchronized int size() {
        return size;
    }
}
