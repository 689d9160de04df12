package dev.lmcp;

import dev.lmcp.schema.Decoder;
import dev.lmcp.schema.Problems;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Decodes by a shape; how its values are written as JSON is known to their author only. */
record ShapeDecoder<V>(Shape<V> shape) implements Decoder<V> {

    @Override
    public @Nullable V decode(JsonNode value, String pointer, Problems problems) {
        return shape.read(value, pointer, problems);
    }

    @Override
    public Optional<JsonNode> show(V value) {
        return value instanceof JsonNode node ? Optional.of(node.deepCopy()) : Optional.empty();
    }

    @Override
    public void check(V value, String pointer, Problems problems) {
        show(value).ifPresent(node -> decode(node, pointer, problems));
    }
}
