package dev.lmcp.auth.oauth.jose;

import java.security.MessageDigest;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * A secret that is shared with the issuer, for HS256 (RFC 7518 §3.2). It comes only from the operator's file.
 *
 * <p>Bouncy Castle's HMac computes the MAC with the JDK's digest. To initialize an HMac costs as much as a short token,
 * so initialized objects are reused by one thread at a time.
 */
final class SecretKey extends Key {

    private static final int MIN_LENGTH = 32;
    private static final int MAC_LENGTH = 32;

    /** Further threads create an object of their own. */
    private static final int MAX_IDLE = 32;

    private final JwkIdentity identity;
    private final KeyParameter secret;
    private final Queue<HMac> idle = new ArrayBlockingQueue<>(MAX_IDLE);

    private SecretKey(JwkIdentity identity, byte[] secret) {
        this.identity = identity;
        this.secret = new KeyParameter(secret);
    }

    /**
     * Creates the key.
     *
     * @throws UnusableKeyException if the secret is shorter than the digest (RFC 7518 §3.2)
     */
    static SecretKey of(JwkIdentity identity, byte[] secret) {
        UnusableKeyException.unless(
                secret.length >= MIN_LENGTH,
                "an HS256 secret has %d bytes, expected at least %d",
                secret.length,
                MIN_LENGTH);
        return new SecretKey(identity, secret);
    }

    @Override
    JwkIdentity identity() {
        return identity;
    }

    @Override
    boolean hasSameMaterial(Key other) {
        return other instanceof SecretKey key && MessageDigest.isEqual(secret.getKey(), key.secret.getKey());
    }

    @Override
    boolean supports(Algorithm algorithm) {
        return algorithm == Algorithm.HS256 && identity.permits(algorithm);
    }

    @Override
    boolean verifies(Algorithm algorithm, byte[] signed, byte[] signature) {
        return supports(algorithm) && MessageDigest.isEqual(mac(signed), signature);
    }

    private byte[] mac(byte[] message) {
        HMac mac = Optional.ofNullable(idle.poll()).orElseGet(this::ready);
        mac.update(message, 0, message.length);
        byte[] out = new byte[MAC_LENGTH];
        mac.doFinal(out, 0);
        idle.offer(mac);
        return out;
    }

    private HMac ready() {
        HMac mac = new HMac(new JdkSha256());
        mac.init(secret);
        return mac;
    }

    @Override
    public String toString() {
        return "SecretKey[redacted]";
    }
}
