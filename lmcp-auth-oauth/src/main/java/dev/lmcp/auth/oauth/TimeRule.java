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
 * @param endless whether a token may lack an expiry, as in an introspection answer, which is itself short-lived
 */
record TimeRule(Duration skew, Duration maxLifetime, Optional<Duration> maxAge, boolean endless) {

    /** The same rule for introspection answers (RFC 7662 §2.2: {@code exp} is optional). */
    TimeRule forIntrospection() {
        return new TimeRule(skew, maxLifetime, maxAge, true);
    }

    /** When the token ends, the skew not counted. */
    Optional<Instant> check(Claims claims, Instant now) {
        Optional<Instant> end = claims.time("exp");
        refuseIf(end.isEmpty() && !endless, Reason.EXPIRY_MISSING);
        end.ifPresent(expires -> {
            refuseIf(!now.isBefore(expires.plus(skew)), Reason.EXPIRED);
            refuseIf(expires.isAfter(now.plus(maxLifetime)), Reason.LIFETIME_TOO_LONG);
        });
        claims.time("nbf").ifPresent(start -> refuseIf(start.isAfter(now.plus(skew)), Reason.NOT_YET_VALID));
        Optional<Instant> issued = claims.time("iat");
        issued.ifPresent(at ->
                refuseIf(at.isAfter(now.plus(skew)) || end.filter(at::isAfter).isPresent(), Reason.ISSUED_IN_FUTURE));
        maxAge.ifPresent(age -> refuseIf(
                issued.orElseThrow(() -> new InvalidToken(Reason.CLAIM_MISSING))
                        .plus(age)
                        .plus(skew)
                        .isBefore(now),
                Reason.TOO_OLD));
        return end;
    }

    private static void refuseIf(boolean wrong, Reason reason) {
        if (wrong) {
            throw new InvalidToken(reason);
        }
    }
}
