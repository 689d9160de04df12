package dev.lmcp.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON object whose names are data. Maps that are read are immutable and keep the order.
 *
 * @param <V> the type of the values
 */
public final class MapCodec<V> implements SizedCodec<Map<String, V>> {

    private final Codec<V> value;
    private final Size size;

    private MapCodec(Codec<V> value, Size size) {
        this.value = value;
        this.size = size;
    }

    public static <V> MapCodec<V> of(Codec<V> value) {
        return new MapCodec<>(value, Size.ANY);
    }

    @Override
    public MapCodec<V> withSize(Size bounds) {
        return new MapCodec<>(value, bounds);
    }

    @Override
    public Size size() {
        return size;
    }

    @Override
    public Map<String, V> copy(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        schema.set("additionalProperties", value.schema());
        size.show(schema, "minProperties", "maxProperties");
        return schema;
    }

    @Override
    public @Nullable Map<String, V> read(JsonNode json, String pointer, Problems problems) {
        if (!json.isObject()) {
            problems.add(pointer, "must be an object, but was " + Problems.show(json));
            return null;
        }
        size.check(json.size(), "members", pointer, problems);
        Map<String, V> read = new LinkedHashMap<>();
        json.forEachEntry((name, member) -> {
            V one = value.read(member, Problems.below(pointer, name), problems);
            if (one != null) {
                read.put(name, one);
            }
        });
        return Collections.unmodifiableMap(read);
    }

    @Override
    public boolean isWritable() {
        return value.isWritable();
    }

    @Override
    public JsonNode write(Map<String, V> map, String pointer, Problems problems) {
        size.check(map.size(), "members", pointer, problems);
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        boolean isKnown = true;
        for (Map.Entry<String, V> member : map.entrySet()) {
            String name = String.valueOf(member.getKey());
            JsonNode node = Nulls.write(value, member.getValue(), Problems.below(pointer, name), problems);
            isKnown &= !node.isMissingNode();
            object.set(name, node);
        }
        return isKnown ? object : JsonNodeFactory.instance.missingNode();
    }
}
