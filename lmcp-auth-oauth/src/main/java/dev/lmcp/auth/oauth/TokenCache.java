package dev.lmcp.auth.oauth;

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
 * What tokens were found to be, for a short while.
 *
 * <p>Only good tokens are kept, by their hash, so nobody can push out others faster than an issuer signs for him. Each
 * stripe is a small map under its own lock, which is held for the look-up and nothing else.
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
     * @param size how many tokens it holds; none with 0
     */
    TokenCache(int size, TaskScheduler scheduler) {
        this.scheduler = scheduler;
        int capacity = (size + STRIPES - 1) / STRIPES;
        for (int stripe = 0; stripe < STRIPES; stripe++) {
            stripes.add(new Stripe(capacity));
        }
    }

    /** A verdict, and as long as what it counts. */
    private record Entry(VerifiedToken token, long storedAt, Duration age) {}

    /** The token, where it has not ended (no clock skew is granted here), is fresh enough, and its key still counts. */
    Optional<VerifiedToken> find(TokenHash hash, Instant now) {
        Map<TokenHash, Entry> stripe = stripe(hash);
        Entry entry;
        synchronized (stripe) {
            entry = stripe.get(hash);
        }
        if (entry == null) {
            misses.increment();
            return Optional.empty();
        }
        boolean counts = entry.token().expires().map(now::isBefore).orElse(true)
                && scheduler.nanoTime() - entry.storedAt() < entry.age().toNanos()
                && entry.token().stillValid().getAsBoolean();
        if (!counts) {
            synchronized (stripe) {
                stripe.remove(hash, entry);
            }
            misses.increment();
            return Optional.empty();
        }
        hits.increment();
        return Optional.of(entry.token());
    }

    void store(TokenHash hash, VerifiedToken token, Duration age) {
        Map<TokenHash, Entry> stripe = stripe(hash);
        synchronized (stripe) {
            stripe.put(hash, new Entry(token, scheduler.nanoTime(), age));
        }
    }

    /** How often a token was found, and how often it was not. */
    Map<String, Long> metrics() {
        return Map.of("token-cache.hits", hits.sum(), "token-cache.misses", misses.sum());
    }

    private Map<TokenHash, Entry> stripe(TokenHash hash) {
        return stripes.get((int) hash.fourth() & (STRIPES - 1));
    }

    /** Forgets what was not asked for the longest time. */
    private static final class Stripe extends LinkedHashMap<TokenHash, Entry> {

        private static final long serialVersionUID = 1;

        private final int capacity;

        Stripe(int capacity) {
            super(16, 0.75f, true);
            this.capacity = capacity;
        }

        @Override
        protected boolean removeEldestEntry(Map.@Nullable Entry<TokenHash, Entry> eldest) {
            return size() > capacity;
        }
    }
}
