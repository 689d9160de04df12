package dev.lmcp.auth.oauth.jose;

/**
 * Thrown if a text is not a JWS that lmcp accepts, or if no key verifies it.
 *
 * <p>It has no message, no cause and no stack trace. A refusal must not cost more than an acceptance, and no part of
 * the token may get into a log.
 */
public final class InvalidJwsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Reason reason;

    InvalidJwsException(Reason reason) {
        super(null, null, false, false);
        this.reason = reason;
    }

    /** The reason for the refusal. */
    public Reason reason() {
        return reason;
    }

    /** The reasons for a refusal. */
    public enum Reason {
        /** The text does not have three parts in base64url. */
        MALFORMED_TOKEN,
        /** The text is a JWE (RFC 7516). */
        ENCRYPTED_TOKEN,
        /** The header is not a JSON object, or a parameter has the wrong type. */
        MALFORMED_HEADER,
        /** The header has a parameter that lmcp never accepts. */
        FORBIDDEN_HEADER,
        /** The header has an {@code alg} that lmcp does not support. */
        ALGORITHM_UNKNOWN,
        /** The header has an {@code alg} that is not allowed for this issuer. */
        ALGORITHM_NOT_ALLOWED,
        /** The key set has no key with the {@code kid} of the header. */
        KEY_UNKNOWN,
        /** The key does not support the algorithm. */
        KEY_UNSUITABLE,
        /** The header has no {@code kid}, and several keys support the algorithm. */
        KEY_AMBIGUOUS,
        /** The key does not verify the signature. */
        SIGNATURE_WRONG;

        /** Tells whether the issuer may have replaced a key and kept its {@code kid}, or have keys without one. */
        public boolean mayBeMendedByNewKeys() {
            return this == KEY_UNSUITABLE || this == KEY_AMBIGUOUS || this == SIGNATURE_WRONG;
        }
    }
}
