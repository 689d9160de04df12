package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.jose.Algorithm;
import dev.lmcp.auth.oauth.jose.InvalidJwsException;
import dev.lmcp.auth.oauth.jose.Jws;
import dev.lmcp.auth.oauth.jose.JwsHeader;
import dev.lmcp.auth.oauth.jose.JwsHeaderCache;
import dev.lmcp.auth.oauth.jose.Key;
import dev.lmcp.auth.oauth.jose.KeySet;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Verifies JWTs of the configured issuers. Safe for concurrent use. */
final class JwtVerifier {

    private static final String OPAQUE = "; configure the issuer to issue signed JWTs for this resource, or set"
            + " 'token-format=opaque' so that the issuer is asked about tokens";

    private final List<Issuer> issuers;
    private final JwsHeaderCache headers = new JwsHeaderCache();

    JwtVerifier(List<Issuer> issuers) {
        this.issuers =
                issuers.stream().filter(issuer -> issuer.format().mayBeJwt()).toList();
    }

    boolean isEmpty() {
        return issuers.isEmpty();
    }

    /**
     * Verifies a token.
     *
     * @throws InvalidTokenException if the token is not valid
     * @throws VerificationUnavailableException if the issuer's keys are not available
     */
    VerifiedToken verify(String token, Instant now) {
        Jws jws = parse(token);
        Claims claims = Claims.read(jws.payload());
        // The signature is not verified yet. The claims only select one of the configured issuers.
        Issuer issuer = issuers.stream()
                .filter(candidate -> candidate.policy().issuer().matches(claims))
                .findFirst()
                .orElseThrow(() -> IssuerRule.unknown(claims, expectedIssuers()));
        try {
            Key key = verify(jws, issuer);
            return issuer.policy()
                    .check(jws.header().type(), claims, now)
                    .validWhile(() -> issuer.keys().isUsable(key));
        } catch (InvalidJwsException invalid) {
            throw refusal(invalid.reason(), issuer, jws.header()).at(issuer.name(), jws.header());
        } catch (InvalidTokenException refused) {
            throw refused.at(issuer.name(), jws.header());
        }
    }

    private String expectedIssuers() {
        return issuers.stream()
                .map(issuer -> issuer.policy().issuer().expected())
                .collect(Collectors.joining(" or "));
    }

    private static InvalidTokenException refusal(InvalidJwsException.Reason reason, Issuer issuer, JwsHeader header) {
        RefusalReason ours = RefusalReason.of(reason);
        if (ours != RefusalReason.ALGORITHM_NOT_ALLOWED) {
            return new InvalidTokenException(ours);
        }
        return new InvalidTokenException(
                ours,
                () -> "'alg' is " + header.algorithm().wireName() + ", expected one of "
                        + issuer.algorithms().stream().map(Algorithm::wireName).toList()
                        + "; if the issuer signs so, add it to 'algorithms'");
    }

    private static Key verify(Jws jws, Issuer issuer) {
        KeySource keys = issuer.keys();
        KeySet before = keys.snapshot();
        try {
            return jws.verify(issuer.algorithms(), keys::keyFor);
        } catch (InvalidJwsException invalid) {
            if (!invalid.reason().mayBeMendedByNewKeys() || !keys.renew(before)) {
                throw invalid;
            }
            return jws.verify(issuer.algorithms(), keys::keyFor);
        }
    }

    private Jws parse(String token) {
        try {
            return Jws.parse(token, headers);
        } catch (InvalidJwsException invalid) {
            throw switch (invalid.reason()) {
                case MALFORMED_TOKEN ->
                    new InvalidTokenException(RefusalReason.MALFORMED_TOKEN, () -> "the token is not a JWT" + OPAQUE);
                case ENCRYPTED_TOKEN ->
                    new InvalidTokenException(RefusalReason.ENCRYPTED_TOKEN, () -> "the token is encrypted" + OPAQUE);
                default -> new InvalidTokenException(RefusalReason.of(invalid.reason()));
            };
        }
    }
}
