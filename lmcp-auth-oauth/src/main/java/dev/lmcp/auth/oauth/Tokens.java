package dev.lmcp.auth.oauth;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Judges tokens of every kind, each kind of question being asked once in a while only. Safe for concurrent use. */
final class Tokens {

    private final JwtTokens signed;
    private final Optional<Introspection> introspection;
    private final TokenCache cache;
    private final Duration age;

    /**
     * Creates the judge.
     *
     * @param age how long a verified token is remembered
     */
    Tokens(List<Issuer> issuers, TokenCache cache, Duration age) {
        this.signed = new JwtTokens(issuers, new MismatchLog());
        this.introspection = issuers.stream()
                .filter(issuer -> issuer.format().mayBeOpaque())
                .flatMap(issuer -> issuer.introspection().stream())
                .findFirst();
        this.cache = cache;
        this.age = age;
    }

    /**
     * Judges one token; may ask its issuer and wait for the answer.
     *
     * @throws InvalidToken if it is not good
     * @throws CannotJudge if that cannot be said now
     */
    AcceptedToken judge(String token, TokenHash hash, Instant now) {
        return cache.find(hash, now).orElseGet(() -> verify(token, hash, now));
    }

    /** What the cache counts. */
    Map<String, Long> metrics() {
        return cache.metrics();
    }

    private AcceptedToken verify(String token, TokenHash hash, Instant now) {
        if (introspection.isPresent() && (signed.isEmpty() || !TokenFormat.looksLikeJwt(token))) {
            AcceptedToken accepted = introspection.get().ask(token, hash, now);
            cache.store(hash, accepted, introspection.get().age());
            return accepted;
        }
        AcceptedToken accepted = signed.verify(token, now);
        cache.store(hash, accepted, age);
        return accepted;
    }
}
