package dev.lmcp;

import dev.lmcp.schema.Decoder;
import dev.lmcp.schema.JsonSchema;
import dev.lmcp.schema.KnownMembers;
import dev.lmcp.schema.Problems;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a tool takes or gives back, or what a form asks for: a JSON Schema 2020-12 for the client, and the decoder that
 * enforces it.
 *
 * <p>Immutable and safe for concurrent use; the functions that build values must be safe for concurrent use too.
 *
 * @param <T> the type that the JSON becomes
 */
public final class Shape<T> {

    private static final Shape<ObjectNode> NONE = Shape.object(fields -> in -> JsonNodeFactory.instance.objectNode());

    private final ObjectNode schema;
    private final Decoder<T> decoder;

    Shape(ObjectNode schema, Decoder<T> decoder) {
        this.schema = schema;
        this.decoder = decoder;
    }

    /**
     * Returns the shape of an object that has the declared fields and no others; see {@link #ignoringUnknown}.
     *
     * @param definition declares the fields and returns how a value is built from them; it runs once, and what it
     *     returns runs for each input that fits. It must not return null
     * @throws IllegalArgumentException if a field cannot be used; the message names it
     */
    public static <T> Shape<T> object(Function<Fields, Function<Input, T>> definition) {
        Objects.requireNonNull(definition, "definition");
        Fields fields = new Fields();
        return fields.build(definition.apply(fields));
    }

    /** Returns the shape of an object without fields. */
    public static Shape<ObjectNode> none() {
        return NONE;
    }

    /**
     * Returns the shape that a JSON Schema describes; the schema reaches clients as it is.
     *
     * @param schema JSON Schema 2020-12 of an object; its references stay within it
     * @throws IllegalArgumentException if it is no valid schema of that dialect, does not have {@code "type":
     *     "object"}, or refers to something that is not in it
     */
    public static Shape<ObjectNode> raw(ObjectNode schema) {
        if (!Objects.requireNonNull(schema, "schema")
                .path("type")
                .stringValue("")
                .equals("object")) {
            throw new IllegalArgumentException(
                    "the input schema's type is " + schema.path("type") + "; expected \"object\"");
        }
        JsonSchema compiled = JsonSchema.compile(schema);
        return new Shape<>(schema.deepCopy(), (value, pointer, problems) -> {
            compiled.check(value, pointer, problems);
            // a copy, as the handler may change it and be run again
            return value instanceof ObjectNode object ? object.deepCopy() : null;
        });
    }

    /**
     * Returns this shape, but members that it does not know are let go instead of refused: some clients add members of
     * their own to what the model wrote. The JSON Schema stays as it is, so that a model does not invent any. Objects
     * within this one have shapes of their own.
     */
    public Shape<T> ignoringUnknown() {
        return new Shape<>(
                schema,
                (value, pointer, problems) -> decoder.decode(KnownMembers.only(schema, value), pointer, problems));
    }

    /** Returns the JSON Schema, a copy. */
    public ObjectNode schema() {
        return schema.deepCopy();
    }

    /**
     * Returns the value that {@code arguments} describe.
     *
     * @throws InvalidInputException with the problems that were found, if the arguments do not fit
     * @throws RuntimeException whatever the function throws that builds the value
     */
    public T decode(JsonNode arguments) {
        Objects.requireNonNull(arguments, "arguments");
        Problems problems = new Problems();
        T value = decoder.decode(arguments, "", problems);
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems.all());
        }
        if (value == null) {
            throw new IllegalStateException(
                    "the arguments were decoded to nothing; expected a value from the shape's lambda");
        }
        return value;
    }

    @Nullable
    T read(JsonNode value, String pointer, Problems problems) {
        return decoder.decode(value, pointer, problems);
    }
}
