package dev.lmcp.auth.oauth;

/** Makes what a stranger wrote fit for a line in a log. */
final class SafeText {

    private static final int MAX_SHORT = 64;
    private static final int MAX_LINE = 512;

    private SafeText() {}

    /** At most 64 characters, everything but visible ASCII shown as a dot. */
    static String shortened(String text) {
        return bounded(text, MAX_SHORT);
    }

    /** At most 512 characters, everything but visible ASCII shown as a dot. */
    static String line(String text) {
        return bounded(text, MAX_LINE);
    }

    private static String bounded(String text, int maxLength) {
        String start = text.length() <= maxLength ? text : text.substring(0, maxLength) + "…";
        return start.replaceAll("[^\\x20-\\x7e…]|'", ".");
    }
}
