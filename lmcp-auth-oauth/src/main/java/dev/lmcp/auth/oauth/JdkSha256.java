package dev.lmcp.auth.oauth;

import java.security.DigestException;
import java.security.MessageDigest;
import org.bouncycastle.crypto.ExtendedDigest;

/** The JDK's SHA-256 in the shape in which Bouncy Castle's HMAC takes a digest. Not safe for concurrent use. */
final class JdkSha256 implements ExtendedDigest {

    private static final int BLOCK_LENGTH = 64;

    private final MessageDigest digest = Sha256.fresh();

    @Override
    public String getAlgorithmName() {
        return "SHA-256";
    }

    @Override
    public int getDigestSize() {
        return digest.getDigestLength();
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
    public void update(byte[] in, int from, int length) {
        digest.update(in, from, length);
    }

    @Override
    public int doFinal(byte[] out, int at) {
        try {
            return digest.digest(out, at, out.length - at);
        } catch (DigestException tooShort) {
            throw new IllegalStateException("the output has no room for a SHA-256 digest", tooShort);
        }
    }

    @Override
    public void reset() {
        digest.reset();
    }
}
