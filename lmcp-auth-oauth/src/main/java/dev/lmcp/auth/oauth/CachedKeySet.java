package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.jose.KeySet;
import java.time.Duration;
import java.util.Optional;

/** A key set with its times, in nanoseconds of {@link TaskScheduler#nanoTime()}. */
record CachedKeySet(KeySet keys, long fetchedAt, Duration timeToLive, long usableUntil, Optional<String> entityTag) {

    static CachedKeySet fetched(
            KeySet keys, long now, Duration timeToLive, Duration stale, Optional<String> entityTag) {
        return new CachedKeySet(keys, now, timeToLive, now + timeToLive.toNanos() + stale.toNanos(), entityTag);
    }

    boolean isFresh(long now) {
        return now - fetchedAt < timeToLive.toNanos();
    }

    boolean isExpired(long now) {
        return now - usableUntil >= 0;
    }
}
