package dev.lmcp.server.base;

import java.util.HashSet;
import java.util.Set;

/**
 * What one session or stream watches: bounded in number, and in what the names take together, as a client chooses them.
 *
 * <p>Not safe for concurrent use.
 */
public final class BoundedNames {

    /** How long the names may be on the average. */
    static final int CHARACTERS_EACH = 256;

    private final int max;
    private final Set<String> names = new HashSet<>();
    private long characters;

    public BoundedNames(int max) {
        this.max = max;
    }

    /** Adds a name; returns whether it is there, which it is not where it would be too much. */
    public boolean add(String name) {
        if (names.contains(name)) {
            return true;
        }
        if (names.size() >= max || characters + name.length() > (long) max * CHARACTERS_EACH) {
            return false;
        }
        characters += name.length();
        return names.add(name);
    }

    public void remove(String name) {
        if (names.remove(name)) {
            characters -= name.length();
        }
    }

    public boolean contains(String name) {
        return names.contains(name);
    }

    public boolean isEmpty() {
        return names.isEmpty();
    }

    public Set<String> names() {
        return Set.copyOf(names);
    }

    /** Says what the bounds are. */
    public static String bounds(int max) {
        return "at most " + max + ", with " + CHARACTERS_EACH + " characters each on the average";
    }
}
