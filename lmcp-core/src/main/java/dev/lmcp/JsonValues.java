package dev.lmcp;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Java values of the types that JSON has, as JSON. */
final class JsonValues {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonValues() {}

    static JsonNode of(Object value) {
        if (value instanceof JsonNode node) {
            return node;
        } else if (value instanceof String text) {
            return NODES.stringNode(text);
        } else if (value instanceof Boolean truth) {
            return NODES.booleanNode(truth);
        } else if (value instanceof Double || value instanceof Float) {
            return NODES.numberNode(((Number) value).doubleValue());
        } else if (value instanceof BigDecimal || value instanceof BigInteger) {
            return NODES.numberNode(new BigDecimal(value.toString()));
        } else if (value instanceof Number number) {
            return NODES.numberNode(number.longValue());
        } else if (value instanceof List<?> items) {
            ArrayNode array = NODES.arrayNode();
            items.forEach(item -> array.add(of(item)));
            return array;
        } else if (value instanceof Map<?, ?> members) {
            ObjectNode object = NODES.objectNode();
            members.forEach((key, member) -> object.set(String.valueOf(key), of(member)));
            return object;
        }
        throw new IllegalArgumentException(
                "'" + value + "' has no counterpart in JSON; expected text, a number, a truth"
                        + " value, a list, a map or a JsonNode");
    }
}
