package dev.lmcp.auth.oauth;

/** Carries the reason why a token can be judged neither good nor bad now; answered with 503, like {@link InvalidTokenException}. */
final class VerificationUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final RefusalReason reason;

    VerificationUnavailableException(RefusalReason reason) {
        super(null, null, false, false);
        this.reason = reason;
    }

    RefusalReason reason() {
        return reason;
    }
}
