package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.jose.InvalidJwsException;
import dev.lmcp.auth.oauth.jose.Jws;
import dev.lmcp.auth.oauth.jose.JwsHeaderCache;
import dev.lmcp.auth.oauth.jose.Key;
import dev.lmcp.auth.oauth.jose.KeySet;
import java.time.Instant;
import java.util.List;

/** Verifies JWTs of the configured issuers. Safe for concurrent use. */
final class JwtVerifier {

    private final List<Issuer> issuers;
    private final AudienceMismatchLog mismatches;
    private final JwsHeaderCache headers = new JwsHeaderCache();

    JwtVerifier(List<Issuer> issuers, AudienceMismatchLog mismatches) {
        this.issuers =
                issuers.stream().filter(issuer -> issuer.format().mayBeJwt()).toList();
        this.mismatches = mismatches;
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
                .orElseThrow(() -> new InvalidTokenException(RefusalReason.ISSUER_UNKNOWN));
        try {
            Key key = verify(jws, issuer);
            return issuer.policy()
                    .check(jws.header().type(), claims, now)
                    .validWhile(() -> issuer.keys().isUsable(key));
        } catch (InvalidJwsException invalid) {
            throw new InvalidTokenException(RefusalReason.of(invalid.reason())).at(issuer.name(), jws.header());
        } catch (InvalidTokenException refused) {
            if (refused.reason() == RefusalReason.AUDIENCE_MISMATCH) {
                mismatches.report(issuer, claims, now);
            }
            throw refused.at(issuer.name(), jws.header());
        }
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
            throw new InvalidTokenException(RefusalReason.of(invalid.reason()));
        }
    }
}
