package dev.lmcp.server.base;

import java.util.Comparator;

/**
 * A name, or many: {@code *} stands for any characters, also none; everything else for itself.
 *
 * <p>Ordered by how specific it is: a plain name first, then the one with more characters of its own.
 */
public record NamePattern(String text) implements Comparable<NamePattern> {

    private static final Comparator<NamePattern> BY_SPECIFICITY =
            Comparator.comparing(NamePattern::isPlain).thenComparing(NamePattern::ownCharacters);

    private static final char ANY = '*';

    boolean isPlain() {
        return text.indexOf(ANY) < 0;
    }

    /** Takes at most the product of both lengths, whatever a stranger sends as the name. */
    public boolean matches(String name) {
        int at = 0;
        int in = 0;
        int star = -1;
        int resume = 0;
        while (in < name.length()) {
            if (at < text.length() && text.charAt(at) == ANY) {
                star = at++;
                resume = in;
            } else if (at < text.length() && text.charAt(at) == name.charAt(in)) {
                at++;
                in++;
            } else if (star >= 0) {
                at = star + 1;
                in = ++resume;
            } else {
                return false;
            }
        }
        while (at < text.length() && text.charAt(at) == ANY) {
            at++;
        }
        return at == text.length();
    }

    private long ownCharacters() {
        return text.chars().filter(c -> c != ANY).count();
    }

    @Override
    public int compareTo(NamePattern other) {
        return BY_SPECIFICITY.compare(this, other);
    }
}
