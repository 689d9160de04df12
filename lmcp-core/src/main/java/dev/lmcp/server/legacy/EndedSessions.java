package dev.lmcp.server.legacy;

import dev.lmcp.Principal;
import dev.lmcp.server.auth.CallerKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The sessions that ended before their maximum age. Their ids can still be opened, so the node must remember them.
 *
 * <p>If there are too many, the oldest one of the caller with the most is forgotten. From then on the node accepts no session
 * of this caller that was opened as early as that one, unless it has the session in memory. So a caller who ends many
 * sessions harms no other caller. Safe for concurrent use.
 */
final class EndedSessions {

    private final int max;
    private final long maxAge;
    private final Map<CallerKey, OfCaller> callers = new HashMap<>();

    /** The callers, in the order of how many ended sessions they have. */
    private final TreeSet<OfCaller> bySize = new TreeSet<>();

    private long created;
    private int size;

    private record Ended(long opened, UUID number) implements Comparable<Ended> {

        static Ended of(SessionFacts session) {
            return new Ended(session.opened(), session.number());
        }

        @Override
        public int compareTo(Ended other) {
            return opened == other.opened ? number.compareTo(other.number) : Long.compare(opened, other.opened);
        }
    }

    /** The ended sessions of one caller. The monitor of {@link EndedSessions} guards it. */
    private static final class OfCaller implements Comparable<OfCaller> {

        private final TreeSet<Ended> ended = new TreeSet<>();
        private final long number;
        private long forgotten = Long.MIN_VALUE;

        OfCaller(long number) {
            this.number = number;
        }

        int size() {
            return ended.size();
        }

        @Override
        public int compareTo(OfCaller other) {
            return size() == other.size() ? Long.compare(number, other.number) : Integer.compare(size(), other.size());
        }

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
        OfCaller own = callers.computeIfAbsent(CallerKey.of(owner), caller -> new OfCaller(created++));
        if (!own.contains(session)) {
            change(own, () -> own.ended.add(Ended.of(session)));
            if (size > max) {
                OfCaller last = bySize.last();
                OfCaller most = own.size() == last.size() ? own : last;
                change(most, most::forgetOldest);
            }
        }
    }

    /** Changes the sessions of a caller, which changes its place in the order. */
    private void change(OfCaller caller, Runnable change) {
        bySize.remove(caller);
        size -= caller.size();
        change.run();
        size += caller.size();
        bySize.add(caller);
    }

    /** Returns whether the session has ended, or may have ended. */
    synchronized boolean contains(Principal owner, SessionFacts session) {
        OfCaller own = callers.get(CallerKey.of(owner));
        return own != null && own.contains(session);
    }

    /** Removes the sessions that have reached their maximum age. */
    synchronized void sweep(long now) {
        callers.values().removeIf(caller -> {
            if (isFirstTooOld(caller, now)) {
                change(caller, () -> {
                    while (isFirstTooOld(caller, now)) {
                        caller.ended.pollFirst();
                    }
                });
            }
            boolean isGone =
                    caller.size() == 0 && (caller.forgotten == Long.MIN_VALUE || now - caller.forgotten > maxAge);
            if (isGone) {
                bySize.remove(caller);
            }
            return isGone;
        });
    }

    private boolean isFirstTooOld(OfCaller caller, long now) {
        return !caller.ended.isEmpty() && now - caller.ended.first().opened() > maxAge;
    }

    synchronized int size() {
        return size;
    }
}
