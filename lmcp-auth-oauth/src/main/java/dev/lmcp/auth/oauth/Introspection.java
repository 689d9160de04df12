package dev.lmcp.auth.oauth;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks an issuer about tokens that only it can read (RFC 7662).
 *
 * <p>However many requests bring one token, it is asked once; and it is never asked by more than 64 threads. Safe for
 * concurrent use.
 */
final class Introspection {

    private static final int MAX_CALLS = 64;

    /** How long an answer keeps a stream open: the issuer may have taken the token back, and only a new call asks it. */
    private static final Duration STANDING = Duration.ofMinutes(5);

    private final IntrospectionCall call;
    private final ClaimsPolicy policy;
    private final Duration age;
    private final Duration wait;
    private final RecentlyInactive inactive;
    private final Background background;
    private final Semaphore calls = new Semaphore(MAX_CALLS);
    private final Map<TokenHash, CompletableFuture<AcceptedToken>> running = new ConcurrentHashMap<>();

    /**
     * Creates the client of one issuer.
     *
     * @param age how long a positive answer counts
     * @param wait how long a request waits for the answer to another one's question
     */
    Introspection(IntrospectionCall call, ClaimsPolicy policy, Duration age, Duration wait, Background background) {
        this.call = call;
        this.policy = policy;
        this.age = age;
        this.wait = wait;
        this.inactive = new RecentlyInactive(background);
        this.background = background;
    }

    Duration age() {
        return age;
    }

    IntrospectionCall call() {
        return call;
    }

    /**
     * Judges one token. Blocks.
     *
     * @throws InvalidToken if it is not active, or not for us
     * @throws CannotJudge if the issuer does not answer
     */
    AcceptedToken ask(String token, TokenHash hash, Instant now) {
        if (inactive.holds(hash)) {
            throw new InvalidToken(Reason.INACTIVE);
        }
        CompletableFuture<AcceptedToken> mine = new CompletableFuture<>();
        CompletableFuture<AcceptedToken> theirs = running.putIfAbsent(hash, mine);
        if (theirs != null) {
            return join(theirs);
        }
        try {
            AcceptedToken verdict = judge(token, hash, now);
            mine.complete(verdict);
            return verdict;
        } catch (RuntimeException refusal) {
            mine.completeExceptionally(refusal);
            throw refusal;
        } finally {
            running.remove(hash);
        }
    }

    private AcceptedToken judge(String token, TokenHash hash, Instant now) {
        if (!calls.tryAcquire()) {
            throw new CannotJudge(Reason.INTROSPECTION_UNAVAILABLE);
        }
        try {
            Claims claims = call.about(token).orElseThrow(() -> new InvalidToken(Reason.INACTIVE));
            long answered = background.nanoTime();
            return policy.check(Optional.empty(), claims, now)
                    .whileIt(() -> background.nanoTime() - answered < STANDING.toNanos());
        } catch (InvalidToken refused) {
            if (refused.reason() == Reason.INACTIVE) {
                inactive.add(hash);
            }
            throw refused;
        } catch (FetchFailed failure) {
            System.getLogger("dev.lmcp.auth").log(System.Logger.Level.WARNING, failure.explanation());
            throw new CannotJudge(Reason.INTROSPECTION_UNAVAILABLE);
        } finally {
            calls.release();
        }
    }

    private AcceptedToken join(CompletableFuture<AcceptedToken> theirs) {
        try {
            return theirs.get(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException answered) {
            if (answered.getCause() instanceof InvalidToken refused) {
                throw new InvalidToken(refused.reason());
            }
            throw new CannotJudge(Reason.INTROSPECTION_UNAVAILABLE);
        } catch (TimeoutException late) {
            throw new CannotJudge(Reason.INTROSPECTION_UNAVAILABLE);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new CannotJudge(Reason.INTROSPECTION_UNAVAILABLE);
        }
    }
}
