package dev.lmcp.auth.oauth.jose;

import java.security.MessageDigest;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * A secret shared with the issuer, for HS256 (RFC 7518 §3.2); it comes from the operator's file and nowhere else.
 *
 * <p>The MAC is Bouncy Castle's HMac over the JDK's digest. One that has been made ready with the secret is kept and used
 * again, by one thread at a time: making it ready costs as much as a short token.
 */
final class SecretKey extends Key {

    private static final int MIN_LENGTH = 32;
    private static final int MAC_LENGTH = 32;

    /** More threads than this are rarely in here at once; those that find none make one. */
    private static final int MAX_IDLE = 32;

    private final JwkIdentity identity;
    private final KeyParameter secret;
    private final Queue<HMac> idle = new ArrayBlockingQueue<>(MAX_IDLE);

    private SecretKey(JwkIdentity identity, byte[] secret) {
        this.identity = identity;
        this.secret = new KeyParameter(secret);
    }

    /**
     * Makes the key.
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
