package dev.lmcp.auth.oauth;

import java.util.Locale;

/**
 * Why a credential was refused: for the log and the counters, never for the caller.
 *
 * <p>The set is closed, so a reason can never carry a part of a token.
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

    /** The spelling in logs and counters. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
