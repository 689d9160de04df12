package dev.lmcp.spi;

import dev.lmcp.Principal;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What an {@link Authenticator} decides about a request. The server turns it into an HTTP answer.
 *
 * <p>A reason goes to the log and into the counters, never to the caller. It is one of a few constant texts, and names no
 * token, key or claim. A challenge goes to the caller (RFC 9110 §11.6.1); a decision without one gets that of
 * {@link Authenticator#challenge}. Immutable. Cases may be added in a minor version.
 */
public sealed interface AuthDecision {

    /**
     * The credential is good.
     *
     * @param principal who is calling
     * @param stillValid returns false once the credential is revoked; polled while a stream is open, by any thread
     */
    record Accepted(Principal principal, BooleanSupplier stillValid) implements AuthDecision {

        /** Checks that nothing is null. */
        public Accepted {
            Objects.requireNonNull(principal, "principal");
            Objects.requireNonNull(stillValid, "stillValid");
        }
    }

    /**
     * The credential is of the plugin's kind, and is not good: 401 with the challenge.
     *
     * @param challenge the challenge; if it is empty, that of the authenticator
     * @param reason why, for the operator
     */
    record Rejected(Optional<Challenge> challenge, String reason) implements AuthDecision {

        /** Checks that nothing is null. */
        public Rejected {
            Objects.requireNonNull(challenge, "challenge");
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * The request has no credential of the plugin's kind. The next plugin decides; if all abstain, the answer is 401.
     *
     * @param challenge the challenge; if it is empty, that of the authenticator
     */
    record Abstained(Optional<Challenge> challenge) implements AuthDecision {

        /** Checks that nothing is null. */
        public Abstained {
            Objects.requireNonNull(challenge, "challenge");
        }
    }

    /**
     * The request presents a credential in a way that no rule allows: 400.
     *
     * @param challenge the challenge; if it is empty, the answer has none
     * @param reason why, for the operator
     */
    record Malformed(Optional<Challenge> challenge, String reason) implements AuthDecision {

        /** Checks that nothing is null. */
        public Malformed {
            Objects.requireNonNull(challenge, "challenge");
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * The caller is known and is not allowed in, whatever the credential: 403 without a challenge.
     *
     * @param reason why, for the operator
     */
    record Denied(String reason) implements AuthDecision {

        /** Checks that nothing is null. */
        public Denied {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * The plugin cannot decide now, for example because keys cannot be fetched: 503. No other plugin is asked.
     *
     * @param retryAfter when the caller should try again, rounded up to seconds, at least one
     * @param reason why, for the operator
     */
    record Unavailable(Duration retryAfter, String reason) implements AuthDecision {

        /** Checks that nothing is null. */
        public Unavailable {
            Objects.requireNonNull(retryAfter, "retryAfter");
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** Accepts a credential, which is valid until the principal expires. */
    static AuthDecision accept(Principal principal) {
        return new Accepted(principal, () -> true);
    }

    /** Rejects a credential, with the authenticator's own challenge. */
    static AuthDecision reject(String reason) {
        return new Rejected(Optional.empty(), reason);
    }

    /** Rejects a credential, with this challenge. */
    static AuthDecision reject(Challenge challenge, String reason) {
        return new Rejected(Optional.of(challenge), reason);
    }

    /** Leaves the decision to the next plugin, with the authenticator's own challenge. */
    static AuthDecision abstain() {
        return new Abstained(Optional.empty());
    }

    /** Leaves the decision to the next plugin, with this challenge. */
    static AuthDecision abstain(Challenge challenge) {
        return new Abstained(Optional.of(challenge));
    }

    /** Asks the caller to come back later. */
    static AuthDecision unavailable(Duration retryAfter, String reason) {
        return new Unavailable(retryAfter, reason);
    }

    /**
     * Returns this decision with a condition on an accepted credential: open streams of the caller end soon after the
     * condition has become false. A decision that does not accept is returned as it is.
     *
     * @param condition whether the credential is still valid; called by any thread, and returns at once
     */
    default AuthDecision validWhile(BooleanSupplier condition) {
        Objects.requireNonNull(condition, "condition");
        if (!(this instanceof Accepted accepted)) {
            return this;
        }
        BooleanSupplier before = accepted.stillValid();
        return new Accepted(accepted.principal(), () -> before.getAsBoolean() && condition.getAsBoolean());
    }
}
