package dev.lmcp.auth.oauth.jose;

import java.util.Optional;

/**
 * A key with which signatures are verified.
 *
 * <p>Each kind runs only the algorithms of its own kind: a public key has no code that computes a MAC, so a token that
 * names HS256 cannot make one of it (RFC 8725 §2.1). Safe for concurrent use.
 */
public abstract sealed class Key permits RsaKey, EcKey, EdKey, SecretKey {

    Key() {}

    /** The {@code kid} of the key (RFC 7517 §4.5). */
    public final Optional<String> keyId() {
        return identity().keyId();
    }

    /** What its issuer says about the key. */
    abstract JwkIdentity identity();

    /** Whether the key's kind, curve and own {@code alg} suit the algorithm. */
    abstract boolean supports(Algorithm algorithm);

    /** Whether the signature is this key's, made over exactly these bytes with an algorithm that {@link #supports}. */
    abstract boolean verifies(Algorithm algorithm, byte[] signed, byte[] signature);
}
