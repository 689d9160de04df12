package dev.lmcp.server.base;

/**
 * A pattern for names: {@code *} matches any number of characters, and every other character matches itself.
 *
 * <p>A pattern is greater than another one if it is more specific: a name without {@code *} is the most specific, and
 * then the number of other characters decides.
 */
public record NamePattern(String text) implements Comparable<NamePattern> {

    private static final char WILDCARD = '*';

    boolean isPlain() {
        return text.indexOf(WILDCARD) < 0;
    }

    /** Matches a name. The number of steps is at most the product of both lengths, for any name that a client sends. */
    public boolean matches(String name) {
        int patternIndex = 0;
        int nameIndex = 0;
        int wildcard = -1;
        int resume = 0;
        while (nameIndex < name.length()) {
            if (patternIndex < text.length() && text.charAt(patternIndex) == WILDCARD) {
                wildcard = patternIndex++;
                resume = nameIndex;
            } else if (patternIndex < text.length() && text.charAt(patternIndex) == name.charAt(nameIndex)) {
                patternIndex++;
                nameIndex++;
            } else if (wildcard >= 0) {
                patternIndex = wildcard + 1;
                nameIndex = ++resume;
            } else {
                return false;
            }
        }
        while (patternIndex < text.length() && text.charAt(patternIndex) == WILDCARD) {
            patternIndex++;
        }
        return patternIndex == text.length();
    }

    private long literalCharacters() {
        return text.chars().filter(c -> c != WILDCARD).count();
    }

    @Override
    public int compareTo(NamePattern other) {
        return isPlain() == other.isPlain()
                ? Long.compare(literalCharacters(), other.literalCharacters())
                : Boolean.compare(isPlain(), other.isPlain());
    }
}
