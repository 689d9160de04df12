package dev.lmcp.auth.oauth.jose;

import java.security.DigestException;
import java.security.MessageDigest;
import org.bouncycastle.crypto.ExtendedDigest;
import org.bouncycastle.util.Memoable;

/**
 * The JDK's SHA-256 as a digest for Bouncy Castle's HMAC.
 *
 * <p>HMAC saves the state after the blocks of the secret, so these blocks are digested once. Not safe for concurrent
 * use.
 */
final class JdkSha256 implements ExtendedDigest, Memoable {

    private static final int DIGEST_LENGTH = 32;
    private static final int BLOCK_LENGTH = 64;

    private MessageDigest digest;

    JdkSha256() {
        this(Sha256.newDigest());
    }

    private JdkSha256(MessageDigest digest) {
        this.digest = digest;
    }

    @Override
    public String getAlgorithmName() {
        return "SHA-256";
    }

    @Override
    public int getDigestSize() {
        return DIGEST_LENGTH;
    }

    @Override
    public int getByteLength() {
        return BLOCK_LENGTH;
    }

    @Override
    public void update(byte in) {
        digest.update(in);
    }

    @Override
    public void update(byte[] in, int offset, int length) {
        digest.update(in, offset, length);
    }

    @Override
    public int doFinal(byte[] out, int offset) {
        try {
            return digest.digest(out, offset, DIGEST_LENGTH);
        } catch (DigestException impossible) {
            throw new IllegalStateException("a buffer of at least 32 bytes takes a SHA-256 digest", impossible);
        }
    }

    @Override
    public void reset() {
        digest.reset();
    }

    @Override
    public Memoable copy() {
        return new JdkSha256(Sha256.copyOf(digest));
    }

    @Override
    public void reset(Memoable remembered) {
        digest = Sha256.copyOf(((JdkSha256) remembered).digest);
    }
}
