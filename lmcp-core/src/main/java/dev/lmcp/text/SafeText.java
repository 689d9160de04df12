package dev.lmcp.text;

/**
 * A stranger's text made safe for a log line, a message or a report: it cannot begin a line of its own, change the
 * direction of writing, hide characters, or be endless.
 *
 * <p>White space becomes a space. Other control characters, invisible format characters (such as the overrides of the
 * writing direction), half surrogate pairs and unassigned characters become {@code ?}. A text that is too long is cut
 * between two characters and ends in {@code …}.
 */
public final class SafeText {

    /** The length of a {@link #quoted} text, in UTF-16 units, without the quotes and the ellipsis. */
    public static final int MAX_QUOTED_LENGTH = 128;

    /** The length of a {@link #line}, in UTF-16 units, without the ellipsis. */
    public static final int MAX_LINE_LENGTH = 500;

    private static final String ELLIPSIS = "…";

    private SafeText() {}

    /**
     * Returns the text in single quotes, for a message. A single quote in it becomes {@code ’}, so that the text cannot
     * pretend to end early.
     */
    public static String quoted(String text) {
        return "'" + shortened(text, MAX_QUOTED_LENGTH).replace('\'', '’') + "'";
    }

    /** Returns the text as one line of a log. */
    public static String line(String text) {
        return shortened(text, MAX_LINE_LENGTH);
    }

    /**
     * Returns the text, at most {@code maxLength} UTF-16 units of it.
     *
     * @param maxLength without the ellipsis; at least 1
     */
    public static String shortened(String text, int maxLength) {
        boolean isCut = text.length() > maxLength;
        int end = isCut ? maxLength : text.length();
        boolean isInsidePair =
                isCut && Character.isHighSurrogate(text.charAt(end - 1)) && Character.isLowSurrogate(text.charAt(end));
        StringBuilder safe = new StringBuilder(end + 1);
        text.substring(0, isInsidePair ? end - 1 : end)
                .codePoints()
                .forEach(c -> safe.appendCodePoint(isSafe(c) ? c : isWhiteSpace(c) ? ' ' : '?'));
        return isCut ? safe.append(ELLIPSIS).toString() : safe.toString();
    }

    /** Returns the text with a space for everything but ASCII without control characters, as HTTP fields need it. */
    public static String ascii(String text) {
        StringBuilder ascii = new StringBuilder(text.length());
        text.chars().forEach(c -> ascii.append(c < 0x20 || c > 0x7e ? ' ' : (char) c));
        return ascii.toString();
    }

    /**
     * Returns a name as it is or, if it has unsafe characters, is blank or begins with a double quote, in double quotes
     * with escapes: the reader can tell it from every other name. The length is not bounded.
     */
    public static String escaped(String name) {
        boolean isPlain = name.codePoints().allMatch(SafeText::isSafe) && !name.startsWith("\"") && !name.isBlank();
        if (isPlain) {
            return name;
        }
        StringBuilder escaped = new StringBuilder("\"");
        name.codePoints().forEach(c -> appendEscaped(escaped, c));
        return escaped.append('"').toString();
    }

    private static void appendEscaped(StringBuilder escaped, int c) {
        if (c == '"' || c == '\\') {
            escaped.append('\\').append((char) c);
        } else if (isSafe(c)) {
            escaped.appendCodePoint(c);
        } else {
            for (char unit : Character.toChars(c)) {
                escaped.append("\\u%04x".formatted((int) unit));
            }
        }
    }

    private static boolean isWhiteSpace(int c) {
        // U+0085 is "next line" for terminals, and white space for Unicode but not for Java.
        return Character.isWhitespace(c) || c == 0x85;
    }

    private static boolean isSafe(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
