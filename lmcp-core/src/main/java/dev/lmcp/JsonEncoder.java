package dev.lmcp;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Java values as JSON. */
final class JsonEncoder {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonEncoder() {}

    /**
     * Returns a value of one of the types that JSON has.
     *
     * @throws IllegalArgumentException if it is of another type, or a number that is none
     */
    static JsonNode encode(@Nullable Object value) {
        if (value instanceof JsonNode node) {
            return node;
        } else if (value instanceof String text) {
            return NODES.stringNode(text);
        } else if (value instanceof Boolean truth) {
            return NODES.booleanNode(truth);
        } else if (value instanceof Number number && isFinite(number)) {
            return encodeNumber(number);
        } else if (value instanceof List<?> items) {
            ArrayNode array = NODES.arrayNode();
            items.forEach(item -> array.add(encode(item)));
            return array;
        } else if (value instanceof Map<?, ?> members) {
            ObjectNode object = NODES.objectNode();
            members.forEach((key, member) -> object.set(String.valueOf(key), encode(member)));
            return object;
        }
        throw new IllegalArgumentException(
                "'" + value + "' has no counterpart in JSON; expected text, a finite number, a"
                        + " truth value, a list, a map or a JsonNode");
    }

    /**
     * Returns a text, a truth value, a number or a list of them; nothing for other types, which may be an author's own and
     * look different in JSON.
     */
    static Optional<JsonNode> encodeIfPlain(Object value) {
        return isPlain(value) ? Optional.of(encode(value)) : Optional.empty();
    }

    private static boolean isPlain(@Nullable Object value) {
        boolean isNumber = value instanceof Integer || value instanceof Long || value instanceof Double;
        return value instanceof String
                || value instanceof Boolean
                || (value instanceof Number number && isNumber && isFinite(number))
                || (value instanceof List<?> list && list.stream().allMatch(JsonEncoder::isPlain));
    }

    private static boolean isFinite(Number number) {
        boolean isBinary = number instanceof Double || number instanceof Float;
        return !isBinary || Double.isFinite(number.doubleValue());
    }

    private static JsonNode encodeNumber(Number number) {
        if (number instanceof Double || number instanceof Float) {
            return NODES.numberNode(number.doubleValue());
        } else if (number instanceof BigDecimal || number instanceof BigInteger) {
            return NODES.numberNode(new BigDecimal(number.toString()));
        } else if (number instanceof Integer whole) {
            return NODES.numberNode(whole.intValue());
        }
        return NODES.numberNode(number.longValue());
    }
}
