package dev.lmcp;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * How long a client may cache a result, and for whom: MCP's {@code ttlMs} and {@code cacheScope} (2026-07-28,
 * server/utilities/caching). Clients of older revisions do not see it. Immutable.
 */
public final class CacheHint extends Value {

    private static final CacheHint NONE = new CacheHint(Duration.ZERO, false);

    private final Duration ttl;
    private final boolean shared;

    private CacheHint(Duration ttl, boolean shared) {
        this.ttl = ttl;
        this.shared = shared;
    }

    /** Returns the hint not to cache. */
    public static CacheHint none() {
        return NONE;
    }

    /**
     * Returns the hint to cache for one caller only: the scope {@code private}.
     *
     * @param ttl the time to live, zero or more, in milliseconds of 64 bits
     */
    public static CacheHint of(Duration ttl) {
        boolean fits;
        try {
            fits = Objects.requireNonNull(ttl, "ttl").toMillis() >= 0 && !ttl.isNegative();
        } catch (ArithmeticException e) {
            fits = false;
        }
        if (!fits) {
            throw new IllegalArgumentException(
                    "the time to live is '" + ttl + "'; expected zero or more, in milliseconds of 64 bits");
        }
        return new CacheHint(ttl, false);
    }

    /** Returns this hint for a result that is the same for every caller: the scope {@code public}. */
    public CacheHint shared() {
        return new CacheHint(ttl, true);
    }

    /** Returns the time to live; zero for a result that is not to be cached. */
    public Duration ttl() {
        return ttl;
    }

    /** Returns whether the result is the same for every caller. */
    public boolean isShared() {
        return shared;
    }

    @Override
    List<?> parts() {
        return List.of(ttl, shared);
    }
}
