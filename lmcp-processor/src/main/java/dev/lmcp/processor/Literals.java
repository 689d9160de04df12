package dev.lmcp.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Texts as Java source in ASCII, so that the encoding of the compiler does not matter. */
final class Literals {

    private static final int MAX_LINE = 120;
    private static final Pattern WORD_END = Pattern.compile("(?<=[ \n])");

    private Literals() {}

    /** Returns a literal, of several lines if it is long: the further lines are indented by {@code indent} blanks. */
    static String of(String text, int column, int indent) {
        String whole = quoted(text);
        if (column + whole.length() <= MAX_LINE) {
            return whole;
        }
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        for (String word : WORD_END.splitAsStream(text).toList()) {
            int used = (pieces.isEmpty() ? column : indent + 2)
                    + quoted(piece + word).length();
            if (!piece.isEmpty() && used + 2 > MAX_LINE) {
                pieces.add(quoted(piece.toString()));
                piece.setLength(0);
            }
            piece.append(word);
        }
        pieces.add(quoted(piece.toString()));
        return String.join("\n" + " ".repeat(indent) + "+ ", pieces);
    }

    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> quoted.append(c < ' ' || c > '~' ? String.format("\\u%04x", (int) c) : c);
            }
        }
        return quoted.append('"').toString();
    }
}
