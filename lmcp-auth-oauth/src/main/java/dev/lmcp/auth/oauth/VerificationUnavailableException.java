package dev.lmcp.auth.oauth;

/** Thrown if a token can be neither accepted nor refused now. The response is 503. */
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
