package dev.lmcp.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Converts Java values of the types that JSON has: text, numbers, booleans, lists, maps with text keys, and JSON itself. */
public final class JsonValues {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Reads JSON as exactly as the server does; made when a text is read for the first time. */
    private static final class Reader {
        static final JsonMapper EXACT = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
    }

    private JsonValues() {}

    /** Returns the JSON of a text; throws Jackson's exception if it is none. */
    static JsonNode parse(String text) {
        return Reader.EXACT.readTree(text);
    }

    /** Returns the value as JSON; throws {@link IllegalArgumentException} if JSON has no such type. */
    public static JsonNode of(Object value) {
        return find(value)
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + value + "' has no counterpart in JSON; expected text, a finite number, a boolean,"
                                + " a list, a map or a JsonNode"));
    }

    /** Returns the value as JSON, or empty if JSON has no such type. */
    public static Optional<JsonNode> find(Object value) {
        if (value instanceof JsonNode node) {
            return Optional.of(node);
        } else if (value instanceof String text) {
            return Optional.of(NODES.stringNode(text));
        } else if (value instanceof Boolean truth) {
            return Optional.of(NODES.booleanNode(truth));
        } else if (value instanceof Number number) {
            return number(number);
        } else if (value instanceof List<?> items) {
            return array(items);
        }
        return value instanceof Map<?, ?> members ? object(members) : Optional.empty();
    }

    private static Optional<JsonNode> number(Number number) {
        if (number instanceof Integer || number instanceof Short || number instanceof Byte) {
            return Optional.of(NODES.numberNode(number.intValue()));
        } else if (number instanceof Long) {
            return Optional.of(NODES.numberNode(number.longValue()));
        } else if (number instanceof Float) {
            // the digits that a person sees, and not those of the nearest double
            return Float.isFinite(number.floatValue())
                    ? Optional.of(NODES.numberNode(new BigDecimal(number.toString())))
                    : Optional.empty();
        } else if (number instanceof Double) {
            double value = number.doubleValue();
            return Double.isFinite(value) ? Optional.of(NODES.numberNode(value)) : Optional.empty();
        } else if (number instanceof BigDecimal || number instanceof BigInteger) {
            return Optional.of(NODES.numberNode(new BigDecimal(number.toString())));
        }
        return Optional.empty();
    }

    private static Optional<JsonNode> array(List<?> items) {
        ArrayNode array = NODES.arrayNode();
        for (Object item : items) {
            Optional<JsonNode> node = find(item);
            if (node.isEmpty()) {
                return Optional.empty();
            }
            array.add(node.get());
        }
        return Optional.of(array);
    }

    private static Optional<JsonNode> object(Map<?, ?> members) {
        ObjectNode object = NODES.objectNode();
        for (Map.Entry<?, ?> member : members.entrySet()) {
            Optional<JsonNode> node = find(member.getValue());
            if (node.isEmpty()) {
                return Optional.empty();
            }
            object.set(String.valueOf(member.getKey()), node.get());
        }
        return Optional.of(object);
    }
}
