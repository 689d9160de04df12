package dev.lmcp.auth.bearer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** The SHA-256 digest of a token. It is compared in constant time and never printed. The token itself is not kept. */
final class TokenDigest {

    private static final int BYTES = 32;

    /** It stays empty: a copy of it is cheaper than a search for the provider. */
    private static final MessageDigest EMPTY = empty();

    private final byte[] bytes;

    private TokenDigest(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Computes the digest of a token's UTF-8 bytes, without Unicode normalization. */
    static TokenDigest of(String token) {
        try {
            MessageDigest digest = (MessageDigest) EMPTY.clone();
            return new TokenDigest(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's own SHA-256 can be cloned", e);
        }
    }

    private static MessageDigest empty() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(
                    "this Java runtime has no SHA-256; expected it, because every Java runtime must have it", e);
        }
    }

    static Optional<TokenDigest> parse(String hex) {
        try {
            byte[] bytes = HexFormat.of().parseHex(hex);
            return bytes.length == BYTES ? Optional.of(new TokenDigest(bytes)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenDigest digest && MessageDigest.isEqual(bytes, digest.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "[digest]";
    }
}
