package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.http.FetchFailedException;
import dev.lmcp.auth.oauth.http.JwksFetcher;
import dev.lmcp.auth.oauth.http.TaskScheduler;
import dev.lmcp.auth.oauth.jose.JwsHeader;
import dev.lmcp.auth.oauth.jose.Key;
import dev.lmcp.auth.oauth.jose.KeySet;
import java.lang.System.Logger.Level;
import java.time.Duration;
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

    /** The running attempt. Its result is true if it succeeded. */
    private final AtomicReference<@Nullable CompletableFuture<Boolean>> attempt = new AtomicReference<>();

    private volatile @Nullable CachedKeySet cached;

    /** The start of the last attempt that a request caused; attempts of the timer do not count. */
    private volatile long lastRequested;

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
        this.lastRequested = scheduler.nanoTime() - refreshPolicy.cooldown().toNanos();
    }

    /** Starts the first fetch. */
    void start() {
        refresh();
    }

    @Override
    public Key keyFor(JwsHeader header) {
        CachedKeySet current = cached;
        if (current == null || current.isExpired(scheduler.nanoTime())) {
            await(attempt.get());
            return usable().keys().keyFor(header);
        }
        if (!current.keys().isUnknown(header)) {
            return current.keys().keyFor(header);
        }
        Optional<CompletableFuture<Boolean>> newer = attemptFor(current);
        // If an attempt ended in the meantime, there is a newer set.
        if (current.equals(cached)) {
            if (newer.isEmpty() && isRecent(current)) {
                return current.keys().keyFor(header);
            }
            // The issuer may have the key, so without a recent document the token is not refused.
            await(newer.orElse(null));
        }
        return usable().keys().keyFor(header);
    }

    @Override
    public KeySet snapshot() {
        CachedKeySet current = cached;
        return current == null ? KeySet.EMPTY : current.keys();
    }

    @Override
    public boolean renew(KeySet before) {
        CachedKeySet current = cached;
        if (current != null && current.keys() == before) {
            attemptFor(current).ifPresent(this::succeeds);
        }
        return snapshot() != before;
    }

    /** Returns the attempt that may bring a newer document; empty if none is running and none is allowed now. */
    private Optional<CompletableFuture<Boolean>> attemptFor(CachedKeySet current) {
        CompletableFuture<Boolean> running = attempt.get();
        if (running != null) {
            return Optional.of(running);
        }
        long now = scheduler.nanoTime();
        boolean isAllowed = current.isFresh(now)
                && !isRecent(current)
                && now - lastRequested >= refreshPolicy.cooldown().toNanos();
        return isAllowed ? Optional.of(joinOrStart(true)) : Optional.empty();
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
        CachedKeySet current = cached;
        if (current == null || current.isExpired(scheduler.nanoTime())) {
            throw new VerificationUnavailableException(RefusalReason.KEYS_UNAVAILABLE);
        }
        return current;
    }

    @Override
    public boolean isUsable(Key key) {
        CachedKeySet current = cached;
        return current != null
                && !current.isExpired(scheduler.nanoTime())
                && current.keys().contains(key);
    }

    @Override
    public Optional<Duration> age() {
        return Optional.ofNullable(cached).map(current -> Duration.ofNanos(scheduler.nanoTime() - current.fetchedAt()));
    }

    @Override
    public boolean isReady() {
        CachedKeySet current = cached;
        return current != null && !current.isExpired(scheduler.nanoTime());
    }

    /** Starts an attempt unless one is running. */
    void refresh() {
        var unused = joinOrStart(false);
    }

    private CompletableFuture<Boolean> joinOrStart(boolean isRequested) {
        CompletableFuture<Boolean> own = new CompletableFuture<>();
        CompletableFuture<Boolean> running = attempt.compareAndExchange(null, own);
        if (running != null) {
            return running;
        }
        if (isRequested) {
            lastRequested = scheduler.nanoTime();
        }
        scheduler.schedule(Duration.ZERO, () -> attempt(own));
        return own;
    }

    private void attempt(CompletableFuture<Boolean> own) {
        boolean succeeded = false;
        try {
            CachedKeySet fetched = fetched(Optional.ofNullable(cached));
            // Once these keys can be seen, this attempt brings no newer ones, so no request may join it.
            attempt.compareAndSet(own, null);
            cached = fetched;
            succeeded = true;
        } catch (FetchFailedException failure) {
            fetcher.reportFailure();
            report(failure.explanation());
        } catch (RuntimeException fault) {
            LOG.log(Level.ERROR, "cannot refresh the keys of issuer '" + issuer + "'", fault);
        } finally {
            failures = succeeded ? 0 : failures + 1;
            schedule();
            attempt.compareAndSet(own, null);
            own.complete(succeeded);
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

    private void schedule() {
        int own = timer.incrementAndGet();
        CachedKeySet current = cached;
        Duration delay;
        if (failures == 0 && current != null) {
            delay = JwksRefreshPolicy.refreshAfter(current.timeToLive(), random.getAsDouble());
        } else if (current != null && current.isExpired(scheduler.nanoTime())) {
            delay = JwksRefreshPolicy.retryWhenExpired();
        } else {
            delay = JwksRefreshPolicy.retryAfter(failures, random.getAsDouble());
        }
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
