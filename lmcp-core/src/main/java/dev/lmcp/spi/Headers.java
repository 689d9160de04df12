package dev.lmcp.spi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * The header fields of a request or a response (RFC 9110 §5).
 *
 * <p>Names are compared without regard to case. A name may have several lines, and the lines of one name keep their order.
 * A name is an RFC 9110 token. Immutable and safe for concurrent use. {@link #toString} shows names only, since a value may
 * be a credential.
 */
public final class Headers {

    private static final Headers NONE = new Headers(new String[0]);

    /** The characters of a token (RFC 9110 §5.6.2). */
    private static final boolean[] IN_TOKEN = new boolean[128];

    static {
        for (char c = 0; c < IN_TOKEN.length; c++) {
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            IN_TOKEN[c] = letterOrDigit || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
        }
    }

    /** Name, value, name, value, and so on, in the order of the lines. */
    private final String[] lines;

    private Headers(String[] lines) {
        this.lines = lines;
    }

    /** Returns no header fields. */
    public static Headers none() {
        return NONE;
    }

    /**
     * Returns one header field line. Each CR, LF and NUL in the value is replaced by a space, so that no value can begin a
     * new line (RFC 9110 §5.5).
     *
     * @throws IllegalArgumentException if the name is not a token
     */
    public static Headers of(String name, String value) {
        return NONE.with(name, value);
    }

    /** Returns a builder, for a transport that reads the lines of a request. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the value of the first line with this name. */
    public Optional<String> firstValue(String name) {
        int found = indexOf(lines, lines.length, name);
        return found < 0 ? Optional.empty() : Optional.of(lines[found + 1]);
    }

    private static int indexOf(String[] lines, int length, String name) {
        for (int i = 0; i < length; i += 2) {
            if (lines[i].equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    /** Returns the values of all lines with this name, in their order; an empty list if there is none. */
    public List<String> allValues(String name) {
        List<String> values = List.of();
        for (int i = 0; i < lines.length; i += 2) {
            if (lines[i].equalsIgnoreCase(name)) {
                values = added(values, lines[i + 1]);
            }
        }
        return values;
    }

    /** Nearly every name has one line, for which a list of one is the smallest. */
    private static List<String> added(List<String> values, String value) {
        if (values.isEmpty()) {
            return List.of(value);
        }
        List<String> more = new ArrayList<>(values);
        more.add(value);
        return more;
    }

    /**
     * Returns these fields with one line of this name in place of all lines of this name. Each CR, LF and NUL in the value
     * is replaced by a space.
     *
     * @throws IllegalArgumentException if the name is not a token
     */
    public Headers with(String name, String value) {
        if (!isToken(name)) {
            throw new IllegalArgumentException(
                    "'" + name + "' is the name of a header field; expected an RFC 9110 token");
        }
        Builder builder = new Builder();
        forEach((other, kept) -> {
            if (!other.equalsIgnoreCase(name)) {
                builder.add(other, kept);
            }
        });
        return builder.add(name, onOneLine(value)).build();
    }

    /** Returns these fields with the lines of {@code others}, which replace the lines here that have the same name. */
    public Headers withAll(Headers others) {
        if (lines.length == 0 || others.lines.length == 0) {
            return lines.length == 0 ? others : this;
        }
        Builder builder = new Builder();
        forEach((name, value) -> {
            if (others.firstValue(name).isEmpty()) {
                builder.add(name, value);
            }
        });
        others.forEach(builder::add);
        return builder.build();
    }

    /** Calls {@code action} with the name and the value of each line, in the order of the lines. */
    public void forEach(BiConsumer<? super String, ? super String> action) {
        for (int i = 0; i < lines.length; i += 2) {
            action.accept(lines[i], lines[i + 1]);
        }
    }

    private Map<String, List<String>> byName() {
        Map<String, List<String>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        forEach((name, value) -> byName.merge(name, List.of(value), (known, one) -> added(known, value)));
        return byName;
    }

    /** Returns whether {@code other} has the same names, and for each name the same values in the same order. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Headers headers && byName().equals(headers.byName());
    }

    @Override
    public int hashCode() {
        int hash = 0;
        for (int i = 1; i < lines.length; i += 2) {
            hash += lines[i].hashCode();
        }
        return hash;
    }

    /** Returns the names. */
    @Override
    public String toString() {
        return byName().keySet().toString();
    }

    private static String onOneLine(String value) {
        return value.replace('\r', ' ').replace('\n', ' ').replace('\0', ' ');
    }

    private static boolean isToken(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= IN_TOKEN.length || !IN_TOKEN[c]) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    /** Collects the header field lines of a request, with their values as they arrived. Not safe for concurrent use. */
    public static final class Builder {

        private static final int USUAL_LINES = 16;

        private String[] lines = new String[2 * USUAL_LINES];
        private int length;

        private Builder() {}

        /** Adds a line. A line whose name is not a token is left out: nobody can ask for it. */
        public Builder add(String name, String value) {
            Objects.requireNonNull(value, "value");
            if (isToken(name)) {
                if (length == lines.length) {
                    lines = Arrays.copyOf(lines, 2 * length);
                }
                lines[length++] = name;
                lines[length++] = value;
            }
            return this;
        }

        /** Returns whether there is a line with this name. */
        public boolean contains(String name) {
            return indexOf(lines, length, name) >= 0;
        }

        /** Returns the lines added so far. */
        public Headers build() {
            return length == 0 ? NONE : new Headers(Arrays.copyOf(lines, length));
        }
    }
}
