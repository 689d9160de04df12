package dev.lmcp.schema;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How a JSON value that is present becomes a Java value.
 *
 * @param <V> the type of the Java value
 */
@FunctionalInterface
public interface Decoder<V> {

    /** Returns the Java value; if the JSON does not fit, notes the problem and returns anything. */
    @Nullable
    V decode(JsonNode value, String pointer, Problems problems);

    /** Returns a default as JSON, or empty if only its author knows how to write its type. */
    default Optional<JsonNode> show(V value) {
        return JsonValues.find(value);
    }

    /** Notes why a caller could not send this default. */
    default void check(V value, String pointer, Problems problems) {
        Optional<JsonNode> shown = show(value);
        if (shown.isPresent()) {
            decode(shown.get(), pointer, problems);
        } else {
            problems.add(pointer, "must be a value that JSON has, but was " + value);
        }
    }
}
