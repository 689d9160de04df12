package dev.lmcp.server.base;

import dev.lmcp.text.SafeText;
import java.lang.System.Logger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * A log for warnings that clients can cause at any rate. It writes one warning of a kind in ten seconds, with the
 * number of suppressed ones. Safe for concurrent use.
 */
public final class RateLimitedLog {

    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final int MAX_KINDS = 200;

    private final Logger logger;
    private final InstantSource time;
    private final ConcurrentMap<String, Kind> kinds = new ConcurrentHashMap<>();

    /** One kind of warning: the earliest time of the next one, and the number of suppressed ones. */
    private record Kind(Instant next, long suppressed, boolean due) {}

    public RateLimitedLog(Logger logger, InstantSource time) {
        this.logger = logger;
        this.time = time;
    }

    /**
     * Writes a warning, or counts it as suppressed.
     *
     * @param kind the kind whose rate is limited; kinds share one limit after the first 200
     * @param text the warning; {@link SafeText#line} makes it safe
     */
    public void warn(String kind, String text) {
        Instant now = time.instant();
        String key = kinds.containsKey(kind) || kinds.size() < MAX_KINDS ? kind : "others";
        long[] suppressed = new long[1];
        Kind after = kinds.compute(key, (name, before) -> {
            if (before != null && now.isBefore(before.next())) {
                return new Kind(before.next(), before.suppressed() + 1, false);
            }
            suppressed[0] = before == null ? 0 : before.suppressed();
            return new Kind(now.plus(INTERVAL), 0, true);
        });
        if (after.due()) {
            logger.log(Logger.Level.WARNING, SafeText.line(text) + more(suppressed[0]));
        }
    }

    private static String more(long suppressed) {
        return suppressed == 0 ? "" : " (and " + suppressed + " more like it before)";
    }
}
