package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.jose.TokenHash;
import dev.lmcp.spi.AuthDecision;
import dev.lmcp.spi.Authenticator;
import dev.lmcp.spi.Authorization;
import dev.lmcp.spi.Challenge;
import dev.lmcp.spi.Credentials;
import dev.lmcp.text.SafeText;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Authenticates requests by access tokens (RFC 6750, RFC 9449). */
final class OAuthAuthenticator implements Authenticator {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.auth");
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    /** The reasons that concern the proof and not the token. */
    private static final Set<RefusalReason> PROOF_REASONS =
            Set.of(RefusalReason.PROOF_MISSING, RefusalReason.PROOF_INVALID);

    private final TokenVerifier verifier;
    private final DpopVerifier dpopVerifier;
    private final DpopMode dpop;
    private final Challenges challenges;
    private final List<Issuer> issuers;
    private final int maxTokenSize;
    private final Clock clock;
    private final RefusalLog refusals;
    private final SelfCheck selfCheck;

    OAuthAuthenticator(
            TokenVerifier verifier,
            DpopVerifier dpopVerifier,
            DpopMode dpop,
            Challenges challenges,
            List<Issuer> issuers,
            int maxTokenSize,
            Clock clock,
            RefusalLog refusals,
            SelfCheck selfCheck) {
        this.verifier = verifier;
        this.dpopVerifier = dpopVerifier;
        this.dpop = dpop;
        this.challenges = challenges;
        this.issuers = List.copyOf(issuers);
        this.maxTokenSize = maxTokenSize;
        this.clock = clock;
        this.refusals = refusals;
        this.selfCheck = selfCheck;
    }

    @Override
    public AuthDecision authenticate(Credentials request) {
        Optional<Authorization> presented = request.authorization();
        boolean isDpop = dpop != DpopMode.OFF
                && presented.filter(field -> field.hasScheme("DPoP")).isPresent();
        if (!isDpop && presented.filter(field -> field.hasScheme("Bearer")).isEmpty()) {
            return AuthDecision.abstain(challenges.missing(dpop == DpopMode.REQUIRE));
        }
        String token = presented.orElseThrow().credentials();
        TokenHash hash = TokenHash.of(token);
        try {
            return accept(token, hash, isDpop, request);
        } catch (InvalidTokenException refused) {
            refusals.report(refused);
            LOG.log(Level.DEBUG, () -> refused.kind() + " kid=" + SafeText.quoted(refused.keyId()) + " token=" + hash);
            return AuthDecision.reject(challenge(refused.reason(), isDpop), refused.kind());
        } catch (VerificationUnavailableException unavailable) {
            return AuthDecision.unavailable(RETRY_AFTER, unavailable.reason().code());
        }
    }

    /** Accepts a bearer token that has been verified before. */
    @Override
    public Optional<AuthDecision> acceptAtOnce(Credentials request) {
        Optional<String> token = request.authorization()
                .filter(field -> field.hasScheme("Bearer"))
                .map(Authorization::credentials)
                .filter(text -> text.length() <= maxTokenSize);
        Instant now = clock.instant();
        try {
            return token.flatMap(text ->
                    verifier.known(TokenHash.of(text), now).map(known -> accept(text, false, request, known, now)));
        } catch (InvalidTokenException refused) {
            return Optional.empty();
        }
    }

    private AuthDecision accept(String token, TokenHash hash, boolean isDpop, Credentials request) {
        if (token.length() > maxTokenSize) {
            throw new InvalidTokenException(RefusalReason.MALFORMED_TOKEN);
        }
        Instant now = clock.instant();
        return accept(token, isDpop, request, verifier.verify(token, hash, now), now);
    }

    private AuthDecision accept(
            String token, boolean isDpop, Credentials request, VerifiedToken accepted, Instant now) {
        Optional<String> proof = isDpop ? request.header("DPoP") : Optional.empty();
        dpopVerifier.check(new DpopVerifier.Presented(token, isDpop, request.method(), proof), accepted, now);
        return AuthDecision.accept(accepted.principal()).validWhile(accepted.stillValid());
    }

    private Challenge challenge(RefusalReason reason, boolean isDpop) {
        if (PROOF_REASONS.contains(reason)) {
            return challenges.badProof();
        }
        return reason == RefusalReason.EXPIRED ? challenges.expired(isDpop) : challenges.invalid(isDpop);
    }

    @Override
    public Optional<Challenge> challenge() {
        return Optional.of(challenges.base());
    }

    /** A token that no issuer knows is rejected, so that the log and the caller learn why. */
    @Override
    public boolean decidesOnEveryToken() {
        return true;
    }

    /** One issuer is enough: the tokens of the others get 503, and the figures tell which issuer is down. */
    @Override
    public boolean isReady() {
        return issuers.stream().anyMatch(issuer -> issuer.keys().isReady());
    }

    /**
     * The counters of the token cache, and for each issuer the age of its keys in seconds, and 1 or 0: whether its keys can
     * be used, and whether its introspection endpoint answered the last call.
     */
    @Override
    public Map<String, Long> metrics() {
        Map<String, Long> metrics = new TreeMap<>(verifier.metrics());
        for (Issuer issuer : issuers) {
            if (issuer.format().mayBeJwt()) {
                metrics.put(
                        "jwks." + issuer.name() + ".is-usable", issuer.keys().isReady() ? 1L : 0L);
            }
            issuer.introspection()
                    .ifPresent(introspection -> metrics.put(
                            "introspection." + issuer.name() + ".is-answering", introspection.isAnswering() ? 1L : 0L));
            issuer.keys()
                    .age()
                    .ifPresent(age -> metrics.put("jwks." + issuer.name() + ".age-seconds", age.toSeconds()));
        }
        return metrics;
    }

    @Override
    public List<Finding> check() {
        return selfCheck.run(issuers);
    }
}
