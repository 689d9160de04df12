package dev.lmcp.schema;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One of several values, each of which is a text in JSON.
 *
 * @param <E> the type of the values: texts, or constants of an enum
 */
public final class ChoiceCodec<E> implements Codec<E> {

    private final Map<String, E> known;
    private final Map<E, String> names = new HashMap<>();

    private ChoiceCodec(Map<String, E> known) {
        this.known = known;
        known.forEach((name, value) -> names.put(value, name));
    }

    /** Returns the choice of these texts; throws {@link IllegalArgumentException} if one is there twice, or none. */
    public static ChoiceCodec<String> of(List<String> choices) {
        Map<String, String> known = new LinkedHashMap<>();
        for (String choice : choices) {
            if (known.put(choice, choice) != null) {
                throw new IllegalArgumentException("has the choice '" + choice + "' twice; expected different ones");
            }
        }
        return of(known);
    }

    /** Returns the choice of these values by their names; throws {@link IllegalArgumentException} if there is none. */
    public static <E> ChoiceCodec<E> of(Map<String, E> choices) {
        if (choices.isEmpty()) {
            throw new IllegalArgumentException("has no choices; expected at least one");
        }
        return new ChoiceCodec<>(new LinkedHashMap<>(choices));
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "string");
        ArrayNode values = schema.putArray("enum");
        known.keySet().forEach(values::add);
        return schema;
    }

    @Override
    public @Nullable E read(JsonNode value, String pointer, Problems problems) {
        E found = value.isString() ? known.get(value.stringValue()) : null;
        if (found == null) {
            problems.add(
                    pointer,
                    "must be one of " + String.join(", ", known.keySet()) + ", but was " + Problems.show(value));
        }
        return found;
    }

    @Override
    public JsonNode write(E value, String pointer, Problems problems) {
        JsonNode node =
                JsonNodeFactory.instance.stringNode(Objects.requireNonNullElseGet(names.get(value), value::toString));
        read(node, pointer, problems);
        return node;
    }

    @Override
    public JsonNode parse(String text) {
        return JsonNodeFactory.instance.stringNode(text);
    }
}
