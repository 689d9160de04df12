package dev.lmcp.auth.oauth.jose;

import java.util.Optional;

/**
 * A key that verifies signatures. Safe for concurrent use.
 *
 * <p>Each type of key has only the algorithms of its type. A public key has no code that computes a MAC, so a token
 * with {@code alg} HS256 cannot use it as a secret (RFC 8725 §2.1).
 */
public abstract sealed class Key permits RsaKey, EcKey, EdKey, SecretKey {

    Key() {}

    /** The {@code kid} of the key (RFC 7517 §4.5). */
    public final Optional<String> keyId() {
        return identity().keyId();
    }

    /** The members that identify the key. */
    abstract JwkIdentity identity();

    /** Tells whether both are the same key, apart from the names and restrictions that a document gives it. */
    abstract boolean hasSameMaterial(Key other);

    /** Tells whether the type, the curve and the {@code alg} of the key allow the algorithm. */
    abstract boolean supports(Algorithm algorithm);

    /**
     * Tells whether the signature is valid for exactly these bytes; false if the key does not support the algorithm.
     */
    abstract boolean verifies(Algorithm algorithm, byte[] signed, byte[] signature);
}
