package dev.lmcp.auth.oauth;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The rule for the times of a token.
 *
 * @param skew the allowed difference between the issuer's clock and this server's clock
 * @param maxLifetime the limit for the time until {@code exp}; this finds an {@code exp} in milliseconds
 * @param maxAge the limit for the time since {@code iat}
 * @param allowsMissingExpiry true if {@code exp} is optional
 */
record TimeRule(Duration skew, Duration maxLifetime, Optional<Duration> maxAge, boolean allowsMissingExpiry) {

    /** Returns the same rule for introspection responses, where {@code exp} is optional (RFC 7662 §2.2). */
    TimeRule forIntrospection() {
        return new TimeRule(skew, maxLifetime, maxAge, true);
    }

    /**
     * Returns the {@code exp} without the skew.
     *
     * @throws InvalidTokenException if the token is not valid now
     */
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

    private static void refuseIf(boolean isWrong, RefusalReason reason) {
        if (isWrong) {
            throw new InvalidTokenException(reason);
        }
    }
}
