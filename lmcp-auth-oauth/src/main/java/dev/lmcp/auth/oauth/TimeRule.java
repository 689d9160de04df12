package dev.lmcp.auth.oauth;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a token is valid.
 *
 * @param skew by how much the issuer's clock and ours may differ
 * @param maxLifetime how far away an expiry may be; an expiry in milliseconds is some fifty thousand years away
 * @param maxAge how long ago the token may have been issued
 * @param allowsMissingExpiry whether a token may lack an expiry, as in an introspection answer, which is itself short-lived
 */
record TimeRule(Duration skew, Duration maxLifetime, Optional<Duration> maxAge, boolean allowsMissingExpiry) {

    /** The same rule for introspection answers (RFC 7662 §2.2: {@code exp} is optional). */
    TimeRule forIntrospection() {
        return new TimeRule(skew, maxLifetime, maxAge, true);
    }

    /** When the token ends, the skew not counted. */
    Optional<Instant> check(Claims claims, Instant now) {
        Optional<Instant> end = claims.time("exp");
        refuseIf(end.isEmpty() && !allowsMissingExpiry, RefusalReason.EXPIRY_MISSING);
        end.ifPresent(expires -> {
            refuseIf(!now.isBefore(expires.plus(skew)), RefusalReason.EXPIRED);
            refuseIf(expires.isAfter(now.plus(maxLifetime)), RefusalReason.LIFETIME_TOO_LONG);
        });
        claims.time("nbf").ifPresent(start -> refuseIf(start.isAfter(now.plus(skew)), RefusalReason.NOT_YET_VALID));
        Optional<Instant> issued = claims.time("iat");
        issued.ifPresent(at -> refuseIf(
                at.isAfter(now.plus(skew)) || end.filter(at::isAfter).isPresent(), RefusalReason.ISSUED_IN_FUTURE));
        maxAge.ifPresent(age -> refuseIf(
                issued.orElseThrow(() -> new InvalidTokenException(RefusalReason.CLAIM_MISSING))
                        .plus(age)
                        .plus(skew)
                        .isBefore(now),
                RefusalReason.TOO_OLD));
        return end;
    }

    private static void refuseIf(boolean wrong, RefusalReason reason) {
        if (wrong) {
            throw new InvalidTokenException(reason);
        }
    }
}
