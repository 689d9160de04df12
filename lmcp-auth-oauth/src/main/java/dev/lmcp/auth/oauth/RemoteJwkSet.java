package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.http.FetchFailedException;
import dev.lmcp.auth.oauth.http.JwksFetcher;
import dev.lmcp.auth.oauth.http.TaskScheduler;
import dev.lmcp.auth.oauth.jose.JwsHeader;
import dev.lmcp.auth.oauth.jose.Key;
import dev.lmcp.auth.oauth.jose.KeySet;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The keys at an issuer's {@code jwks_uri}. They are refreshed in the background.
 *
 * <p>A request whose token a known key verifies reads one volatile field. A request with an unknown key id, or with a
 * signature that the known key does not verify, may wait for a fetch. All such requests share one fetch in a cooldown,
 * few of them may wait, and only for a short time. They cannot delay or fail a request with a valid token.
 */
final class RemoteJwkSet implements KeySource {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.auth");
    private static final Duration MAX_WAIT = Duration.ofSeconds(2);
    private static final int MAX_WAITERS = 64;

    private final String issuer;
    private final JwksFetcher fetcher;
    private final JwksReader reader;
    private final JwksRefreshPolicy refreshPolicy;
    private final TaskScheduler scheduler;
    private final DoubleSupplier random;
    private final Semaphore waiters = new Semaphore(MAX_WAITERS);

    private final AtomicReference<State> state;

    /** The number of failures in a row. Only the running attempt changes it. */
    private volatile int failures;

    /** The number of the last timer. Only this timer may act, so earlier timers have no effect. */
    private final AtomicInteger timer = new AtomicInteger();

    RemoteJwkSet(
            String issuer,
            JwksFetcher fetcher,
            JwksReader reader,
            JwksRefreshPolicy refreshPolicy,
            TaskScheduler scheduler,
            DoubleSupplier random) {
        this.issuer = issuer;
        this.fetcher = fetcher;
        this.reader = reader;
        this.refreshPolicy = refreshPolicy;
        this.scheduler = scheduler;
        this.random = random;
        long longAgo = scheduler.nanoTime() - refreshPolicy.cooldown().toNanos();
        this.state = new AtomicReference<>(new State(null, null, longAgo));
    }

    /**
     * The keys and the attempt to fetch newer ones. They change in one exchange, so no request sees neither of them while
     * keys arrive, or an attempt that has already brought the keys beside it.
     *
     * @param cached the last document; null before the first one
     * @param attempt the running attempt, which results in true if it succeeds; null if none is running
     * @param lastRequested the start of the last attempt that a request caused; attempts of the timer do not count
     */
    private record State(
            @Nullable CachedKeySet cached, @Nullable CompletableFuture<Boolean> attempt, long lastRequested) {}

    private State state() {
        return Objects.requireNonNull(state.get());
    }

    /** Starts the first fetch. */
    void start() {
        refresh();
    }

    @Override
    public Key keyFor(JwsHeader header) {
        State seen = state();
        CachedKeySet cached = seen.cached();
        if (cached == null || cached.isExpired(scheduler.nanoTime())) {
            await(seen.attempt());
            return usable().keys().keyFor(header);
        }
        if (!cached.keys().isUnknown(header)) {
            return cached.keys().keyFor(header);
        }
        Optional<CompletableFuture<Boolean>> newer = attemptAfter(cached);
        // If an attempt ended in the meantime, there is a newer set.
        if (newer.isPresent() || cached.equals(state().cached())) {
            if (newer.isEmpty() && isRecent(cached)) {
                return cached.keys().keyFor(header);
            }
            // The issuer may have the key, so without a recent document the token is not refused.
            await(newer.orElse(null));
        }
        return usable().keys().keyFor(header);
    }

    @Override
    public KeySet snapshot() {
        CachedKeySet cached = state().cached();
        return cached == null ? KeySet.EMPTY : cached.keys();
    }

    @Override
    public boolean renew(KeySet before) {
        CachedKeySet cached = state().cached();
        if (cached != null && cached.keys() == before) {
            attemptAfter(cached).ifPresent(this::succeeds);
        }
        return snapshot() != before;
    }

    /** Returns the attempt that may bring a newer document; empty if there is one, or if no attempt is allowed now. */
    private Optional<CompletableFuture<Boolean>> attemptAfter(CachedKeySet cached) {
        CompletableFuture<Boolean> own = new CompletableFuture<>();
        for (State seen = state(); cached.equals(seen.cached()); seen = state()) {
            if (seen.attempt() != null) {
                return Optional.of(seen.attempt());
            }
            long now = scheduler.nanoTime();
            boolean isAllowed = cached.isFresh(now)
                    && !isRecent(cached)
                    && now - seen.lastRequested() >= refreshPolicy.cooldown().toNanos();
            if (!isAllowed) {
                return Optional.empty();
            }
            if (start(own, seen, now)) {
                return Optional.of(own);
            }
        }
        return Optional.empty();
    }

    /** Tells whether the issuer had no other keys a moment ago. */
    private boolean isRecent(CachedKeySet current) {
        return scheduler.nanoTime() - current.fetchedAt()
                < refreshPolicy.cooldown().toNanos();
    }

    private void await(@Nullable CompletableFuture<Boolean> running) {
        if (running == null || !succeeds(running)) {
            throw new VerificationUnavailableException(RefusalReason.KEYS_UNAVAILABLE);
        }
    }

    /** Waits for the attempt, if not too many requests wait already. */
    private boolean succeeds(CompletableFuture<Boolean> running) {
        if (!waiters.tryAcquire()) {
            return false;
        }
        try {
            return running.get(MAX_WAIT.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException late) {
            return false;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiters.release();
        }
    }

    private CachedKeySet usable() {
        CachedKeySet cached = state().cached();
        if (cached == null || cached.isExpired(scheduler.nanoTime())) {
            throw new VerificationUnavailableException(RefusalReason.KEYS_UNAVAILABLE);
        }
        return cached;
    }

    @Override
    public boolean isUsable(Key key) {
        CachedKeySet cached = state().cached();
        return cached != null
                && !cached.isExpired(scheduler.nanoTime())
                && cached.keys().contains(key);
    }

    @Override
    public Optional<Duration> age() {
        return Optional.ofNullable(state().cached())
                .map(cached -> Duration.ofNanos(scheduler.nanoTime() - cached.fetchedAt()));
    }

    @Override
    public boolean isReady() {
        CachedKeySet cached = state().cached();
        return cached != null && !cached.isExpired(scheduler.nanoTime());
    }

    /** Starts an attempt unless one is running. */
    void refresh() {
        CompletableFuture<Boolean> own = new CompletableFuture<>();
        for (State seen = state(); seen.attempt() == null; seen = state()) {
            if (start(own, seen, seen.lastRequested())) {
                return;
            }
        }
    }

    /** Starts an attempt; false if the state is no longer what was seen. */
    private boolean start(CompletableFuture<Boolean> own, State seen, long requested) {
        boolean isStarted = state.compareAndSet(seen, new State(seen.cached(), own, requested));
        if (isStarted) {
            scheduler.schedule(Duration.ZERO, () -> attempt(own));
        }
        return isStarted;
    }

    private void attempt(CompletableFuture<Boolean> own) {
        // As long as this attempt is in the state, nothing else changes the state.
        State before = state();
        CachedKeySet keys = before.cached();
        boolean succeeded = false;
        try {
            keys = fetched(Optional.ofNullable(keys));
            succeeded = true;
        } catch (FetchFailedException failure) {
            fetcher.reportFailure();
            report(failure.explanation());
        } catch (RuntimeException fault) {
            LOG.log(Level.ERROR, "cannot refresh the keys of issuer '" + issuer + "'", fault);
        } finally {
            failures = succeeded ? 0 : failures + 1;
            Duration delay = delay(keys, failures);
            state.set(new State(keys, null, before.lastRequested()));
            own.complete(succeeded);
            // A timer that came before the exchange would find this attempt running, and be the last one.
            schedule(delay);
        }
    }

    private CachedKeySet fetched(Optional<CachedKeySet> before) throws FetchFailedException {
        JwksFetcher.Document document = fetcher.fetch(before.flatMap(CachedKeySet::entityTag));
        KeySet keys = document.body().isPresent()
                ? reader.read(
                        document.body().get(), before.map(CachedKeySet::keys).orElse(KeySet.EMPTY))
                : before.map(CachedKeySet::keys)
                        .orElseThrow(() -> new FetchFailedException(
                                "the issuer responds with status 304 to a first request; expected a JWK Set"));
        Duration timeToLive = refreshPolicy.timeToLive(document.maxAge());
        return CachedKeySet.fetched(
                keys, scheduler.nanoTime(), timeToLive, refreshPolicy.maxStale(), document.entityTag());
    }

    private Duration delay(@Nullable CachedKeySet keys, int failuresInARow) {
        if (failuresInARow == 0 && keys != null) {
            return JwksRefreshPolicy.refreshAfter(keys.timeToLive(), random.getAsDouble());
        }
        return keys != null && keys.isExpired(scheduler.nanoTime())
                ? JwksRefreshPolicy.retryWhenExpired()
                : JwksRefreshPolicy.retryAfter(failuresInARow, random.getAsDouble());
    }

    private void schedule(Duration delay) {
        int own = timer.incrementAndGet();
        scheduler.schedule(delay, () -> {
            if (own == timer.get()) {
                refresh();
            }
        });
    }

    /** Logs a warning for the first failure in a row, and then whenever the number of failures has doubled. */
    private void report(String message) {
        int count = failures + 1;
        Level level = Integer.bitCount(count) == 1 ? Level.WARNING : Level.DEBUG;
        LOG.log(
                level,
                "cannot refresh the keys of issuer ''{0}'' ({1} failures in a row): {2}",
                issuer,
                count,
                message);
    }
}
