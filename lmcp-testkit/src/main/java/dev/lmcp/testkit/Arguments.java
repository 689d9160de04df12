package dev.lmcp.testkit;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Turns what a test passes into the arguments of a call. */
final class Arguments {

    private Arguments() {}

    /** Returns a map, a record or a JSON object as JSON. An empty {@link Optional} is absent. */
    static ObjectNode of(Object values) {
        Objects.requireNonNull(values, "values");
        try {
            JsonNode node = JsonMapper.shared().valueToTree(values);
            if (node instanceof ObjectNode object) {
                return values instanceof Map<?, ?> || values instanceof JsonNode ? object : withoutNull(object);
            }
        } catch (JacksonException e) {
            throw misuse(values, e);
        }
        throw misuse(values, null);
    }

    /** A record has every component, and an empty one is absent. In a map the test wrote the null itself. */
    private static ObjectNode withoutNull(ObjectNode object) {
        object.removeIf(JsonNode::isNull);
        for (JsonNode value : object) {
            for (JsonNode item : value.isArray() ? value : List.of(value)) {
                if (item instanceof ObjectNode inner) {
                    withoutNull(inner);
                }
            }
        }
        return object;
    }

    private static IllegalArgumentException misuse(Object values, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "the arguments are of '" + values.getClass().getName()
                        + "', which is no JSON object; expected a map, a record or an ObjectNode",
                cause);
    }
}
