package dev.lmcp.text;

import java.util.ArrayList;
import java.util.List;

/** Breaks a long line into several, at spaces. */
public final class WrappedText {

    private WrappedText() {}

    /** Returns the lines, at least one, of at most {@code max} characters unless a single word is longer. */
    public static List<String> lines(String text, int max) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > max) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
