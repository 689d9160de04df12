package dev.lmcp.auth.oauth;

import java.time.Instant;
import java.util.List;

/** Verifies signed tokens of the configured issuers. Safe for concurrent use. */
final class JwtTokens {

    private final List<Issuer> issuers;
    private final MismatchLog mismatches;
    private final KnownHeaders headers = new KnownHeaders();

    JwtTokens(List<Issuer> issuers, MismatchLog mismatches) {
        this.issuers =
                issuers.stream().filter(issuer -> issuer.format().mayBeJwt()).toList();
        this.mismatches = mismatches;
    }

    boolean isEmpty() {
        return issuers.isEmpty();
    }

    /**
     * Verifies one token.
     *
     * @throws InvalidToken if it is not good
     * @throws CannotJudge if its issuer's keys cannot be had
     */
    AcceptedToken verify(String token, Instant now) {
        Jws jws = Jws.parse(token, headers::read);
        Claims claims = Claims.read(jws.payload());
        // The signature is not known yet: the name only chooses among the issuers that the operator knows.
        Issuer issuer = issuers.stream()
                .filter(candidate -> candidate.policy().issuer().matches(claims))
                .findFirst()
                .orElseThrow(() -> new InvalidToken(Reason.ISSUER_UNKNOWN));
        try {
            Key key = jws.verify(issuer.algorithms(), issuer.keys()::keyFor);
            return issuer.policy()
                    .check(jws.header().type(), claims, now)
                    .whileIt(() -> issuer.keys().holds(key));
        } catch (InvalidToken refused) {
            if (refused.reason() == Reason.AUDIENCE_MISMATCH) {
                mismatches.report(issuer, claims, now);
            }
            throw refused.at(issuer.name(), jws.header());
        }
    }
}
