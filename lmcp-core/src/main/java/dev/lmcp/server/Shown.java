package dev.lmcp.server;

/** A stranger's text as it may stand in a message or a log line: short, and without control characters. */
final class Shown {

    private static final int LONGEST = 128;

    private Shown() {}

    static String of(String text) {
        StringBuilder shown = new StringBuilder("'");
        int end = Math.min(text.length(), LONGEST);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            shown.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '?' : c);
        }
        return shown.append(text.length() > LONGEST ? "…'" : "'").toString();
    }
}
