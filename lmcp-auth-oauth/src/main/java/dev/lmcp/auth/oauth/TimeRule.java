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
 */
record TimeRule(Duration skew, Duration maxLifetime, Optional<Duration> maxAge) {

    /** Returns when the token ends, the skew not counted. */
    Instant check(Claims claims, Instant now) {
        Instant expires = claims.time("exp").orElseThrow(() -> new InvalidToken(Reason.EXPIRY_MISSING));
        refuseIf(!now.isBefore(expires.plus(skew)), Reason.EXPIRED);
        refuseIf(expires.isAfter(now.plus(maxLifetime)), Reason.LIFETIME_TOO_LONG);
        claims.time("nbf").ifPresent(start -> refuseIf(start.isAfter(now.plus(skew)), Reason.NOT_YET_VALID));
        Optional<Instant> issued = claims.time("iat");
        issued.ifPresent(at -> refuseIf(at.isAfter(now.plus(skew)) || at.isAfter(expires), Reason.ISSUED_IN_FUTURE));
        maxAge.ifPresent(age -> refuseIf(
                issued.orElseThrow(() -> new InvalidToken(Reason.CLAIM_MISSING))
                        .plus(age)
                        .plus(skew)
                        .isBefore(now),
                Reason.TOO_OLD));
        return expires;
    }

    private static void refuseIf(boolean wrong, Reason reason) {
        if (wrong) {
            throw new InvalidToken(reason);
        }
    }
}
