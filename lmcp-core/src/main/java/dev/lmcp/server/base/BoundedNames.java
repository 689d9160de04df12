package dev.lmcp.server.base;

import java.util.HashSet;
import java.util.Set;

/**
 * The names that one session or stream watches. A client chooses the names, so their number and length are bounded.
 *
 * <p>Not safe for concurrent use.
 */
public final class BoundedNames {

    /** The maximum average length of a name. */
    static final int MAX_AVERAGE_LENGTH = 256;

    private final int max;
    private final Set<String> names = new HashSet<>();
    private long characters;

    public BoundedNames(int max) {
        this.max = max;
    }

    /** Adds a name. Returns false if the name would exceed a bound. */
    public boolean add(String name) {
        if (names.contains(name)) {
            return true;
        }
        if (names.size() >= max || characters + name.length() > (long) max * MAX_AVERAGE_LENGTH) {
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

    /** Describes the bounds for a message. */
    public static String bounds(int max) {
        return "at most " + max + ", with " + MAX_AVERAGE_LENGTH + " characters each on average";
    }
}
