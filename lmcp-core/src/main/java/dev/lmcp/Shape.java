package dev.lmcp;

import dev.lmcp.schema.Codec;
import dev.lmcp.schema.Problems;
import dev.lmcp.schema.SchemaCodec;
import dev.lmcp.schema.TolerantCodec;
import dev.lmcp.schema.reflect.RecordReader;
import java.lang.invoke.MethodHandles;
import java.util.Objects;
import java.util.function.Function;
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
    private final Codec<T> codec;

    private Shape(Codec<T> codec) {
        this.schema = codec.schema();
        if (schema.has("oneOf") && !schema.has("type")) {
            // sessions of the legacy era see the schema of a result only if it is that of an object
            schema.put("type", "object");
        }
        this.codec = codec;
    }

    /**
     * Returns the shape of a record, or of a sealed interface of records: a field for each component, in their order.
     *
     * <p>A component may be text, a number, a boolean, an enum, a record, a sealed interface of records, a list, a set, an
     * array, a map with texts as keys, a type of {@code java.time}, a {@link java.net.URI}, a {@link java.util.UUID}, or
     * a {@link JsonNode} for any JSON. It is required unless it is an {@link java.util.Optional} or has a default. The
     * annotations of {@code dev.lmcp.annotation} describe it and bound it.
     *
     * <p>The class is read once, here. Values are made by the canonical constructor. If it throws an {@link
     * IllegalArgumentException}, the message tells the caller what is wrong.
     *
     * @throws IllegalArgumentException if the class cannot be a shape; the message names every fault and its place
     */
    public static <T> Shape<T> of(Class<T> type) {
        return new Shape<>(RecordReader.read(Objects.requireNonNull(type, "type"), null));
    }

    /**
     * Returns the shape of a record, as {@link #of(Class)} does, for a class in a module that does not open its package.
     *
     * @param lookup made in that module, by {@link MethodHandles#lookup()}; it reaches private records as well
     * @throws IllegalArgumentException if the class cannot be a shape; the message names every fault and its place
     */
    public static <T> Shape<T> of(Class<T> type, MethodHandles.Lookup lookup) {
        return new Shape<>(
                RecordReader.read(Objects.requireNonNull(type, "type"), Objects.requireNonNull(lookup, "lookup")));
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
        return new Shape<>(fields.build(definition.apply(fields)));
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
        return new Shape<>(SchemaCodec.of(schema));
    }

    /**
     * Returns this shape, but members that it does not know are let go instead of refused: some clients add members of
     * their own to what the model wrote. The JSON Schema stays as it is, so that a model does not invent any. Objects
     * within this one have shapes of their own.
     */
    public Shape<T> ignoringUnknown() {
        return new Shape<>(new TolerantCodec<>(codec));
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
        T value = codec.read(arguments, "", problems);
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems.all());
        }
        if (value == null) {
            throw new IllegalStateException(
                    "the arguments were decoded to nothing; expected a value from the shape's lambda");
        }
        return value;
    }

    /**
     * Returns the JSON that describes a value: what {@link #decode} takes. An {@link java.util.Optional} that is empty is
     * left out.
     *
     * @throws IllegalArgumentException if the value does not fit; the message names every problem and its place
     * @throws UnsupportedOperationException if the shape was made by {@link #object}, which tells how to read only
     */
    public JsonNode encode(T value) {
        Problems problems = new Problems("the value");
        JsonNode written = codec.write(Objects.requireNonNull(value, "value"), "", problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(problems.text());
        }
        if (written.isMissingNode()) {
            throw new UnsupportedOperationException(
                    "the shape was made by Shape.object, which reads only; expected one by Shape.of");
        }
        return written;
    }

    /** Returns whether values are objects of several kinds. */
    boolean isOneOfSeveral() {
        return schema.has("oneOf") && !(codec instanceof SchemaCodec);
    }

    /** Returns whether {@link #encode} can work. */
    boolean isWritable() {
        return codec.isWritable();
    }

    Codec<T> codec() {
        return codec;
    }
}
