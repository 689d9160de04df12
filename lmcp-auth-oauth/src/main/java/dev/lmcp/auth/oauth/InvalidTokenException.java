package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.jose.JwsHeader;

/**
 * Thrown if a token is refused. It carries the reason to the authenticator.
 *
 * <p>It has no message, no cause and no stack trace. A refusal must not cost more than an acceptance. The {@code kid}
 * is the only part of the token that may get into a log, and only as safe text.
 */
final class InvalidTokenException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final RefusalReason reason;
    private final String context;
    private final String keyId;

    InvalidTokenException(RefusalReason reason) {
        this(reason, "", "");
    }

    private InvalidTokenException(RefusalReason reason, String context, String keyId) {
        super(null, null, false, false);
        this.reason = reason;
        this.context = context;
        this.keyId = keyId;
    }

    /** Returns the same refusal with the issuer's name, the algorithm and the {@code kid}, for the log. */
    InvalidTokenException at(String issuer, JwsHeader header) {
        return new InvalidTokenException(
                reason,
                " issuer=" + issuer + " alg=" + header.algorithm().wireName(),
                header.keyId().map(SafeText::shortened).orElse(""));
    }

    /** The reason, the issuer and the algorithm. There are few of these texts, so a log can count them. */
    String kind() {
        return reason.code() + context;
    }

    /** The {@code kid} of the token, as safe text; empty if it is not known. */
    String keyId() {
        return keyId;
    }

    RefusalReason reason() {
        return reason;
    }
}
