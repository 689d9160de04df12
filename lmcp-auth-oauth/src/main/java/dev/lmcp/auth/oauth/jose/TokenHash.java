package dev.lmcp.auth.oauth.jose;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The SHA-256 of a token. lmcp keeps the hash and not the token. */
public record TokenHash(long first, long second, long third, long fourth) {

    public static TokenHash of(String token) {
        ByteBuffer digest = ByteBuffer.wrap(Sha256.digest(token.getBytes(StandardCharsets.ISO_8859_1)));
        return new TokenHash(digest.getLong(), digest.getLong(), digest.getLong(), digest.getLong());
    }

    /** Sixteen hexadecimal digits, to tell tokens apart. */
    public String longer() {
        return HexFormat.of().toHexDigits(first);
    }

    /** Eight hexadecimal digits: enough to find the token's lines in a log, too few to find the token. */
    @Override
    public String toString() {
        return HexFormat.of().toHexDigits((int) (first >>> 32));
    }
}
