package dev.lmcp.auth.oauth.jose;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 by the JDK, which computes it in hardware where Bouncy Castle cannot. */
public final class Sha256 {

    /** To copy it is cheaper than to look for a provider; it never takes anything in itself. */
    private static final MessageDigest EMPTY = empty();

    private Sha256() {}

    public static byte[] digest(byte[] bytes) {
        return newDigest().digest(bytes);
    }

    /** A digest that goes on from where this one stands, which stays as it is. */
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
