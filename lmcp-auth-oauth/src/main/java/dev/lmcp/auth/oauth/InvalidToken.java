package dev.lmcp.auth.oauth;

/**
 * Carries the reason of a refusal from the rule that found it to the one place that answers.
 *
 * <p>It has no message, no cause and no stack trace: a refusal must not cost more than an acceptance, and nothing of the
 * token but its key's id, made printable, can get into a log.
 */
final class InvalidToken extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Reason reason;
    private final String where;
    private final String keyId;

    InvalidToken(Reason reason) {
        this(reason, "", "");
    }

    private InvalidToken(Reason reason, String where, String keyId) {
        super(null, null, false, false);
        this.reason = reason;
        this.where = where;
        this.keyId = keyId;
    }

    /** The same refusal, with the configured issuer, the algorithm and the key's id, for the log. */
    InvalidToken at(String issuer, JwsHeader header) {
        return new InvalidToken(
                reason,
                " issuer=" + issuer + " alg=" + header.algorithm().wireName(),
                header.keyId().map(Printable::shortened).orElse(""));
    }

    /** The refusal in words of ours: of these there are few, so that a log can count them. */
    String kind() {
        return reason.code() + where;
    }

    /** The id of the key that the token names, made fit for a log. */
    String keyId() {
        return keyId;
    }

    Reason reason() {
        return reason;
    }
}
