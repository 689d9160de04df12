package dev.lmcp.auth.oauth.jose;

/**
 * Thrown if a text is no JWS that lmcp accepts, or if no key verifies it.
 *
 * <p>It has no message, no cause and no stack trace: a refusal must not cost more than an acceptance, and no part of the
 * token can get into a log.
 */
public final class InvalidJwsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Reason reason;

    InvalidJwsException(Reason reason) {
        super(null, null, false, false);
        this.reason = reason;
    }

    /** The rule that the JWS broke. */
    public Reason reason() {
        return reason;
    }

    /** The rules that a JWS can break. */
    public enum Reason {
        /** The text has not three parts in base64url. */
        MALFORMED_TOKEN,
        /** The text is a JWE (RFC 7516). */
        ENCRYPTED_TOKEN,
        /** The header is not one JSON object, or a parameter has the wrong type. */
        MALFORMED_HEADER,
        /** The header has a parameter that lmcp never accepts. */
        FORBIDDEN_HEADER,
        /** The header names no algorithm that lmcp knows. */
        ALGORITHM_UNKNOWN,
        /** The header names an algorithm that is not allowed for this signer. */
        ALGORITHM_NOT_ALLOWED,
        /** The key set has no key with the id that the header names. */
        KEY_UNKNOWN,
        /** The key exists, but cannot be used with the algorithm. */
        KEY_UNSUITABLE,
        /** The header names no key, and several keys could be used. */
        KEY_AMBIGUOUS,
        /** The signature is not the key's. */
        SIGNATURE_WRONG
    }
}
