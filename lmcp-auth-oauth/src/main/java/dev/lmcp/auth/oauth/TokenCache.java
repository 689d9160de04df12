package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.http.TaskScheduler;
import dev.lmcp.auth.oauth.jose.TokenHash;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Caches verified tokens for a short time. Safe for concurrent use.
 *
 * <p>Only valid tokens are cached, by their hash. Therefore a caller can evict other tokens only with tokens that an
 * issuer signed. Each stripe is a map with a lock, which is held only during a look-up.
 */
final class TokenCache {

    private static final int STRIPES = 16;

    private final List<Map<TokenHash, Entry>> stripes = new ArrayList<>(STRIPES);
    private final TaskScheduler scheduler;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    /**
     * Creates the cache.
     *
     * @param size the maximum number of tokens; 0 switches the cache off
     */
    TokenCache(int size, TaskScheduler scheduler) {
        this.scheduler = scheduler;
        int capacity = (size + STRIPES - 1) / STRIPES;
        for (int stripe = 0; stripe < STRIPES; stripe++) {
            stripes.add(new Stripe(capacity));
        }
    }

    /** A token, the time of its verification, and how long it is cached. */
    private record Entry(VerifiedToken token, long storedAt, Duration timeToLive) {}

    /**
     * Finds a verified token, and counts a hit. The caller counts a miss, as it may look twice for one request.
     *
     * <p>A cached token is dropped at its {@code exp} without clock skew, at the end of its time to live, or if its key is
     * no longer valid.
     */
    Optional<VerifiedToken> find(TokenHash hash, Instant now) {
        Map<TokenHash, Entry> stripe = stripe(hash);
        Entry entry;
        synchronized (stripe) {
            entry = stripe.get(hash);
        }
        if (entry == null) {
            return Optional.empty();
        }
        boolean isValid = entry.token().expires().map(now::isBefore).orElse(true)
                && scheduler.nanoTime() - entry.storedAt() < entry.timeToLive().toNanos()
                && entry.token().stillValid().getAsBoolean();
        if (!isValid) {
            synchronized (stripe) {
                stripe.remove(hash, entry);
            }
            return Optional.empty();
        }
        hits.increment();
        return Optional.of(entry.token());
    }

    /** Counts a request whose token must be verified. */
    void countMiss() {
        misses.increment();
    }

    void store(TokenHash hash, VerifiedToken token, Duration timeToLive) {
        Map<TokenHash, Entry> stripe = stripe(hash);
        synchronized (stripe) {
            stripe.put(hash, new Entry(token, scheduler.nanoTime(), timeToLive));
        }
    }

    /** The numbers of hits and misses. */
    Map<String, Long> metrics() {
        return Map.of("token-cache.hits", hits.sum(), "token-cache.misses", misses.sum());
    }

    private Map<TokenHash, Entry> stripe(TokenHash hash) {
        return stripes.get((int) hash.fourth() & (STRIPES - 1));
    }

    /** Evicts the least recently used token. */
    private static final class Stripe extends LinkedHashMap<TokenHash, Entry> {

        private static final long serialVersionUID = 1;

        private final int capacity;

        Stripe(int capacity) {
            super(16, 0.75f, true);
            this.capacity = capacity;
        }

        @Override
        protected boolean removeEldestEntry(Map.@Nullable Entry<TokenHash, TokenCache.Entry> eldest) {
            return size() > capacity;
        }
    }
}
