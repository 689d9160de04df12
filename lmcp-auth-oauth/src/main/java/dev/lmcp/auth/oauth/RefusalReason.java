package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.jose.InvalidJwsException;
import java.util.Locale;

/**
 * The reasons for a refusal. They are for the log and the counters, never for the caller.
 *
 * <p>An enum constant can never carry a part of a token.
 */
enum RefusalReason {
    MALFORMED_TOKEN,
    ENCRYPTED_TOKEN,
    MALFORMED_HEADER,
    FORBIDDEN_HEADER,
    ALGORITHM_UNKNOWN,
    ALGORITHM_NOT_ALLOWED,
    KEY_UNKNOWN,
    KEY_UNSUITABLE,
    KEY_AMBIGUOUS,
    SIGNATURE_WRONG,
    MALFORMED_CLAIMS,
    TYPE_NOT_ACCEPTED,
    ISSUER_UNKNOWN,
    AUDIENCE_MISMATCH,
    EXPIRED,
    EXPIRY_MISSING,
    LIFETIME_TOO_LONG,
    NOT_YET_VALID,
    ISSUED_IN_FUTURE,
    TOO_OLD,
    CLAIM_MISSING,
    CLAIM_MISMATCH,
    NOT_AN_ACCESS_TOKEN,
    BINDING_UNSUPPORTED,
    PROOF_MISSING,
    PROOF_INVALID,
    INACTIVE,
    OPAQUE_NOT_ACCEPTED,
    KEYS_UNAVAILABLE,
    INTROSPECTION_UNAVAILABLE;

    /** Returns the reason for a token whose JWS is not valid. */
    static RefusalReason of(InvalidJwsException.Reason reason) {
        return switch (reason) {
            case MALFORMED_TOKEN -> MALFORMED_TOKEN;
            case ENCRYPTED_TOKEN -> ENCRYPTED_TOKEN;
            case MALFORMED_HEADER -> MALFORMED_HEADER;
            case FORBIDDEN_HEADER -> FORBIDDEN_HEADER;
            case ALGORITHM_UNKNOWN -> ALGORITHM_UNKNOWN;
            case ALGORITHM_NOT_ALLOWED -> ALGORITHM_NOT_ALLOWED;
            case KEY_UNKNOWN -> KEY_UNKNOWN;
            case KEY_UNSUITABLE -> KEY_UNSUITABLE;
            case KEY_AMBIGUOUS -> KEY_AMBIGUOUS;
            case SIGNATURE_WRONG -> SIGNATURE_WRONG;
        };
    }

    /** The text for logs and counters. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
