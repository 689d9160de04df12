package dev.lmcp.spi;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Optional;

/**
 * A secret value, which never prints and is compared in constant time by its SHA-256 hash.
 *
 * <p>Immutable and safe for concurrent use. Only {@link #reveal} returns the value itself.
 */
public final class Secret {

    private final String value;
    private final byte[] digest;

    private Secret(String value) {
        this.value = value;
        this.digest = sha256(value);
    }

    /** Returns the secret with this value. */
    public static Secret of(String value) {
        return new Secret(value);
    }

    /** Returns whether {@code presented} is this value. The time that this takes does not depend on either value. */
    public boolean matches(String presented) {
        return MessageDigest.isEqual(digest, sha256(presented));
    }

    /** Returns the name of the secret whose value is {@code presented}. Every secret is compared, found or not. */
    public static Optional<String> find(Map<String, Secret> secrets, String presented) {
        byte[] digest = sha256(presented);
        Optional<String> found = Optional.empty();
        for (Map.Entry<String, Secret> entry : secrets.entrySet()) {
            if (MessageDigest.isEqual(entry.getValue().digest, digest)) {
                found = Optional.of(entry.getKey());
            }
        }
        return found;
    }

    /** Returns the value. */
    public String reveal() {
        return value;
    }

    /** Returns a constant text. */
    @Override
    public String toString() {
        return "[secret]";
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-256; expected one as every runtime has", e);
        }
    }
}
