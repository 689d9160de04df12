package dev.lmcp.auth.oauth;

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
 * Keys that an issuer publishes, renewed in the background.
 *
 * <p>Requests read one volatile field. Only a token with an unknown key id ever waits, and what it can cause is bounded:
 * one fetch in a cooldown, shared by all, with few waiters for a short time. It can neither evict, delay nor fail a token
 * with a known key id.
 */
final class RemoteKeys implements KeySource {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.auth");
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
    private static final int MAX_WAITERS = 64;

    private final String issuer;
    private final Set<Algorithm> algorithms;
    private final KeyFetch fetch;
    private final RefreshTimes times;
    private final boolean emptyRevokes;
    private final Background background;
    private final DoubleSupplier random;
    private final Semaphore waiters = new Semaphore(MAX_WAITERS);

    /** The attempt under way; completed with whether it succeeded. */
    private final AtomicReference<@Nullable CompletableFuture<Boolean>> attempt = new AtomicReference<>();

    private volatile @Nullable HeldKeys held;
    private volatile long lastAttempt;
    private volatile int failures;

    /** Timers of earlier attempts are void: only the one that knows this number may act. */
    private final AtomicInteger timer = new AtomicInteger();

    RemoteKeys(
            String issuer,
            Set<Algorithm> algorithms,
            KeyFetch fetch,
            RefreshTimes times,
            boolean emptyRevokes,
            Background background,
            DoubleSupplier random) {
        this.issuer = issuer;
        this.algorithms = Set.copyOf(algorithms);
        this.fetch = fetch;
        this.times = times;
        this.emptyRevokes = emptyRevokes;
        this.background = background;
        this.random = random;
    }

    /** Begins the first fetch. */
    void start() {
        renew();
    }

    @Override
    public Key keyFor(JwsHeader header) {
        HeldKeys now = held;
        if (now == null || now.isDead(background.nanoTime())) {
            await(attempt.get(), Reason.KEYS_UNAVAILABLE);
            return present().keys().keyFor(header);
        }
        if (now.keys().choose(header.algorithm(), header.keyId()) != KeySet.Choice.NONE_UNKNOWN) {
            return now.keys().keyFor(header);
        }
        CompletableFuture<Boolean> hope = attemptForUnknown(now);
        // An attempt that ended in between has put a newer set in place.
        if (now.equals(held)) {
            await(hope, Reason.KEY_UNKNOWN);
        }
        return present().keys().keyFor(header);
    }

    /** The attempt that may bring the key, where one is allowed now. */
    private @Nullable CompletableFuture<Boolean> attemptForUnknown(HeldKeys now) {
        CompletableFuture<Boolean> running = attempt.get();
        if (running != null) {
            return running;
        }
        long time = background.nanoTime();
        if (now.isFresh(time)) {
            return time - lastAttempt >= times.cooldown().toNanos() ? joinOrBegin() : null;
        }
        if (time - now.fetchedAt() < times.cooldown().toNanos()) {
            return null;
        }
        throw new CannotJudge(Reason.KEYS_UNAVAILABLE);
    }

    /** Waits for an attempt; without one, the token is refused or, where no key is known at all, cannot be judged. */
    private void await(@Nullable CompletableFuture<Boolean> running, Reason withoutAttempt) {
        if (running == null) {
            throw withoutAttempt == Reason.KEY_UNKNOWN
                    ? new InvalidToken(withoutAttempt)
                    : new CannotJudge(withoutAttempt);
        }
        if (!waiters.tryAcquire()) {
            throw new CannotJudge(Reason.KEYS_UNAVAILABLE);
        }
        try {
            if (!running.get(LONGEST_WAIT.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new CannotJudge(Reason.KEYS_UNAVAILABLE);
            }
        } catch (TimeoutException | ExecutionException late) {
            throw new CannotJudge(Reason.KEYS_UNAVAILABLE);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new CannotJudge(Reason.KEYS_UNAVAILABLE);
        } finally {
            waiters.release();
        }
    }

    private HeldKeys present() {
        HeldKeys now = held;
        if (now == null || now.isDead(background.nanoTime())) {
            throw new CannotJudge(Reason.KEYS_UNAVAILABLE);
        }
        return now;
    }

    @Override
    public boolean holds(Key key) {
        HeldKeys now = held;
        return now != null && !now.isDead(background.nanoTime()) && now.keys().holds(key);
    }

    @Override
    public Optional<Duration> age() {
        return Optional.ofNullable(held).map(now -> Duration.ofNanos(background.nanoTime() - now.fetchedAt()));
    }

    @Override
    public boolean isReady() {
        HeldKeys now = held;
        return now != null && !now.isDead(background.nanoTime());
    }

    /** Sees to it that an attempt is under way. */
    void renew() {
        var unused = joinOrBegin();
    }

    private CompletableFuture<Boolean> joinOrBegin() {
        CompletableFuture<Boolean> mine = new CompletableFuture<>();
        CompletableFuture<Boolean> theirs = attempt.compareAndExchange(null, mine);
        if (theirs != null) {
            return theirs;
        }
        lastAttempt = background.nanoTime();
        background.after(Duration.ZERO, () -> attempt(mine));
        return mine;
    }

    private void attempt(CompletableFuture<Boolean> mine) {
        boolean succeeded = false;
        try {
            held = renewed(Optional.ofNullable(held));
            succeeded = true;
        } catch (FetchFailed failure) {
            report(failure.explanation());
        } catch (RuntimeException fault) {
            LOG.log(Level.ERROR, "the keys of issuer '" + issuer + "' could not be renewed", fault);
        } finally {
            failures = succeeded ? 0 : failures + 1;
            schedule();
            attempt.set(null);
            mine.complete(succeeded);
        }
    }

    private HeldKeys renewed(Optional<HeldKeys> before) throws FetchFailed {
        KeyFetch.Document document = fetch.fetch(before.flatMap(HeldKeys::entityTag));
        KeySet keys = document.body().isPresent()
                ? read(document.body().get(), before)
                : before.map(HeldKeys::keys).orElseThrow(() -> new FetchFailed("nothing was sent, expected a key set"));
        Duration timeToLive = times.timeToLive(document.maxAge());
        return HeldKeys.fetched(keys, background.nanoTime(), timeToLive, times.stale(), document.entityTag());
    }

    private KeySet read(byte[] body, Optional<HeldKeys> before) throws FetchFailed {
        Jwks jwks = Jwks.readPublic(
                        body, name -> before.flatMap(held -> held.keys().named(name)))
                .orElseThrow(() -> new FetchFailed("the document is no JWK Set of at most " + Jwks.MAX_KEYS + " keys"));
        jwks.faults()
                .forEach(fault -> LOG.log(Level.WARNING, "issuer ''{0}'': {1}; that key is not used", issuer, fault));
        KeySet keys = KeySet.of(jwks);
        if (!keys.serves(algorithms) && !emptyRevokes) {
            throw new FetchFailed("the document has no key for any of the algorithms " + algorithms);
        }
        return keys;
    }

    private void schedule() {
        int mine = timer.incrementAndGet();
        HeldKeys now = held;
        Duration delay;
        if (failures == 0 && now != null) {
            delay = RefreshTimes.refreshAfter(now.timeToLive(), random.getAsDouble());
        } else if (now != null && now.isDead(background.nanoTime())) {
            delay = RefreshTimes.retryWhenDead();
        } else {
            delay = RefreshTimes.retryAfter(failures, random.getAsDouble());
        }
        background.after(delay, () -> {
            if (mine == timer.get()) {
                renew();
            }
        });
    }

    /** The first failure in a row is told, and then each time that their number has doubled. */
    private void report(String message) {
        int count = failures + 1;
        Level level = Integer.bitCount(count) == 1 ? Level.WARNING : Level.DEBUG;
        LOG.log(
                level,
                "the keys of issuer ''{0}'' could not be renewed ({1} times in a row): {2}",
                issuer,
                count,
                message);
    }
}
