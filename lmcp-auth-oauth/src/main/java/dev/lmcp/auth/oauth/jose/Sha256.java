package dev.lmcp.auth.oauth.jose;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 of the JDK. The JDK can compute it in hardware, but Bouncy Castle cannot. */
public final class Sha256 {

    /** It stays empty: a copy of it is cheaper than a search for the provider. */
    private static final MessageDigest EMPTY = empty();

    private Sha256() {}

    /** The SHA-256 of the bytes. */
    public static byte[] digest(byte[] bytes) {
        return newDigest().digest(bytes);
    }

    /** A copy with the same state. */
    static MessageDigest copyOf(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException("the JDK's own SHA-256 can be cloned", impossible);
        }
    }

    static MessageDigest newDigest() {
        return copyOf(EMPTY);
    }

    private static MessageDigest empty() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
