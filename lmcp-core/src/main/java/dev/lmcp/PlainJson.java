package dev.lmcp;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.StringNode;

/** Java values as JSON, where that needs no look into a type of the author's. */
final class PlainJson {

    private PlainJson() {}

    static Optional<JsonNode> of(Object value) {
        if (value instanceof String text) {
            return Optional.of(StringNode.valueOf(text));
        } else if (value instanceof Boolean truth) {
            return Optional.of(BooleanNode.valueOf(truth));
        } else if (value instanceof Integer number) {
            return Optional.of(IntNode.valueOf(number));
        } else if (value instanceof Long number) {
            return Optional.of(LongNode.valueOf(number));
        } else if (value instanceof Double number && Double.isFinite(number)) {
            return Optional.of(DoubleNode.valueOf(number));
        }
        return value instanceof List<?> list ? ofAll(list) : Optional.empty();
    }

    private static Optional<JsonNode> ofAll(List<?> list) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Object item : list) {
            Optional<JsonNode> node = of(item);
            if (node.isEmpty()) {
                return Optional.empty();
            }
            array.add(node.get());
        }
        return Optional.of(array);
    }
}
