package dev.lmcp.auth.oauth;

/**
 * Carries the reason of a refusal from the rule that found it to the one place that answers.
 *
 * <p>It has no message, no cause and no stack trace: none of them could hold a part of the token, and a refusal must not
 * cost more than an acceptance.
 */
final class InvalidToken extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Reason reason;

    InvalidToken(Reason reason) {
        super(null, null, false, false);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
