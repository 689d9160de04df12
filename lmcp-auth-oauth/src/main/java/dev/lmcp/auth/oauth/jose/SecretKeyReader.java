package dev.lmcp.auth.oauth.jose;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The contents of a file with an HS256 secret: a JWK or JWK Set of kty {@code oct}, or else the secret itself, byte for
 * byte, except for one line end after it.
 */
public final class SecretKeyReader {

    private SecretKeyReader() {}

    /**
     * Reads the secrets.
     *
     * @throws UnusableKeyException if there is none, or one is too short
     */
    public static KeySet read(byte[] contents) {
        if (startsLikeJson(contents)) {
            return JwkSet.readSecret(contents)
                    .map(KeySet::of)
                    .orElseThrow(() -> new UnusableKeyException(
                            "a file of secrets is no JWK Set in which every key is a sound 'oct'"));
        }
        JwkIdentity unnamed = new JwkIdentity(Optional.empty(), Optional.empty(), "oct", List.of());
        return KeySet.of(new JwkSet(List.of(SecretKey.of(unnamed, withoutLineEnd(contents))), List.of(), List.of()));
    }

    private static boolean startsLikeJson(byte[] contents) {
        return new String(contents, StandardCharsets.ISO_8859_1).stripLeading().startsWith("{");
    }

    private static byte[] withoutLineEnd(byte[] contents) {
        int end = contents.length;
        if (end > 0 && contents[end - 1] == '\n') {
            end--;
        }
        if (end > 0 && contents[end - 1] == '\r') {
            end--;
        }
        return Arrays.copyOf(contents, end);
    }
}
