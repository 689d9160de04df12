package dev.lmcp.auth.oauth.jose;

import org.bouncycastle.crypto.ExtendedDigest;

/** Shows the benchmarks the digest that lmcp computes HMACs with. */
public final class JdkDigest {

    private JdkDigest() {}

    /** A new SHA-256 of the JDK, in the form that Bouncy Castle's HMAC uses. */
    public static ExtendedDigest sha256() {
        return new JdkSha256();
    }
}
