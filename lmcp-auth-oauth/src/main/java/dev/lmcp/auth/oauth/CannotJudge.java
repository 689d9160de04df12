package dev.lmcp.auth.oauth;

/** Carries the reason why a token can be judged neither good nor bad now; answered with 503, like {@link InvalidToken}. */
final class CannotJudge extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Reason reason;

    CannotJudge(Reason reason) {
        super(null, null, false, false);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
