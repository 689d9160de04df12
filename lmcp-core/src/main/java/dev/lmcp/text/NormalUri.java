package dev.lmcp.text;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * One spelling for URIs that are the same, by RFC 3986 §6.2.2.1 (case) and §6.2.2.2 (percent-encoding); a character beyond
 * ASCII is the same as its escapes (RFC 3987 §3.1). Segments {@code .} and {@code ..} are left as they are (§6.2.2.3).
 *
 * <p>Templates and patterns have such a spelling as well: what stands in braces, and {@code *}, is kept.
 */
public final class NormalUri {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private NormalUri() {}

    /** Returns the spelling. */
    public static String of(String uri) {
        return folded(spelled(uri));
    }

    /** Returns the URI with normal escapes; the case of scheme and host is kept. */
    static String spelled(String uri) {
        if (uri.indexOf('%') < 0 && uri.chars().allMatch(c -> c < 0x80)) {
            return uri;
        }
        StringBuilder normal = new StringBuilder(uri.length() + 16);
        int at = 0;
        while (at < uri.length()) {
            int c = uri.codePointAt(at);
            int octet = c == '%' ? octet(uri, at) : -1;
            if (octet >= 0) {
                append(normal, octet);
                at += 3;
            } else if (c < 0x80 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
                // a % without digits, and half a surrogate pair, have no other spelling
                normal.appendCodePoint(c);
                at += Character.charCount(c);
            } else {
                for (byte each : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    append(normal, each & 0xff);
                }
                at += Character.charCount(c);
            }
        }
        return normal.toString();
    }

    private static int octet(String uri, int at) {
        if (at + 2 >= uri.length()
                || !HexFormat.isHexDigit(uri.charAt(at + 1))
                || !HexFormat.isHexDigit(uri.charAt(at + 2))) {
            return -1;
        }
        return HexFormat.fromHexDigits(uri, at + 1, at + 3);
    }

    private static void append(StringBuilder normal, int octet) {
        if (isUnreserved(octet)) {
            normal.append((char) octet);
        } else {
            normal.append('%').append(HEX.toHexDigits((byte) octet));
        }
    }

    /** RFC 3986 §2.3. */
    private static boolean isUnreserved(int c) {
        return isLetterOrDigit(c) || c == '-' || c == '.' || c == '_' || c == '~';
    }

    private static boolean isLetterOrDigit(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /** Returns the URI with its scheme and its host in lower case; each character stays where it is. */
    static String folded(String uri) {
        int colon = uri.indexOf(':');
        if (colon < 0 || !isScheme(uri, colon)) {
            return uri;
        }
        char[] folded = uri.toCharArray();
        lower(folded, 0, colon);
        if (uri.startsWith("//", colon + 1)) {
            int begin = colon + 3;
            int end = begin;
            while (end < folded.length && "/?#".indexOf(folded[end]) < 0) {
                end++;
            }
            lower(folded, Math.max(begin, uri.lastIndexOf('@', end - 1) + 1), end);
        }
        return new String(folded);
    }

    private static boolean isScheme(String uri, int end) {
        return uri.chars().limit(end).allMatch(c -> isLetterOrDigit(c) || c == '+' || c == '-' || c == '.' || c == '*');
    }

    /** Digits of an escape stay in upper case, and names of variables as they are. */
    private static void lower(char[] text, int begin, int end) {
        boolean inBraces = false;
        for (int i = begin; i < end; i++) {
            char c = text[i];
            inBraces = c == '{' || (inBraces && c != '}');
            if (c == '%') {
                i += 2;
            } else if (!inBraces && c >= 'A' && c <= 'Z') {
                text[i] = (char) (c + ('a' - 'A'));
            }
        }
    }
}
