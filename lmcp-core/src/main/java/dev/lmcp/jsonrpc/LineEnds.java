package dev.lmcp.jsonrpc;

import java.nio.charset.StandardCharsets;

/**
 * Escapes U+0085, U+2028 and U+2029. JSON allows them in strings (RFC 8259 §7), but some clients end a line there: an
 * event of a stream, or a message on standard input, would end in the middle. The escaped string has the same value.
 */
final class LineEnds {

    private LineEnds() {}

    /** Returns JSON in UTF-8 without these characters; the same array if there are none. */
    static byte[] escaped(byte[] json) {
        if (Utf8.isAscii(json) || !hasLineEnd(json)) {
            return json;
        }
        return new String(json, StandardCharsets.UTF_8)
                .replace("\u0085", "\\u0085")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static boolean hasLineEnd(byte[] json) {
        for (int i = 0; i + 1 < json.length; i++) {
            int first = json[i] & 0xFF;
            int second = json[i + 1] & 0xFF;
            // U+0085 is C2 85 in UTF-8, U+2028 and U+2029 are E2 80 A8 and E2 80 A9
            if (first == 0xC2 && second == 0x85) {
                return true;
            }
            if (first == 0xE2 && second == 0x80 && i + 2 < json.length && (json[i + 2] & 0xFE) == 0xA8) {
                return true;
            }
        }
        return false;
    }
}
