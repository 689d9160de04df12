package dev.lmcp.auth.oauth.jose;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Reads the contents of a file with an HS256 secret.
 *
 * <p>The file is a JWK or a JWK Set of {@code kty} {@code oct}, or it is the secret itself: text in UTF-8, or any other
 * bytes. Of text, a byte order mark and one line end after the secret are ignored. Of other bytes, each one counts: a
 * secret may end with the byte of a line end.
 */
public final class SecretKeyReader {

    private static final String BYTE_ORDER_MARK = "\ufeff";

    private SecretKeyReader() {}

    /**
     * Reads the secrets.
     *
     * @param contents the bytes of the file
     * @return a set of at least one key
     * @throws UnusableKeyException if there is no secret, or if a secret is too short
     */
    public static KeySet read(byte[] contents) {
        Optional<String> text = text(contents);
        if (text.isEmpty()) {
            UnusableKeyException.unless(
                    !isUtf16(contents),
                    "a file of secrets looks like UTF-16, expected the bytes of the secret, or text in UTF-8; save it in"
                            + " that encoding");
            return secret(contents);
        }
        UnusableKeyException.unless(!text.get().isBlank(), "a file of secrets is empty, expected an HS256 secret");
        return text.get().stripLeading().startsWith("{")
                ? jwks(text.get())
                : secret(withoutLineEnd(text.get()).getBytes(StandardCharsets.UTF_8));
    }

    /** The contents as text without a byte order mark; empty if they are not UTF-8 without control characters. */
    private static Optional<String> text(byte[] contents) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(contents))
                    .toString();
            return Optional.of(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text)
                    .filter(found -> found.chars().noneMatch(SecretKeyReader::isControl));
        } catch (CharacterCodingException binary) {
            return Optional.empty();
        }
    }

    private static boolean isControl(int character) {
        return Character.isISOControl(character) && !Character.isWhitespace(character);
    }

    /** In Western text in UTF-16, every other byte is 0. No random secret has that. */
    private static boolean isUtf16(byte[] contents) {
        boolean isMarked = startsWith(contents, 0xFF, 0xFE) || startsWith(contents, 0xFE, 0xFF);
        int start = isMarked ? 2 : 0;
        boolean hasHighBytes = contents.length > start && contents.length % 2 == 0;
        return hasHighBytes && (isZeroAtEverySecond(contents, start) || isZeroAtEverySecond(contents, start + 1));
    }

    private static boolean startsWith(byte[] contents, int first, int second) {
        return contents.length > 1 && contents[0] == (byte) first && contents[1] == (byte) second;
    }

    private static boolean isZeroAtEverySecond(byte[] contents, int start) {
        for (int at = start; at < contents.length; at += 2) {
            if (contents[at] != 0) {
                return false;
            }
        }
        return true;
    }

    private static KeySet jwks(String json) {
        return JwkSet.readSecret(json.getBytes(StandardCharsets.UTF_8))
                .map(KeySet::of)
                .orElseThrow(() -> new UnusableKeyException("a file of secrets is not a JWK Set of valid 'oct' keys"));
    }

    private static KeySet secret(byte[] secret) {
        JwkIdentity unnamed = new JwkIdentity(Optional.empty(), Optional.empty(), "oct", List.of());
        return KeySet.of(new JwkSet(List.of(SecretKey.of(unnamed, secret)), List.of(), List.of()));
    }

    private static String withoutLineEnd(String text) {
        String line = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }
}
