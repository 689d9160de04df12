package dev.lmcp.auth.oauth;

import java.security.MessageDigest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/** A secret shared with the issuer, for HS256 (RFC 7518 §3.2); it comes from the operator's file and nowhere else. */
final class SecretKey implements Key {

    private static final int MIN_LENGTH = 32;

    private final JwkName name;
    private final KeyParameter secret;

    private SecretKey(JwkName name, KeyParameter secret) {
        this.name = name;
        this.secret = secret;
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
        return new SecretKey(name, new KeyParameter(secret));
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
        HMac hmac = new HMac(new JdkSha256());
        hmac.init(secret);
        hmac.update(message, 0, message.length);
        byte[] mac = new byte[hmac.getMacSize()];
        hmac.doFinal(mac, 0);
        return mac;
    }

    @Override
    public String toString() {
        return "SecretKey[redacted]";
    }
}
