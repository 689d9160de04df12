package dev.lmcp;

import java.time.Duration;

/**
 * How long a client may keep what it read, and with whom it may share it.
 *
 * @param ttl how long; zero for not at all
 * @param shared whether it is the same for every caller
 */
public record CacheHint(Duration ttl, boolean shared) {

    /** Checks the time. */
    public CacheHint {
        if (ttl.isNegative()) {
            throw new IllegalArgumentException("the time to live is '" + ttl + "'; expected none or more");
        }
    }

    /** Returns the hint not to keep anything. */
    public static CacheHint none() {
        return new CacheHint(Duration.ZERO, false);
    }
}
