package dev.lmcp.schema;

import java.time.DateTimeException;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A value that is a text of a fixed form in JSON, as a date is.
 *
 * @param <V> the type in Java
 */
public final class FormattedCodec<V> implements Codec<V> {

    private final String kind;
    private final String keyword;
    private final String shown;
    private final Pattern form;
    private final Function<String, V> parse;
    private final Function<V, String> print;

    private FormattedCodec(
            String kind,
            String keyword,
            String shown,
            String form,
            Function<String, V> parse,
            Function<V, String> print) {
        this.kind = kind;
        this.keyword = keyword;
        this.shown = shown;
        this.form = EcmaPattern.compile(form);
        this.parse = parse;
        this.print = print;
    }

    /**
     * Returns a codec whose form JSON Schema has a name for.
     *
     * @param kind what it must be, for a message, as in "a date, as in 2026-11-28"
     * @param format JSON Schema's {@code format}
     * @param form what the text must match before it is parsed
     */
    static <V> FormattedCodec<V> format(
            String kind, String format, String form, Function<String, V> parse, Function<V, String> print) {
        return new FormattedCodec<>(kind, "format", format, form, parse, print);
    }

    /** Returns a codec whose form is shown as a {@code pattern}. */
    static <V> FormattedCodec<V> pattern(
            String kind, String form, Function<String, V> parse, Function<V, String> print) {
        return new FormattedCodec<>(kind, "pattern", form, form, parse, print);
    }

    @Override
    public ObjectNode schema() {
        return JsonNodeFactory.instance.objectNode().put("type", "string").put(keyword, shown);
    }

    @Override
    public @Nullable V read(JsonNode value, String pointer, Problems problems) {
        if (value.isString() && form.matcher(value.stringValue()).find()) {
            try {
                return parse.apply(value.stringValue());
            } catch (DateTimeException | IllegalArgumentException | ArithmeticException e) {
                // told below, in the words of every other text that does not fit
            }
        }
        problems.add(pointer, "must be " + kind + ", but was " + Problems.show(value));
        return null;
    }

    @Override
    public JsonNode write(V value, String pointer, Problems problems) {
        JsonNode node = JsonNodeFactory.instance.stringNode(print.apply(value));
        read(node, pointer, problems);
        return node;
    }

    @Override
    public JsonNode parse(String text) {
        return JsonNodeFactory.instance.stringNode(text);
    }
}
