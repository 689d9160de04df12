package dev.lmcp;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A property that holds text. */
public final class TextField extends Field<String> {

    private final Limits limits;

    private TextField(String name, ObjectNode schema, Limits limits) {
        super(name, schema, limits::decode);
        this.limits = limits;
    }

    static TextField named(String name, ObjectNode schema) {
        return new TextField(name, schema.put("type", "string"), new Limits());
    }

    @Override
    public TextField describe(String text) {
        super.describe(text);
        return this;
    }

    /** Bounds the number of characters (Unicode code points), both bounds included. */
    public TextField length(int min, int max) {
        if (min < 0 || min > max) {
            throw new IllegalArgumentException("field '" + name() + "' has the length " + min + " to " + max
                    + (min < 0 ? "; expected 0 or more" : "; expected the smaller bound first"));
        }
        limits.min = min;
        limits.max = max;
        schema().put("minLength", min).put("maxLength", max);
        return this;
    }

    /** Requires that the regular expression is found in the text; anchor it where the whole text must fit. */
    public TextField pattern(String regex) {
        limits.pattern = Pattern.compile(regex);
        schema().put("pattern", regex);
        return this;
    }

    private static final class Limits {
        private int min;
        private int max = Integer.MAX_VALUE;
        private @Nullable Pattern pattern;

        String decode(JsonNode value, String pointer, Problems problems) {
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
                problems.add(pointer, "must match '" + wanted + "', but was " + Problems.show(value));
            }
            return text;
        }
    }
}
