package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.http.FetchFailedException;
import dev.lmcp.auth.oauth.http.JwksFetcher;
import dev.lmcp.auth.oauth.jose.Algorithm;
import dev.lmcp.auth.oauth.jose.JwkSet;
import dev.lmcp.auth.oauth.jose.JwsHeader;
import dev.lmcp.auth.oauth.jose.Key;
import dev.lmcp.auth.oauth.jose.KeySet;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
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
 * <p>A request with a known key id reads one volatile field. A request with an unknown key id may wait for a fetch. All
 * such requests share one fetch in a cooldown, few of them may wait, and only for a short time. They cannot delay or
 * fail a request with a known key id.
 */
final class RemoteJwkSet implements KeySource {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.auth");
    private static final Duration MAX_WAIT = Duration.ofSeconds(2);
    private static final int MAX_WAITERS = 64;

    private final String issuer;
    private final Set<Algorithm> algorithms;
    private final JwksFetcher fetcher;
    private final JwksRefreshPolicy refreshPolicy;
    private final boolean emptyRevokes;
    private final TaskScheduler scheduler;
    private final DoubleSupplier random;
    private final Semaphore waiters = new Semaphore(MAX_WAITERS);

    /** The running attempt. Its result is true if it succeeded. */
    private final AtomicReference<@Nullable CompletableFuture<Boolean>> attempt = new AtomicReference<>();

    private volatile @Nullable CachedKeySet cached;
    private volatile long lastAttempt;
    private volatile int failures;

    /** The number of the last timer. Only this timer may act, so earlier timers have no effect. */
    private final AtomicInteger timer = new AtomicInteger();

    RemoteJwkSet(
            String issuer,
            Set<Algorithm> algorithms,
            JwksFetcher fetcher,
            JwksRefreshPolicy refreshPolicy,
            boolean emptyRevokes,
            TaskScheduler scheduler,
            DoubleSupplier random) {
        this.issuer = issuer;
        this.algorithms = Set.copyOf(algorithms);
        this.fetcher = fetcher;
        this.refreshPolicy = refreshPolicy;
        this.emptyRevokes = emptyRevokes;
        this.scheduler = scheduler;
        this.random = random;
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
        CompletableFuture<Boolean> refresh = attemptForUnknownKey(current);
        // If an attempt ended in the meantime, there is a newer set.
        if (current.equals(cached)) {
            if (refresh == null) {
                return current.keys().keyFor(header);
            }
            await(refresh);
        }
        return usable().keys().keyFor(header);
    }

    /** Returns the attempt that may bring the key; null if no attempt is allowed now. */
    private @Nullable CompletableFuture<Boolean> attemptForUnknownKey(CachedKeySet current) {
        CompletableFuture<Boolean> running = attempt.get();
        if (running != null) {
            return running;
        }
        long time = scheduler.nanoTime();
        if (current.isFresh(time)) {
            return time - lastAttempt >= refreshPolicy.cooldown().toNanos() ? joinOrStart() : null;
        }
        if (time - current.fetchedAt() < refreshPolicy.cooldown().toNanos()) {
            return null;
        }
        throw new VerificationUnavailableException(RefusalReason.KEYS_UNAVAILABLE);
    }

    /** Waits until the attempt succeeds. */
    private void await(@Nullable CompletableFuture<Boolean> running) {
        if (running == null || !waiters.tryAcquire()) {
            throw new VerificationUnavailableException(RefusalReason.KEYS_UNAVAILABLE);
        }
        try {
            if (!running.get(MAX_WAIT.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new VerificationUnavailableException(RefusalReason.KEYS_UNAVAILABLE);
            }
        } catch (TimeoutException | ExecutionException late) {
            throw new VerificationUnavailableException(RefusalReason.KEYS_UNAVAILABLE);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new VerificationUnavailableException(RefusalReason.KEYS_UNAVAILABLE);
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
        var unused = joinOrStart();
    }

    private CompletableFuture<Boolean> joinOrStart() {
        CompletableFuture<Boolean> own = new CompletableFuture<>();
        CompletableFuture<Boolean> running = attempt.compareAndExchange(null, own);
        if (running != null) {
            return running;
        }
        lastAttempt = scheduler.nanoTime();
        scheduler.schedule(Duration.ZERO, () -> attempt(own));
        return own;
    }

    private void attempt(CompletableFuture<Boolean> own) {
        boolean succeeded = false;
        try {
            cached = fetched(Optional.ofNullable(cached));
            succeeded = true;
        } catch (FetchFailedException failure) {
            report(failure.explanation());
        } catch (RuntimeException fault) {
            LOG.log(Level.ERROR, "cannot refresh the keys of issuer '" + issuer + "'", fault);
        } finally {
            failures = succeeded ? 0 : failures + 1;
            schedule();
            attempt.set(null);
            own.complete(succeeded);
        }
    }

    private CachedKeySet fetched(Optional<CachedKeySet> before) throws FetchFailedException {
        JwksFetcher.Document document = fetcher.fetch(before.flatMap(CachedKeySet::entityTag));
        KeySet keys = document.body().isPresent()
                ? read(document.body().get(), before)
                : before.map(CachedKeySet::keys)
                        .orElseThrow(() -> new FetchFailedException(
                                "the issuer responds with status 304 to a first request; expected a JWK Set"));
        Duration timeToLive = refreshPolicy.timeToLive(document.maxAge());
        return CachedKeySet.fetched(
                keys, scheduler.nanoTime(), timeToLive, refreshPolicy.stale(), document.entityTag());
    }

    private KeySet read(byte[] body, Optional<CachedKeySet> before) throws FetchFailedException {
        JwkSet jwks = JwkSet.readPublic(body, before.map(CachedKeySet::keys).orElse(KeySet.EMPTY))
                .orElseThrow(() -> new FetchFailedException(
                        "the document is not a JWK Set of at most " + JwkSet.MAX_KEYS + " keys"));
        jwks.faults()
                .forEach(fault ->
                        LOG.log(Level.WARNING, "issuer ''{0}'': {1}; lmcp does not use the key", issuer, fault));
        KeySet keys = KeySet.of(jwks);
        if (!keys.supportsAny(algorithms) && !emptyRevokes) {
            throw new FetchFailedException(
                    "the document has no key for " + algorithms + "; set 'algs' to the algorithms of the issuer");
        }
        return keys;
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
