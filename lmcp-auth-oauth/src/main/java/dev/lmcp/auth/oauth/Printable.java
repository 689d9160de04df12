package dev.lmcp.auth.oauth;

/** Makes what a stranger wrote fit for a line in a log. */
final class Printable {

    private static final int SHORT = 64;
    private static final int LINE = 512;

    private Printable() {}

    /** At most 64 characters, everything but visible ASCII shown as a dot. */
    static String shortened(String text) {
        return bounded(text, SHORT);
    }

    /** At most 512 characters, everything but visible ASCII shown as a dot. */
    static String line(String text) {
        return bounded(text, LINE);
    }

    private static String bounded(String text, int most) {
        String start = text.length() <= most ? text : text.substring(0, most) + "…";
        return start.replaceAll("[^\\x20-\\x7e…]|'", ".");
    }
}
