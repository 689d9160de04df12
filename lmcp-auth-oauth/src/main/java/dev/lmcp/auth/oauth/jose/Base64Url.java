package dev.lmcp.auth.oauth.jose;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A strict decoder for Base64url without padding (RFC 7515 §2): each value has exactly one encoding.
 *
 * <p>The JDK's decoder reads {@code AB} as {@code AA} and allows padding. Bouncy Castle's decoder skips white space.
 * Each second encoding would be a second token with the same signature.
 */
final class Base64Url {

    private static final byte[] VALUES = values();

    private Base64Url() {}

    static Optional<byte[]> decode(String text) {
        // A character outside of Latin-1 becomes '?', and '?' is not in the alphabet.
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return decode(bytes, 0, bytes.length);
    }

    /**
     * Decodes {@code text[from, to)}.
     *
     * @return empty if a character, the length or an unused bit breaks RFC 4648 §5
     */
    static Optional<byte[]> decode(byte[] text, int from, int to) {
        int tail = (to - from) % 4;
        if (tail == 1) {
            return Optional.empty();
        }
        byte[] decoded = new byte[(to - from) / 4 * 3 + Math.max(0, tail - 1)];
        int written = 0;
        int seen = 0;
        int at = from;
        for (int end = to - tail; at < end; at += 4) {
            int a = value(text[at]);
            int b = value(text[at + 1]);
            int c = value(text[at + 2]);
            int d = value(text[at + 3]);
            seen |= a | b | c | d;
            int bits = a << 18 | b << 12 | c << 6 | d;
            decoded[written++] = (byte) (bits >> 16);
            decoded[written++] = (byte) (bits >> 8);
            decoded[written++] = (byte) bits;
        }
        if (tail > 0) {
            int a = value(text[at]);
            int b = value(text[at + 1]);
            int c = tail == 3 ? value(text[at + 2]) : 0;
            seen |= a | b | c;
            int unused = tail == 3 ? c & 0x03 : b & 0x0F;
            if (unused != 0) {
                return Optional.empty();
            }
            decoded[written++] = (byte) (a << 2 | b >> 4);
            if (tail == 3) {
                decoded[written] = (byte) (b << 4 | c >> 2);
            }
        }
        // A byte outside of the alphabet has the value -1, so one check of the sign is enough.
        return seen < 0 ? Optional.empty() : Optional.of(decoded);
    }

    private static int value(byte character) {
        return VALUES[character & 0xFF];
    }

    private static byte[] values() {
        byte[] values = new byte[256];
        Arrays.fill(values, (byte) -1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (int value = 0; value < alphabet.length(); value++) {
            values[alphabet.charAt(value)] = (byte) value;
        }
        return values;
    }
}
