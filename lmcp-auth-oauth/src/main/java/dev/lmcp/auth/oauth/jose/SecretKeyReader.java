package dev.lmcp.auth.oauth.jose;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads the contents of a file with an HS256 secret.
 *
 * <p>The file is a JWK or a JWK Set of {@code kty} {@code oct}, or it is the secret itself. One line end after the
 * secret is ignored.
 */
public final class SecretKeyReader {

    private SecretKeyReader() {}

    /**
     * Reads the secrets.
     *
     * @param contents the bytes of the file
     * @return a set of at least one key
     * @throws UnusableKeyException if there is no secret, or if a secret is too short
     */
    public static KeySet read(byte[] contents) {
        UnusableKeyException.unless(
                !new String(contents, StandardCharsets.ISO_8859_1).isBlank(),
                "a file of secrets is empty, expected an HS256 secret");
        if (startsLikeJson(contents)) {
            return JwkSet.readSecret(contents)
                    .map(KeySet::of)
                    .orElseThrow(
                            () -> new UnusableKeyException("a file of secrets is not a JWK Set of valid 'oct' keys"));
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
