package dev.lmcp.schema;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Writes what an author may have left null. */
final class Nulls {

    private Nulls() {}

    static <V> JsonNode write(Codec<V> codec, @Nullable V value, String pointer, Problems problems) {
        if (value == null) {
            problems.add(pointer, "is null; expected a value, or an Optional for one that may be absent");
            return JsonNodeFactory.instance.nullNode();
        }
        return codec.write(value, pointer, problems);
    }
}
