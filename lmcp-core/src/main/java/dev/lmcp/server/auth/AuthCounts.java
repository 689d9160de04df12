package dev.lmcp.server.auth;

import dev.lmcp.Statistics;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts authentications by plugin, outcome and reason. Safe for concurrent use.
 *
 * <p>The reasons come from plugins. Their number is bounded, so that no plugin can exhaust the memory.
 */
public final class AuthCounts {

    /** The values of {@link Statistics.Authentications#outcome}. */
    public static final String ACCEPTED = "accepted";

    public static final String MISSING = "missing";
    public static final String REJECTED = "rejected";
    public static final String MALFORMED = "malformed";
    public static final String DENIED = "denied";
    public static final String INSUFFICIENT_SCOPE = "insufficient_scope";
    public static final String UNAVAILABLE = "unavailable";
    public static final String EXCEPTION = "exception";

    private static final String OTHER = "(other)";
    private static final int MAX_REASONS = 500;
    private static final int MAX_REASON_LENGTH = 120;

    private final ConcurrentMap<Key, LongAdder> counts = new ConcurrentHashMap<>();

    private record Key(String plugin, String outcome, String reason) {

        /** The JVM would make the hash of a record anew at each start, which takes some milliseconds. */
        @Override
        public int hashCode() {
            return 31 * (31 * plugin.hashCode() + outcome.hashCode()) + reason.hashCode();
        }
    }

    /** Returns the counter of the requests that a plugin accepts. It is looked up once, as each request counts. */
    LongAdder accepted(String plugin) {
        return counter(plugin, ACCEPTED, "");
    }

    void count(String plugin, String outcome, String reason) {
        counter(plugin, outcome, reason).increment();
    }

    private LongAdder counter(String plugin, String outcome, String reason) {
        String shortReason = reason.length() <= MAX_REASON_LENGTH ? reason : reason.substring(0, MAX_REASON_LENGTH);
        Key key = new Key(plugin, outcome, shortReason);
        LongAdder adder = counts.get(key);
        if (adder == null) {
            Key bounded = counts.size() < MAX_REASONS ? key : new Key(plugin, outcome, OTHER);
            adder = counts.computeIfAbsent(bounded, added -> new LongAdder());
        }
        return adder;
    }

    /** Returns the counts, sorted by plugin, outcome and reason. A count of zero is left out. */
    List<Statistics.Authentications> read() {
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue().sum() > 0)
                .map(entry -> Statistics.Authentications.of(
                                entry.getKey().plugin(),
                                entry.getKey().outcome(),
                                entry.getValue().sum())
                        .withReason(entry.getKey().reason()))
                .sorted(Comparator.comparing(Statistics.Authentications::plugin)
                        .thenComparing(Statistics.Authentications::outcome)
                        .thenComparing(Statistics.Authentications::reason))
                .toList();
    }
}
