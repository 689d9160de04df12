package dev.lmcp.spi;

import dev.lmcp.Principal;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What an {@link Authenticator} makes of a request. The server turns it into an HTTP answer.
 *
 * <p>A reason goes to the log and the counters, never to the caller; it is one of few constant texts and names no token,
 * key or claim. A challenge goes to the caller.
 */
public sealed interface AuthDecision {

    /**
     * The credential is good.
     *
     * @param principal who is calling
     * @param standing whether the credential still holds; asked now and then while a stream stays open, by any thread
     */
    record Accepted(Principal principal, BooleanSupplier standing) implements AuthDecision {

        /** Checks that nothing is null. */
        public Accepted {
            Objects.requireNonNull(principal, "principal");
            Objects.requireNonNull(standing, "standing");
        }
    }

    /** The credential is this plugin's to judge and is not good: 401 with the challenge. */
    record Rejected(Challenge challenge, String reason) implements AuthDecision {

        /** Checks that nothing is null. */
        public Rejected {
            Objects.requireNonNull(challenge, "challenge");
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** There is no credential that this plugin knows: the next plugin decides, and where all abstain it is 401. */
    record Abstained(Challenge challenge) implements AuthDecision {

        /** Checks that nothing is null. */
        public Abstained {
            Objects.requireNonNull(challenge, "challenge");
        }
    }

    /** The request names a credential in a way that no rule allows: 400 with the challenge, where there is one. */
    record Malformed(Optional<Challenge> challenge, String reason) implements AuthDecision {

        /** Checks that nothing is null. */
        public Malformed {
            Objects.requireNonNull(challenge, "challenge");
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** The caller is known and may not come in, whatever the credential: 403 without a challenge. */
    record Denied(String reason) implements AuthDecision {

        /** Checks that nothing is null. */
        public Denied {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** The plugin cannot judge now, as when keys cannot be had: 503; no other plugin is asked. */
    record Unavailable(Duration retryAfter, String reason) implements AuthDecision {

        /** Checks that nothing is null. */
        public Unavailable {
            Objects.requireNonNull(retryAfter, "retryAfter");
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** Accepts a credential that holds until the principal expires. */
    static AuthDecision accept(Principal principal) {
        return accept(principal, () -> true);
    }

    /** Accepts a credential that may be withdrawn earlier, as {@code standing} tells. */
    static AuthDecision accept(Principal principal, BooleanSupplier standing) {
        return new Accepted(principal, standing);
    }

    /** Rejects a credential. */
    static AuthDecision reject(Challenge challenge, String reason) {
        return new Rejected(challenge, reason);
    }

    /** Leaves the decision to the next plugin. */
    static AuthDecision abstain(Challenge challenge) {
        return new Abstained(challenge);
    }

    /** Asks the caller to come back. */
    static AuthDecision unavailable(Duration retryAfter, String reason) {
        return new Unavailable(retryAfter, reason);
    }
}
