package dev.lmcp.server.base;

import dev.lmcp.text.SafeText;
import java.lang.System.Logger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Warnings that strangers can cause as often as they like: of each kind one line in a while, with the count of those
 * left out. Safe for concurrent use.
 */
public final class RateLimitedLog {

    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final int MAX_KINDS = 200;

    private final Logger logger;
    private final InstantSource time;
    private final ConcurrentMap<String, Kind> kinds = new ConcurrentHashMap<>();

    /** One kind of warning: when it may be written again, and how many were left out so far. */
    private record Kind(Instant next, long leftOut, boolean due) {}

    public RateLimitedLog(Logger logger, InstantSource time) {
        this.logger = logger;
        this.time = time;
    }

    /**
     * Writes a warning, or counts it.
     *
     * @param kind what is limited; of limited number, or else the last ones share a limit
     * @param text made safe by {@link SafeText#line}
     */
    public void warn(String kind, String text) {
        Instant now = time.instant();
        String key = kinds.containsKey(kind) || kinds.size() < MAX_KINDS ? kind : "others";
        long[] leftOut = new long[1];
        Kind after = kinds.compute(key, (name, before) -> {
            if (before != null && now.isBefore(before.next())) {
                return new Kind(before.next(), before.leftOut() + 1, false);
            }
            leftOut[0] = before == null ? 0 : before.leftOut();
            return new Kind(now.plus(PAUSE), 0, true);
        });
        if (after.due()) {
            logger.log(Logger.Level.WARNING, SafeText.line(text) + more(leftOut[0]));
        }
    }

    private static String more(long leftOut) {
        return leftOut == 0 ? "" : " (and " + leftOut + " more like it before)";
    }
}
