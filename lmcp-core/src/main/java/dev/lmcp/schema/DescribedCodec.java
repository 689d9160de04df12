package dev.lmcp.schema;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A value with a description for the model.
 *
 * @param codec how it is read and written
 * @param text what it means; may be empty
 * @param details what is said behind every such text, as of the constants of an enum; may be empty
 * @param <V> the type of the Java value
 */
public record DescribedCodec<V>(Codec<V> codec, String text, String details) implements Codec<V> {

    /** Returns a codec with a text in place of the one that it has, if the text is not empty. */
    public static <V> Codec<V> of(Codec<V> codec, String text) {
        if (text.isEmpty()) {
            return codec;
        }
        return codec instanceof DescribedCodec<V> described
                ? new DescribedCodec<>(described.codec, text, described.details)
                : new DescribedCodec<>(codec, text, "");
    }

    @Override
    public ObjectNode schema() {
        ObjectNode rules = codec.schema();
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        if (rules.has("type")) {
            schema.set("type", rules.get("type"));
        }
        schema.put("description", text.isEmpty() || details.isEmpty() ? text + details : text + " (" + details + ")");
        rules.forEachEntry(schema::set);
        return schema;
    }

    @Override
    public @Nullable V read(JsonNode value, String pointer, Problems problems) {
        return codec.read(value, pointer, problems);
    }

    @Override
    public boolean isWritable() {
        return codec.isWritable();
    }

    @Override
    public V fresh(V value) {
        return codec.fresh(value);
    }

    @Override
    public JsonNode write(V value, String pointer, Problems problems) {
        return codec.write(value, pointer, problems);
    }

    @Override
    public JsonNode parse(String value) {
        return codec.parse(value);
    }
}
