package dev.lmcp.jsonrpc;

/**
 * Makes text well-formed Unicode: U+FFFD takes the place of half a surrogate pair. RFC 8259 §8.2 lets such a half stand as
 * an escape, but there are parsers that refuse the whole message then.
 */
final class WellFormed {

    private static final char REPLACEMENT = '\uFFFD';

    private WellFormed() {}

    static boolean isWellFormed(String text) {
        return nextHalf(text, 0) < 0;
    }

    /** Returns the text with U+FFFD for every half of a surrogate pair; the same object if there is none. */
    static String of(String text) {
        int half = nextHalf(text, 0);
        if (half < 0) {
            return text;
        }
        StringBuilder mended = new StringBuilder(text);
        while (half >= 0) {
            mended.setCharAt(half, REPLACEMENT);
            half = nextHalf(text, half + 1);
        }
        return mended.toString();
    }

    private static int nextHalf(String text, int begin) {
        int length = text.length();
        for (int i = begin; i < length; i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean isPair = i + 1 < length && Character.isSurrogatePair(c, text.charAt(i + 1));
                if (!isPair) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }
}
