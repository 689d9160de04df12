package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.http.TaskScheduler;
import dev.lmcp.auth.oauth.jose.KeySet;
import java.time.Duration;
import java.util.Optional;

/**
 * A key set and the times of its use, in nanoseconds of {@link TaskScheduler#nanoTime()}.
 *
 * @param fetchedAt the time of the last successful fetch
 * @param timeToLive how long the set is fresh
 * @param usableUntil the time after which even a stale set is not used
 * @param entityTag the {@code ETag} of the document
 */
record CachedKeySet(KeySet keys, long fetchedAt, Duration timeToLive, long usableUntil, Optional<String> entityTag) {

    static CachedKeySet fetched(
            KeySet keys, long now, Duration timeToLive, Duration maxStale, Optional<String> entityTag) {
        return new CachedKeySet(keys, now, timeToLive, now + timeToLive.toNanos() + maxStale.toNanos(), entityTag);
    }

    boolean isFresh(long now) {
        return now - fetchedAt < timeToLive.toNanos();
    }

    boolean isExpired(long now) {
        return now - usableUntil >= 0;
    }
}
