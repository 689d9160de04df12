package dev.lmcp.auth.oauth;

import java.time.Duration;
import java.util.Optional;

/**
 * The times for the refresh of an issuer's keys.
 *
 * @param minTimeToLive the lower limit for the issuer's {@code max-age}
 * @param maxTimeToLive the upper limit for the issuer's {@code max-age}
 * @param maxStale how long a set may be used after its time to live, if it cannot be refreshed
 * @param cooldown the minimum time between two fetches for unknown key ids
 */
record JwksRefreshPolicy(Duration minTimeToLive, Duration maxTimeToLive, Duration maxStale, Duration cooldown) {

    private static final Duration DEFAULT_TIME_TO_LIVE = Duration.ofMinutes(15);
    private static final Duration MAX_RETRY_DELAY = Duration.ofSeconds(60);

    /** Returns how long a set is fresh. */
    Duration timeToLive(Optional<Duration> maxAge) {
        Duration wanted = maxAge.orElse(DEFAULT_TIME_TO_LIVE);
        if (wanted.compareTo(minTimeToLive) < 0) {
            return minTimeToLive;
        }
        return wanted.compareTo(maxTimeToLive) > 0 ? maxTimeToLive : wanted;
    }

    /**
     * Returns the delay before a refresh: 80 % of the time to live, ± 10 %, so that servers do not call at the same
     * time.
     */
    static Duration refreshAfter(Duration timeToLive, double random) {
        return scaled(timeToLive, 0.8 * (0.9 + 0.2 * random));
    }

    /** Returns the delay after the n-th failure in a row: a random time up to 1, 2, 4, … 60 seconds. */
    static Duration retryAfter(int failures, double random) {
        long limit = Math.min(MAX_RETRY_DELAY.toSeconds(), 1L << Math.min(failures - 1, 6));
        return scaled(Duration.ofSeconds(limit), random);
    }

    /** Returns the delay between attempts after the set has expired. */
    static Duration retryWhenExpired() {
        return MAX_RETRY_DELAY;
    }

    private static Duration scaled(Duration duration, double factor) {
        return Duration.ofNanos((long) (duration.toNanos() * factor));
    }
}
