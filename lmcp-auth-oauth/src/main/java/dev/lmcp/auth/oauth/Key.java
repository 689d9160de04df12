package dev.lmcp.auth.oauth;

/**
 * A key with which signatures are verified.
 *
 * <p>Each kind runs only the algorithms of its own kind: a public key has no code that computes a MAC, so a token that
 * names HS256 cannot make one of it (RFC 8725 §2.1). Safe for concurrent use.
 */
sealed interface Key permits RsaKey, EcKey, EdKey, SecretKey {

    /** What its issuer says about the key. */
    JwkIdentity identity();

    /** Whether the key's kind, curve and own {@code alg} suit the algorithm. */
    boolean supports(Algorithm algorithm);

    /** Whether the signature is this key's, made over exactly these bytes with an algorithm that {@link #supports}. */
    boolean verifies(Algorithm algorithm, byte[] signed, byte[] signature);
}
