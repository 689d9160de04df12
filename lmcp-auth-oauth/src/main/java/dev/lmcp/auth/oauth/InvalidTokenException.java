package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.jose.JwsHeader;

/**
 * Carries the reason of a refusal from the rule that found it to the one place that answers.
 *
 * <p>It has no message, no cause and no stack trace: a refusal must not cost more than an acceptance, and nothing of the
 * token but its key's id, made printable, can get into a log.
 */
final class InvalidTokenException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final RefusalReason reason;
    private final String where;
    private final String keyId;

    InvalidTokenException(RefusalReason reason) {
        this(reason, "", "");
    }

    private InvalidTokenException(RefusalReason reason, String where, String keyId) {
        super(null, null, false, false);
        this.reason = reason;
        this.where = where;
        this.keyId = keyId;
    }

    /** The same refusal, with the configured issuer, the algorithm and the key's id, for the log. */
    InvalidTokenException at(String issuer, JwsHeader header) {
        return new InvalidTokenException(
                reason,
                " issuer=" + issuer + " alg=" + header.algorithm().wireName(),
                header.keyId().map(SafeText::shortened).orElse(""));
    }

    /** The refusal in words of ours: of these there are few, so that a log can count them. */
    String kind() {
        return reason.code() + where;
    }

    /** The id of the key that the token names, made fit for a log. */
    String keyId() {
        return keyId;
    }

    RefusalReason reason() {
        return reason;
    }
}
