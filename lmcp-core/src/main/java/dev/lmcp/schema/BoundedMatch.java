package dev.lmcp.schema;

import java.util.regex.Pattern;

/**
 * A search for a pattern with a bounded number of steps. The time of an expression such as {@code [a-z]*[a-z]*[a-z]*9}
 * grows with a power of the length of the text, and the caller of a tool chooses the text.
 */
enum BoundedMatch {
    FOUND,
    ABSENT,
    /** The search took too many steps or too much of the stack. */
    TOO_COSTLY;

    /** How often each character may be read, besides {@link #MIN_READS}. */
    private static final long READS_PER_CHARACTER = 100;

    /** How often the characters of a text may be read in all, however short it is. */
    private static final long MIN_READS = 10_000_000;

    /** Searches for a pattern in a text. */
    static BoundedMatch of(Pattern pattern, String text) {
        try {
            return pattern.matcher(new CountedText(text)).find() ? FOUND : ABSENT;
        } catch (TooManyReadsException | StackOverflowError e) {
            // a group that repeats takes a part of the stack for each repetition
            return TOO_COSTLY;
        }
    }

    private static final class TooManyReadsException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooManyReadsException() {
            super("a pattern takes too many steps", null, false, false);
        }
    }

    /** A text that counts how often its characters are read. */
    private static final class CountedText implements CharSequence {

        private final String text;
        private long reads;

        CountedText(String text) {
            this.text = text;
            this.reads = MIN_READS + READS_PER_CHARACTER * text.length();
        }

        @Override
        public char charAt(int index) {
            reads--;
            if (reads < 0) {
                throw new TooManyReadsException();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
