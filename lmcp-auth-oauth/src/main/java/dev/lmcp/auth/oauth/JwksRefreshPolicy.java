package dev.lmcp.auth.oauth;

import java.time.Duration;
import java.util.Optional;

/**
 * How fresh a key set must be.
 *
 * @param minTimeToLive and {@code maxTimeToLive} bound what the issuer's {@code max-age} asks for
 * @param stale how long a set is used after its time when it cannot be renewed
 * @param cooldown the least time between two attempts on account of unknown key ids
 */
record JwksRefreshPolicy(Duration minTimeToLive, Duration maxTimeToLive, Duration stale, Duration cooldown) {

    private static final Duration DEFAULT_TIME_TO_LIVE = Duration.ofMinutes(15);
    private static final Duration MAX_RETRY_DELAY = Duration.ofSeconds(60);

    /** How long a set is fresh. */
    Duration timeToLive(Optional<Duration> maxAge) {
        Duration wanted = maxAge.orElse(DEFAULT_TIME_TO_LIVE);
        if (wanted.compareTo(minTimeToLive) < 0) {
            return minTimeToLive;
        }
        return wanted.compareTo(maxTimeToLive) > 0 ? maxTimeToLive : wanted;
    }

    /** When to renew a fresh set: at 80 % of its time, give or take 10 %, so that servers do not ask in step. */
    static Duration refreshAfter(Duration timeToLive, double random) {
        return scaled(timeToLive, 0.8 * (0.9 + 0.2 * random));
    }

    /** How long to wait after the n-th failure in a row: up to 1, 2, 4 … 60 seconds, anything between being as likely. */
    static Duration retryAfter(int failures, double random) {
        long limit = Math.min(MAX_RETRY_DELAY.toSeconds(), 1L << Math.min(failures - 1, 6));
        return scaled(Duration.ofSeconds(limit), random);
    }

    /** How long to wait while there is no set that could be used at all, after one that could. */
    static Duration retryWhenExpired() {
        return MAX_RETRY_DELAY;
    }

    private static Duration scaled(Duration duration, double factor) {
        return Duration.ofNanos((long) (duration.toNanos() * factor));
    }
}
