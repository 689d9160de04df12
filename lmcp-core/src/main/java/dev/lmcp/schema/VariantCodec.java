package dev.lmcp.schema;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An object of one of several kinds, which a member of it names: JSON Schema's {@code oneOf}.
 *
 * @param <T> the type that all kinds have in common
 */
public final class VariantCodec<T> implements Codec<T> {

    private final String property;
    private final Map<String, Codec<? extends T>> kinds;
    private final Map<Class<?>, Codec<? extends T>> types;

    private VariantCodec(
            String property, Map<String, Codec<? extends T>> kinds, Map<Class<?>, Codec<? extends T>> types) {
        this.property = property;
        this.kinds = kinds;
        this.types = types;
    }

    /** Returns a codec without kinds; its objects have a member of this name. */
    public static <T> VariantCodec<T> by(String property) {
        return new VariantCodec<>(property, Map.of(), Map.of());
    }

    /**
     * Returns this codec with one more kind.
     *
     * @param description what the kind means; may be empty
     *
     * @throws IllegalArgumentException if its name is taken, or if its objects have a member of the discriminator's name
     */
    public VariantCodec<T> with(String name, Class<?> type, ObjectCodec<? extends T> codec, String description) {
        if (codec.has(property)) {
            throw new IllegalArgumentException(
                    "has the component '" + property
                            + "', which is the name of the discriminator; expected another name: add @Discriminator to the interface");
        }
        if (kinds.containsKey(name)) {
            throw new IllegalArgumentException(
                    "has the name '" + name + "', as another record has; expected a unique one: add @Name");
        }
        Codec<? extends T> tagged = DescribedCodec.of(codec.withTag(property, name), description);
        Map<String, Codec<? extends T>> more = new LinkedHashMap<>(kinds);
        more.put(name, tagged);
        Map<Class<?>, Codec<? extends T>> moreTypes = new LinkedHashMap<>(types);
        moreTypes.put(type, tagged);
        return new VariantCodec<>(property, more, moreTypes);
    }

    @Override
    public ObjectNode schema() {
        // no type beside it: Gemini refuses an object without properties of its own
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        ArrayNode all = schema.putArray("oneOf");
        kinds.values().forEach(kind -> all.add(kind.schema()));
        return schema;
    }

    @Override
    public @Nullable T read(JsonNode value, String pointer, Problems problems) {
        if (!value.isObject()) {
            problems.add(pointer, "must be an object, but was " + Problems.show(value));
            return null;
        }
        JsonNode name = value.get(property);
        if (name == null) {
            problems.add(Problems.below(pointer, property), "is required, but was absent");
            return null;
        }
        Codec<? extends T> kind = name.isString() ? kinds.get(name.stringValue()) : null;
        if (kind == null) {
            problems.add(
                    Problems.below(pointer, property),
                    "must be one of " + String.join(", ", kinds.keySet()) + ", but was " + Problems.show(name));
            return null;
        }
        return kind.read(value, pointer, problems);
    }

    @Override
    @SuppressWarnings("unchecked")
    public JsonNode write(T value, String pointer, Problems problems) {
        Codec<T> kind = (Codec<T>) types.get(value.getClass());
        if (kind == null) {
            problems.add(pointer, "is of " + value.getClass() + ", which is none of the kinds " + kinds.keySet());
            return JsonNodeFactory.instance.nullNode();
        }
        return kind.write(value, pointer, problems);
    }
}
