package dev.lmcp.auth.oauth;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * A secret shared with the issuer, for HS256 (RFC 7518 §3.2); it comes from the operator's file and nowhere else.
 *
 * <p>The two blocks that HMAC makes of the secret are digested once, here, and not for each token.
 */
final class SecretKey implements Key {

    private static final int MIN_LENGTH = 32;
    private static final int BLOCK_LENGTH = 64;

    private final JwkName name;
    private final MessageDigest inner;
    private final MessageDigest outer;

    private SecretKey(JwkName name, byte[] secret) {
        this.name = name;
        this.inner = begun(secret, 0x36);
        this.outer = begun(secret, 0x5c);
    }

    /**
     * Makes the key.
     *
     * @throws UnusableKey if the secret is shorter than the digest (RFC 7518 §3.2)
     */
    static SecretKey of(JwkName name, byte[] secret) {
        UnusableKey.unless(
                secret.length >= MIN_LENGTH,
                "an HS256 secret has %d bytes, expected at least %d",
                secret.length,
                MIN_LENGTH);
        return new SecretKey(name, secret);
    }

    @Override
    public JwkName name() {
        return name;
    }

    @Override
    public boolean suits(Algorithm algorithm) {
        return algorithm == Algorithm.HS256 && name.permits(algorithm);
    }

    @Override
    public boolean verifies(Algorithm algorithm, byte[] signed, byte[] signature) {
        return suits(algorithm) && MessageDigest.isEqual(mac(signed), signature);
    }

    private byte[] mac(byte[] message) {
        MessageDigest innerDigest = Sha256.resumed(inner);
        innerDigest.update(message);
        MessageDigest outerDigest = Sha256.resumed(outer);
        return outerDigest.digest(innerDigest.digest());
    }

    /** A digest that has taken in the secret, filled up with zeros to a block and mixed with the pad (RFC 2104 §2). */
    private static MessageDigest begun(byte[] secret, int pad) {
        byte[] block = Arrays.copyOf(secret.length > BLOCK_LENGTH ? Sha256.digest(secret) : secret, BLOCK_LENGTH);
        for (int at = 0; at < BLOCK_LENGTH; at++) {
            block[at] ^= (byte) pad;
        }
        MessageDigest digest = Sha256.fresh();
        digest.update(block);
        return digest;
    }

    @Override
    public String toString() {
        return "SecretKey[redacted]";
    }
}
