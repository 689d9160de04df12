package dev.lmcp.schema;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Text with rules.
 *
 * @param length how long it may be, in Unicode code points
 * @param regex what must be found in it, as it is shown; empty for anything
 * @param pattern the same, compiled; null for anything
 * @param isEmail whether it is an e-mail address: JSON Schema's {@code email}, checked by its '@'
 * @param isBlankRefused whether it must have a character that is no white space
 */
public record TextCodec(Size length, String regex, @Nullable Pattern pattern, boolean isEmail, boolean isBlankRefused)
        implements Codec<String> {

    /** Any text. */
    public static final TextCodec ANY = new TextCodec(Size.ANY, "", null, false, false);

    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");

    /** Returns this text with another length. */
    public TextCodec withLength(Size value) {
        return new TextCodec(value, regex, pattern, isEmail, isBlankRefused);
    }

    /**
     * Returns this text, in which a regular expression must be found.
     *
     * @throws IllegalArgumentException as {@link EcmaPattern#compile} does
     */
    public TextCodec withPattern(String value) {
        return new TextCodec(length, value, EcmaPattern.compile(value), isEmail, isBlankRefused);
    }

    /** Returns this text, which must be an e-mail address. */
    public TextCodec email() {
        return new TextCodec(length, regex, pattern, true, isBlankRefused);
    }

    /** Returns this text, which must not be blank. */
    public TextCodec notBlank() {
        return new TextCodec(length.and(Size.NOT_EMPTY), regex, pattern, isEmail, true);
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "string");
        if (isEmail) {
            schema.put("format", "email");
        }
        length.show(schema, "minLength", "maxLength");
        if (pattern != null) {
            schema.put("pattern", regex);
        }
        return schema;
    }

    @Override
    public String read(JsonNode value, String pointer, Problems problems) {
        if (!value.isString()) {
            problems.add(pointer, "must be a string, but was " + Problems.show(value));
            return "";
        }
        String text = value.stringValue();
        if (!length.isAny()) {
            length.check(text.codePointCount(0, text.length()), "characters", pointer, problems);
        }
        if (pattern != null) {
            match(pattern, value, pointer, problems);
        }
        if (isEmail && !EMAIL.matcher(text).matches()) {
            problems.add(pointer, "must be an e-mail address, but was " + Problems.show(value));
        }
        if (isBlankRefused && text.isBlank() && length.fits(text.length())) {
            problems.add(pointer, "must not be blank, but was " + Problems.show(value));
        }
        return text;
    }

    private void match(Pattern compiled, JsonNode value, String pointer, Problems problems) {
        switch (BoundedMatch.of(compiled, value.stringValue())) {
            case FOUND -> {}
            case ABSENT -> problems.add(pointer, "must match '" + regex + "', but was " + Problems.show(value));
            case TOO_COSTLY ->
                problems.add(
                        pointer,
                        "is too costly to match with '" + regex + "', and was " + Problems.show(value)
                                + "; expected a shorter or simpler text");
        }
    }

    @Override
    public JsonNode write(String value, String pointer, Problems problems) {
        JsonNode node = JsonNodeFactory.instance.stringNode(value);
        read(node, pointer, problems);
        return node;
    }

    @Override
    public JsonNode parse(String text) {
        return JsonNodeFactory.instance.stringNode(text);
    }
}
