package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.jose.Jws;
import dev.lmcp.auth.oauth.jose.TokenHash;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Verifies tokens of each format, and caches the results. Safe for concurrent use. */
final class TokenVerifier {

    private final JwtVerifier jwtVerifier;
    private final Optional<Introspection> introspection;
    private final TokenCache cache;
    private final Duration timeToLive;

    /**
     * Creates the verifier.
     *
     * @param timeToLive how long a verified JWT is cached
     */
    TokenVerifier(List<Issuer> issuers, TokenCache cache, Duration timeToLive) {
        this.jwtVerifier = new JwtVerifier(issuers);
        this.introspection = issuers.stream()
                .filter(issuer -> issuer.format().mayBeOpaque())
                .flatMap(issuer -> issuer.introspection().stream())
                .findFirst();
        this.cache = cache;
        this.timeToLive = timeToLive;
    }

    /**
     * Verifies a token. Blocks if the issuer must be called.
     *
     * @throws InvalidTokenException if the token is not valid
     * @throws VerificationUnavailableException if the token cannot be verified now
     */
    VerifiedToken verify(String token, TokenHash hash, Instant now) {
        return cache.find(hash, now).orElseGet(() -> verifyUncached(token, hash, now));
    }

    /** Returns a token that has been verified before, without calling anybody. */
    Optional<VerifiedToken> known(TokenHash hash, Instant now) {
        return cache.find(hash, now);
    }

    /** The counters of the cache. */
    Map<String, Long> metrics() {
        return cache.metrics();
    }

    private VerifiedToken verifyUncached(String token, TokenHash hash, Instant now) {
        cache.countMiss();
        if (introspection.isPresent() && (jwtVerifier.isEmpty() || !Jws.isLikely(token))) {
            return introspection.get().verify(token, hash, now, cache);
        }
        VerifiedToken accepted = jwtVerifier.verify(token, now);
        cache.store(hash, accepted, timeToLive);
        return accepted;
    }
}
