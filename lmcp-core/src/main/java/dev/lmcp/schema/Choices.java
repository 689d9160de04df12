package dev.lmcp.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Decodes one of several texts. */
public record Choices(List<String> known) implements Decoder<String> {

    public static Choices of(String field, String... choices) {
        List<String> known = requireAll(choices);
        if (known.isEmpty()) {
            throw new IllegalArgumentException("field '" + field + "' has no choices; expected at least one");
        }
        Set<String> seen = new HashSet<>();
        for (String choice : known) {
            if (!seen.add(choice)) {
                throw new IllegalArgumentException(
                        "field '" + field + "' has the choice '" + choice + "' twice; expected different ones");
            }
        }
        return new Choices(known);
    }

    private static List<String> requireAll(String[] choices) {
        for (String choice : Objects.requireNonNull(choices, "choices")) {
            Objects.requireNonNull(choice, "choices");
        }
        return List.of(choices);
    }

    public ObjectNode schema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "string");
        ArrayNode values = schema.putArray("enum");
        known.forEach(values::add);
        return schema;
    }

    @Override
    public String decode(JsonNode value, String pointer, Problems problems) {
        if (!value.isString() || !known.contains(value.stringValue())) {
            problems.add(pointer, "must be one of " + String.join(", ", known) + ", but was " + Problems.show(value));
            return known.get(0);
        }
        return value.stringValue();
    }
}
