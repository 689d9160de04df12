package dev.lmcp.auth.oauth;

import dev.lmcp.spi.AuthDecision;
import dev.lmcp.spi.Authenticator;
import dev.lmcp.spi.Authorization;
import dev.lmcp.spi.Challenge;
import dev.lmcp.spi.Credentials;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Decides by access tokens (RFC 6750, RFC 9449). */
final class OAuthAuthenticator implements Authenticator {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.auth");
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    /** What is wrong with the proof, not with the token. */
    private static final Set<Reason> PROOF = Set.of(Reason.PROOF_MISSING, Reason.PROOF_INVALID);

    private final Tokens tokens;
    private final DpopProofs proofs;
    private final DpopMode dpop;
    private final Challenges challenges;
    private final List<Issuer> issuers;
    private final int maxTokenBytes;
    private final Clock clock;
    private final SelfCheck selfCheck;

    OAuthAuthenticator(
            Tokens tokens,
            DpopProofs proofs,
            DpopMode dpop,
            Challenges challenges,
            List<Issuer> issuers,
            int maxTokenBytes,
            Clock clock,
            SelfCheck selfCheck) {
        this.tokens = tokens;
        this.proofs = proofs;
        this.dpop = dpop;
        this.challenges = challenges;
        this.issuers = List.copyOf(issuers);
        this.maxTokenBytes = maxTokenBytes;
        this.clock = clock;
        this.selfCheck = selfCheck;
    }

    @Override
    public AuthDecision authenticate(Credentials request) {
        Optional<Authorization> presented = request.authorization();
        boolean bound = dpop != DpopMode.OFF
                && presented.filter(field -> field.hasScheme("DPoP")).isPresent();
        if (!bound && presented.filter(field -> field.hasScheme("Bearer")).isEmpty()) {
            return AuthDecision.abstain(challenges.missing(dpop == DpopMode.REQUIRE));
        }
        String token = presented.orElseThrow().credentials();
        TokenHash hash = TokenHash.of(token);
        try {
            return accept(token, hash, bound, request);
        } catch (InvalidToken refused) {
            LOG.log(Level.DEBUG, "{0} kid=''{1}'' token={2}", refused.kind(), refused.keyId(), hash);
            return AuthDecision.reject(challenge(refused.reason(), bound), refused.kind());
        } catch (CannotJudge unavailable) {
            return AuthDecision.unavailable(RETRY_AFTER, unavailable.reason().code());
        }
    }

    private AuthDecision accept(String token, TokenHash hash, boolean bound, Credentials request) {
        if (token.length() > maxTokenBytes) {
            throw new InvalidToken(Reason.MALFORMED_TOKEN);
        }
        Instant now = clock.instant();
        AcceptedToken accepted = tokens.judge(token, hash, now);
        Optional<String> proof = bound ? request.header("DPoP") : Optional.empty();
        proofs.check(new DpopProofs.Presented(token, bound, request.method(), proof), accepted, now);
        return AuthDecision.accept(accepted.principal()).validWhile(accepted.standing());
    }

    private Challenge challenge(Reason reason, boolean bound) {
        if (PROOF.contains(reason)) {
            return challenges.badProof();
        }
        return reason == Reason.EXPIRED ? challenges.expired(bound) : challenges.invalid(bound);
    }

    @Override
    public Optional<Challenge> challenge() {
        return Optional.of(challenges.base());
    }

    @Override
    public boolean isReady() {
        return issuers.stream().allMatch(issuer -> issuer.keys().isReady());
    }

    /** How old each issuer's keys are, in seconds, and what the token cache counts. */
    @Override
    public Map<String, Long> metrics() {
        Map<String, Long> metrics = new TreeMap<>(tokens.metrics());
        for (Issuer issuer : issuers) {
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
