package dev.lmcp.auth.oauth;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The rule for the times of a token.
 *
 * @param skew the allowed difference between the issuer's clock and this server's clock
 * @param maxTokenLifetime the limit for the time until {@code exp}; this finds an {@code exp} in milliseconds
 * @param maxTokenAge the limit for the time since {@code iat}
 * @param allowsMissingExpiry true if {@code exp} is optional
 */
record TimeRule(Duration skew, Duration maxTokenLifetime, Optional<Duration> maxTokenAge, boolean allowsMissingExpiry) {

    /** Returns the same rule for introspection responses, where {@code exp} is optional (RFC 7662 §2.2). */
    TimeRule forIntrospection() {
        return new TimeRule(skew, maxTokenLifetime, maxTokenAge, true);
    }

    /**
     * Returns the {@code exp} without the skew.
     *
     * @throws InvalidTokenException if the token is not valid now
     */
    Optional<Instant> check(Claims claims, Instant now) {
        Optional<Instant> end = claims.time("exp");
        refuseIf(
                end.isEmpty() && !allowsMissingExpiry,
                RefusalReason.EXPIRY_MISSING,
                () -> "'exp' is absent; the issuer must let its tokens expire");
        end.ifPresent(expires -> {
            if (!now.isBefore(expires.plus(skew))) {
                // This happens to each token, so there is nothing to explain.
                throw new InvalidTokenException(RefusalReason.EXPIRED);
            }
            refuseIf(
                    expires.isAfter(now.plus(maxTokenLifetime)),
                    RefusalReason.LIFETIME_TOO_LONG,
                    () -> "'exp' is " + claims.shown("exp") + ", expected seconds since 1970 that are at most "
                            + maxTokenLifetime.toSeconds() + " s ahead ('max-token-lifetime')");
        });
        claims.time("nbf")
                .ifPresent(start -> refuseIf(
                        start.isAfter(now.plus(skew)), RefusalReason.NOT_YET_VALID, () -> ahead("nbf", start, now)));
        Optional<Instant> issued = claims.time("iat");
        issued.ifPresent(at -> {
            refuseIf(at.isAfter(now.plus(skew)), RefusalReason.ISSUED_IN_FUTURE, () -> ahead("iat", at, now));
            refuseIf(
                    end.filter(at::isAfter).isPresent(),
                    RefusalReason.ISSUED_IN_FUTURE,
                    () -> "'iat' is " + claims.shown("iat") + ", after 'exp', which is " + claims.shown("exp"));
        });
        maxTokenAge.ifPresent(age -> checkAge(issued, age, now));
        return end;
    }

    private void checkAge(Optional<Instant> issued, Duration age, Instant now) {
        Instant at = issued.orElseThrow(
                () -> new InvalidTokenException(
                        RefusalReason.CLAIM_MISSING,
                        () ->
                                "'iat' is absent, but 'max-token-age' is set; configure the issuer to put 'iat' into access tokens"));
        if (at.plus(age).plus(skew).isBefore(now)) {
            throw new InvalidTokenException(RefusalReason.TOO_OLD);
        }
    }

    private String ahead(String name, Instant time, Instant now) {
        return "'" + name + "' is " + Duration.between(now, time).toSeconds() + " s ahead of the clock of this server,"
                + " expected at most " + skew.toSeconds() + " s ('clock-skew'); synchronize the clocks by NTP";
    }

    private static void refuseIf(boolean isWrong, RefusalReason reason, Supplier<String> explanation) {
        if (isWrong) {
            throw new InvalidTokenException(reason, explanation);
        }
    }
}
