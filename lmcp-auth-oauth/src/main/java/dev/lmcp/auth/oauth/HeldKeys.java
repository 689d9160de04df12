package dev.lmcp.auth.oauth;

import java.time.Duration;
import java.util.Optional;

/** A key set with its times, in nanoseconds of {@link Background#nanoTime()}. */
record HeldKeys(KeySet keys, long fetchedAt, Duration timeToLive, long staleUntil, Optional<String> entityTag) {

    static HeldKeys fetched(KeySet keys, long now, Duration timeToLive, Duration stale, Optional<String> entityTag) {
        return new HeldKeys(keys, now, timeToLive, now + timeToLive.toNanos() + stale.toNanos(), entityTag);
    }

    boolean isFresh(long now) {
        return now - fetchedAt < timeToLive.toNanos();
    }

    boolean isDead(long now) {
        return now - staleUntil >= 0;
    }
}
