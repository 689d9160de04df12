package dev.lmcp.schema;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a JSON value becomes a Java value, and how it is written again.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param <V> the type of the Java value
 */
public interface Codec<V> {

    /** Returns a new JSON Schema of what {@link #read} takes; its first member is the type, if it has one. */
    ObjectNode schema();

    /** Returns the Java value; if the JSON does not fit, notes the problem and returns anything. */
    @Nullable
    V read(JsonNode value, String pointer, Problems problems);

    /**
     * Returns the value as JSON that {@link #read} takes; if it does not fit, notes the problem and returns anything.
     * Returns a missing node if only its author knows how to write it.
     */
    JsonNode write(V value, String pointer, Problems problems);

    /** Returns a copy of a value that a handler may change; the value itself if nobody can. */
    default V fresh(V value) {
        return value;
    }

    /** Returns whether {@link #write} knows how to write each value. */
    default boolean isWritable() {
        return true;
    }

    /**
     * Returns the JSON that a text in a program stands for: JSON itself, unless the value is a text in JSON.
     *
     * @throws IllegalArgumentException if it is no JSON
     */
    default JsonNode parse(String text) {
        try {
            return JsonValues.parse(text);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "is no JSON; expected a value of the type '"
                            + schema().path("type").stringValue("any") + "'",
                    e);
        }
    }
}
