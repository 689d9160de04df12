package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.http.FetchFailedException;
import dev.lmcp.auth.oauth.http.TaskScheduler;
import dev.lmcp.auth.oauth.jose.TokenHash;
import java.lang.System.Logger.Level;
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
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Verifies opaque tokens by introspection (RFC 7662).
 *
 * <p>Concurrent requests with the same token share one call to the issuer. At most 64 calls run at once. Safe for
 * concurrent use.
 */
final class Introspection {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.auth");
    private static final int MAX_CALLS = 64;

    /** How long a response keeps a stream open. The issuer may revoke the token, and only another call can tell. */
    private static final Duration MAX_STREAM_AGE = Duration.ofMinutes(5);

    private final String issuer;
    private final IntrospectionEndpoint endpoint;
    private final ClaimsPolicy policy;
    private final Duration timeToLive;
    private final Duration maxWait;
    private final InactiveTokenCache inactive;
    private final TaskScheduler scheduler;
    private final Semaphore calls = new Semaphore(MAX_CALLS);
    private final Map<TokenHash, CompletableFuture<VerifiedToken>> running = new ConcurrentHashMap<>();
    private final LogLimit failures;
    private final AtomicBoolean unnamedNoted = new AtomicBoolean();
    private volatile boolean isAnswering = true;

    /**
     * Creates the introspection for one issuer.
     *
     * @param issuer the name of the issuer, for the log
     * @param timeToLive how long a positive response is cached
     * @param maxWait how long a request waits for the call of another request
     */
    Introspection(
            String issuer,
            IntrospectionEndpoint endpoint,
            ClaimsPolicy policy,
            Duration timeToLive,
            Duration maxWait,
            TaskScheduler scheduler) {
        this.issuer = issuer;
        this.endpoint = endpoint;
        this.policy = policy;
        this.timeToLive = timeToLive;
        this.maxWait = maxWait;
        this.inactive = new InactiveTokenCache(scheduler);
        this.scheduler = scheduler;
        this.failures = new LogLimit(scheduler);
    }

    Duration timeToLive() {
        return timeToLive;
    }

    /** Tells whether the last call was answered; true before the first one. */
    boolean isAnswering() {
        return isAnswering;
    }

    IntrospectionEndpoint endpoint() {
        return endpoint;
    }

    /**
     * Verifies a token, and stores the result in the cache. Blocks.
     *
     * @throws InvalidTokenException if the token is not active, or if it breaks a rule for claims
     * @throws VerificationUnavailableException if the issuer does not respond
     */
    VerifiedToken verify(String token, TokenHash hash, Instant now, TokenCache cache) {
        refuseIfInactive(hash);
        CompletableFuture<VerifiedToken> own = new CompletableFuture<>();
        CompletableFuture<VerifiedToken> other = running.putIfAbsent(hash, own);
        if (other != null) {
            return join(other);
        }
        try {
            // Another request may have stored the result since the caller looked.
            refuseIfInactive(hash);
            VerifiedToken verified = cache.find(hash, now).orElseGet(() -> introspect(token, hash, now));
            // Stored before it is removed from the running calls: a request that comes between would ask again.
            cache.store(hash, verified, timeToLive());
            own.complete(verified);
            return verified;
        } catch (RuntimeException refusal) {
            own.completeExceptionally(refusal);
            throw refusal;
        } finally {
            running.remove(hash);
        }
    }

    private void refuseIfInactive(TokenHash hash) {
        if (inactive.contains(hash)) {
            throw new InvalidTokenException(RefusalReason.INACTIVE).at(issuer);
        }
    }

    private VerifiedToken introspect(String token, TokenHash hash, Instant now) {
        if (!calls.tryAcquire()) {
            throw new VerificationUnavailableException(RefusalReason.INTROSPECTION_UNAVAILABLE);
        }
        try {
            Optional<Claims> response = endpoint.introspect(token);
            isAnswering = true;
            Claims claims = response.orElseThrow(() -> new InvalidTokenException(RefusalReason.INACTIVE));
            long answered = scheduler.nanoTime();
            TokenTypeRule.check(claims);
            String unnamed = "#" + hash.longer();
            VerifiedToken verified = policy.check(Optional.empty(), claims, now, unnamed);
            noteUnnamed(verified.principal().subject().endsWith(unnamed));
            return verified.validWhile(() -> scheduler.nanoTime() - answered < MAX_STREAM_AGE.toNanos());
        } catch (InvalidTokenException refused) {
            if (refused.reason() == RefusalReason.INACTIVE) {
                inactive.add(hash);
            }
            throw refused.at(issuer);
        } catch (FetchFailedException failure) {
            isAnswering = false;
            // Anybody can send a token that the issuer must be asked about.
            LOG.log(
                    failures.permits() ? Level.WARNING : Level.DEBUG,
                    "issuer ''{0}'': {1}",
                    issuer,
                    failure.explanation());
            throw new VerificationUnavailableException(RefusalReason.INTROSPECTION_UNAVAILABLE);
        } finally {
            calls.release();
        }
    }

    private void noteUnnamed(boolean isUnnamed) {
        if (isUnnamed && unnamedNoted.compareAndSet(false, true)) {
            LOG.log(
                    Level.WARNING,
                    "issuer ''{0}'' names a client and no ''sub'' for a token, so each token counts as a caller of its own,"
                            + " and its sessions and tasks end with it; configure the issuer to send ''sub'', or, if it"
                            + " issues tokens only to clients for themselves, set ''principal-claim=client_id''",
                    issuer);
        }
    }

    private VerifiedToken join(CompletableFuture<VerifiedToken> other) {
        try {
            return other.get(maxWait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException answered) {
            if (answered.getCause() instanceof InvalidTokenException refused) {
                throw refused;
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
