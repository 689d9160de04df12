package dev.lmcp.server.auth;

import dev.lmcp.Statistics;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what was made of credentials. Safe for concurrent use.
 *
 * <p>Reasons are the words of plugins, which should know few of them; a plugin that knows ever more cannot fill the
 * memory by it.
 */
public final class AuthCounts {

    /** What {@link Statistics.Authentications#outcome} may be. */
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
    private static final int MAX_CHARACTERS = 120;

    private final ConcurrentMap<Kind, LongAdder> counts = new ConcurrentHashMap<>();

    private record Kind(String plugin, String outcome, String reason) {}

    void accepted(String plugin) {
        count(plugin, ACCEPTED, "");
    }

    void count(String plugin, String outcome, String reason) {
        String bounded = reason.length() <= MAX_CHARACTERS ? reason : reason.substring(0, MAX_CHARACTERS);
        Kind kind = new Kind(plugin, outcome, bounded);
        LongAdder known = counts.get(kind);
        if (known == null) {
            Kind fitting = counts.size() < MAX_REASONS ? kind : new Kind(plugin, outcome, OTHER);
            known = counts.computeIfAbsent(fitting, key -> new LongAdder());
        }
        known.increment();
    }

    /** The counts, in order of their names. */
    List<Statistics.Authentications> read() {
        return counts.entrySet().stream()
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
