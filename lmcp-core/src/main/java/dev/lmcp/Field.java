package dev.lmcp;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One property of an object shape: what the model reads about it and what the decoder enforces, side by side.
 *
 * <p>Made by {@link Fields} and described within the same lambda; not safe for concurrent use until that has returned,
 * safe from then on.
 *
 * @param <T> the type of its value in Java
 */
public class Field<T> {

    private final String name;
    private final ObjectNode schema;
    private final Decoder<T> decoder;
    private boolean required = true;
    private @Nullable T fallback;
    private @Nullable Field<?> replacement;

    /** How a present value becomes a Java value; what is wrong with it is noted, and anything may be returned then. */
    @FunctionalInterface
    interface Decoder<T> {
        @Nullable
        T decode(JsonNode value, String pointer, Problems problems);
    }

    Field(String name, ObjectNode schema, Decoder<T> decoder) {
        this.name = name;
        this.schema = schema;
        this.decoder = decoder;
    }

    /** Says what the property means, for the model. */
    public Field<T> describe(String text) {
        schema.put("description", text);
        return this;
    }

    /**
     * Makes the property optional: where it is absent or {@code null}, its value is {@code value}. The model sees that
     * default where it is a text, a number, a truth value, or a list of these.
     */
    public Field<T> orElse(T value) {
        required = false;
        fallback = value;
        JsonEncoder.encodeIfPlain(value).ifPresent(shown -> schema.set("default", shown));
        return this;
    }

    /** Makes the property optional: where it is absent or {@code null}, the value is empty. */
    public Field<Optional<T>> optional() {
        Field<Optional<T>> optional = new Field<>(
                name,
                schema,
                (value, pointer, problems) -> Optional.ofNullable(decoder.decode(value, pointer, problems)));
        optional.required = false;
        optional.fallback = Optional.empty();
        replacement = optional;
        return optional;
    }

    /**
     * Mirrors the value into the HTTP header {@code Mcp-Param-NAME}, so that gateways can route by it. Not for secrets.
     *
     * @param header an RFC 9110 token, unique within the tool
     */
    public Field<T> header(String header) {
        schema.put("x-mcp-header", header);
        return this;
    }

    /** The field that was made of this one, or this one: what the object is decoded by. */
    Field<?> effective() {
        return replacement == null ? this : replacement.effective();
    }

    String name() {
        return name;
    }

    ObjectNode schema() {
        return schema;
    }

    boolean isRequired() {
        return required;
    }

    @Nullable
    T read(@Nullable JsonNode value, String pointer, Problems problems) {
        if (value != null && (required || !value.isNull())) {
            return decoder.decode(value, pointer, problems);
        }
        if (required) {
            problems.add(pointer, "is required, but was absent");
        }
        return fallback;
    }
}
