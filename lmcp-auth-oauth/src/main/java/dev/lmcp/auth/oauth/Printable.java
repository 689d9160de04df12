package dev.lmcp.auth.oauth;

/** Makes what a stranger wrote fit for a line in a log. */
final class Printable {

    private static final int MAX_LENGTH = 64;

    private Printable() {}

    /** At most 64 characters, everything but visible ASCII shown as a dot. */
    static String shortened(String text) {
        String start = text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
        return start.replaceAll("[^\\x20-\\x7e…]|'", ".");
    }
}
