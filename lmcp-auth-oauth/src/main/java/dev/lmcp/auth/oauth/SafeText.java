package dev.lmcp.auth.oauth;

/** Makes untrusted text safe for one line of a log or a terminal. */
final class SafeText {

    private static final int MAX_SHORT = 64;
    private static final int MAX_LINE = 512;

    private SafeText() {}

    /** Returns at most 64 characters, with a dot for each one that is not printable ASCII. */
    static String shortened(String text) {
        return bounded(text, MAX_SHORT);
    }

    /** Returns at most 512 characters, with a dot for each one that is not printable ASCII. */
    static String line(String text) {
        return bounded(text, MAX_LINE);
    }

    private static String bounded(String text, int maxLength) {
        String start = text.length() <= maxLength ? text : text.substring(0, maxLength) + "…";
        return start.replaceAll("[^\\x20-\\x7e…]|'", ".");
    }
}
