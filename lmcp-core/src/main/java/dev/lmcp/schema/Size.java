package dev.lmcp.schema;

import tools.jackson.databind.node.ObjectNode;

/**
 * How long a text may be, or how many items a list may have; both bounds are included.
 *
 * @param min 0 or more
 * @param max {@code min} or more
 */
public record Size(int min, int max) {

    public static final Size ANY = new Size(0, Integer.MAX_VALUE);

    public static final Size NOT_EMPTY = new Size(1, Integer.MAX_VALUE);

    /** From here on llama.cpp refuses a bound: it repeats a rule of its grammar that often. */
    private static final int MIN_HIDDEN = 2000;

    public Size {
        if (min < 0) {
            throw new IllegalArgumentException(min + " to " + max + "; expected 0 or more");
        }
        if (min > max) {
            throw new IllegalArgumentException(min + " to " + max + "; expected the smaller bound first");
        }
    }

    /** Returns the bounds that hold if both do; throws {@link IllegalArgumentException} if nothing fits. */
    public Size and(Size other) {
        int lower = Math.max(min, other.min);
        return new Size(lower, Math.min(max, other.max));
    }

    boolean isAny() {
        return min == 0 && max == Integer.MAX_VALUE;
    }

    boolean fits(int size) {
        return size >= min && size <= max;
    }

    /** Puts the bounds into a schema that say something and that clients take. */
    void show(ObjectNode schema, String minKeyword, String maxKeyword) {
        if (min > 0 && min < MIN_HIDDEN) {
            schema.put(minKeyword, min);
        }
        if (max < MIN_HIDDEN) {
            schema.put(maxKeyword, max);
        }
    }

    void check(int size, String what, String pointer, Problems problems) {
        if (fits(size)) {
            return;
        }
        String expected = max == Integer.MAX_VALUE ? "at least " + min : min + " to " + max;
        problems.add(pointer, "must have " + expected + " " + what + ", but has " + size);
    }
}
