package dev.lmcp;

import dev.lmcp.schema.Decoder;
import dev.lmcp.schema.EcmaPattern;
import dev.lmcp.schema.Problems;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A property that holds text.
 *
 * @param <T> the type that {@link Input#get} returns: {@link String}, or {@code Optional<String>}
 */
public final class TextField<T> extends Field<String, T> {

    /** From here on llama.cpp refuses a bound: it repeats a rule of its grammar that often. */
    private static final int MIN_HIDDEN_LENGTH = 2000;

    private final Limits limits;

    private TextField(Property<String> property, Limits limits) {
        super(property);
        this.limits = limits;
    }

    static TextField<String> named(String name, ObjectNode schema) {
        Limits limits = new Limits();
        return new TextField<>(new Property<>(name, schema.put("type", "string"), limits), limits);
    }

    @Override
    public TextField<T> description(String text) {
        super.description(text);
        return this;
    }

    @Override
    @SuppressWarnings("unchecked")
    public TextField<String> orElse(String value) {
        super.orElse(value);
        // T is String, as optional() was not called
        return (TextField<String>) this;
    }

    @Override
    public TextField<Optional<String>> optional() {
        property().optional();
        return new TextField<>(property(), limits);
    }

    @Override
    public TextField<T> header(String name) {
        super.header(name);
        return this;
    }

    /**
     * Bounds the number of characters (Unicode code points), both bounds included.
     *
     * <p>Clients see a bound of less than 2000. A larger one is checked and not shown, because models' interfaces that turn
     * a schema into a grammar refuse it.
     *
     * @param min 0 or more
     * @param max {@code min} or more
     */
    public TextField<T> length(int min, int max) {
        if (min < 0 || min > max) {
            throw new IllegalArgumentException("field '" + name() + "' has the length " + min + " to " + max
                    + (min < 0 ? "; expected 0 or more" : "; expected the smaller bound first"));
        }
        limits.min = min;
        limits.max = max;
        showLength("minLength", min);
        showLength("maxLength", max);
        return this;
    }

    private void showLength(String keyword, int bound) {
        if (bound < MIN_HIDDEN_LENGTH) {
            property().schema().put(keyword, bound);
        } else {
            property().schema().remove(keyword);
        }
    }

    /**
     * Requires that a regular expression is found in the text; anchor it if the whole text must match.
     *
     * @param regex a regular expression of ECMA-262, where {@code $} is the end of the text. Look-around, back-references
     *     and what only Java has are refused, because clients of other languages read the pattern too
     * @throws IllegalArgumentException if the pattern is not such an expression; the message says why
     */
    public TextField<T> pattern(String regex) {
        Objects.requireNonNull(regex, "regex");
        try {
            limits.pattern = EcmaPattern.compile(regex);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "field '" + name() + "' has the pattern '" + regex + "', which " + e.getMessage(), e);
        }
        limits.shown = regex;
        property().schema().put("pattern", regex);
        return this;
    }

    private static final class Limits implements Decoder<String> {
        private int min;
        private int max = Integer.MAX_VALUE;
        private @Nullable Pattern pattern;
        private String shown = "";

        @Override
        public String decode(JsonNode value, String pointer, Problems problems) {
            if (!value.isString()) {
                problems.add(pointer, "must be a string, but was " + Problems.show(value));
                return "";
            }
            String text = value.stringValue();
            int length = text.codePointCount(0, text.length());
            if (length < min || length > max) {
                problems.add(pointer, "must have " + min + " to " + max + " characters, but has " + length);
            }
            Pattern wanted = pattern;
            if (wanted != null && !wanted.matcher(text).find()) {
                problems.add(pointer, "must match '" + shown + "', but was " + Problems.show(value));
            }
            return text;
        }
    }
}
