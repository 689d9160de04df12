package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.http.FetchFailedException;
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
 * Verifies opaque tokens by introspection (RFC 7662).
 *
 * <p>Concurrent requests with the same token share one call to the issuer. At most 64 calls run at once. Safe for
 * concurrent use.
 */
final class Introspection {

    private static final int MAX_CALLS = 64;

    /** How long a response keeps a stream open. The issuer may revoke the token, and only another call can tell. */
    private static final Duration MAX_STREAM_AGE = Duration.ofMinutes(5);

    private final IntrospectionEndpoint endpoint;
    private final ClaimsPolicy policy;
    private final Duration age;
    private final Duration maxWait;
    private final InactiveTokenCache inactive;
    private final TaskScheduler scheduler;
    private final Semaphore calls = new Semaphore(MAX_CALLS);
    private final Map<TokenHash, CompletableFuture<VerifiedToken>> running = new ConcurrentHashMap<>();

    /**
     * Creates the introspection for one issuer.
     *
     * @param age how long a positive response is cached
     * @param maxWait how long a request waits for the call of another request
     */
    Introspection(
            IntrospectionEndpoint endpoint,
            ClaimsPolicy policy,
            Duration age,
            Duration maxWait,
            TaskScheduler scheduler) {
        this.endpoint = endpoint;
        this.policy = policy;
        this.age = age;
        this.maxWait = maxWait;
        this.inactive = new InactiveTokenCache(scheduler);
        this.scheduler = scheduler;
    }

    Duration age() {
        return age;
    }

    IntrospectionEndpoint endpoint() {
        return endpoint;
    }

    /**
     * Verifies a token. Blocks.
     *
     * @throws InvalidTokenException if the token is not active, or if it breaks a rule for claims
     * @throws VerificationUnavailableException if the issuer does not respond
     */
    VerifiedToken verify(String token, TokenHash hash, Instant now) {
        if (inactive.contains(hash)) {
            throw new InvalidTokenException(RefusalReason.INACTIVE);
        }
        CompletableFuture<VerifiedToken> own = new CompletableFuture<>();
        CompletableFuture<VerifiedToken> other = running.putIfAbsent(hash, own);
        if (other != null) {
            return join(other);
        }
        try {
            VerifiedToken verified = introspect(token, hash, now);
            own.complete(verified);
            return verified;
        } catch (RuntimeException refusal) {
            own.completeExceptionally(refusal);
            throw refusal;
        } finally {
            running.remove(hash);
        }
    }

    private VerifiedToken introspect(String token, TokenHash hash, Instant now) {
        if (!calls.tryAcquire()) {
            throw new VerificationUnavailableException(RefusalReason.INTROSPECTION_UNAVAILABLE);
        }
        try {
            Claims claims =
                    endpoint.introspect(token).orElseThrow(() -> new InvalidTokenException(RefusalReason.INACTIVE));
            long answered = scheduler.nanoTime();
            return policy.check(Optional.empty(), claims, now)
                    .validWhile(() -> scheduler.nanoTime() - answered < MAX_STREAM_AGE.toNanos());
        } catch (InvalidTokenException refused) {
            if (refused.reason() == RefusalReason.INACTIVE) {
                inactive.add(hash);
            }
            throw refused;
        } catch (FetchFailedException failure) {
            System.getLogger("dev.lmcp.auth").log(System.Logger.Level.WARNING, failure.explanation());
            throw new VerificationUnavailableException(RefusalReason.INTROSPECTION_UNAVAILABLE);
        } finally {
            calls.release();
        }
    }

    private VerifiedToken join(CompletableFuture<VerifiedToken> other) {
        try {
            return other.get(maxWait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException answered) {
            if (answered.getCause() instanceof InvalidTokenException refused) {
                throw new InvalidTokenException(refused.reason());
            }
            throw new VerificationUnavailableException(RefusalReason.INTROSPECTION_UNAVAILABLE);
        } catch (TimeoutException late) {
            throw new VerificationUnavailableException(RefusalReason.INTROSPECTION_UNAVAILABLE);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new VerificationUnavailableException(RefusalReason.INTROSPECTION_UNAVAILABLE);
        }
    }
}
