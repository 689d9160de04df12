package dev.lmcp;

import dev.lmcp.schema.Decoder;
import dev.lmcp.schema.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A property that holds a list. The lists that reach a handler are immutable.
 *
 * @param <E> the type of the items
 * @param <T> the type that {@link Input#get} returns: {@code List<E>}, or {@code Optional<List<E>>}
 */
public final class ListField<E, T> extends Field<List<E>, T> {

    private final Items<E> items;

    private ListField(Property<List<E>> property, Items<E> items) {
        super(property);
        this.items = items;
    }

    static <E> ListField<E, List<E>> of(String name, ObjectNode itemSchema, Decoder<E> decoder) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "array");
        schema.set("items", itemSchema);
        Items<E> items = new Items<>(decoder);
        return new ListField<>(new Property<>(name, schema, items), items);
    }

    @Override
    public ListField<E, T> description(String text) {
        super.description(text);
        return this;
    }

    @Override
    @SuppressWarnings("unchecked")
    public ListField<E, List<E>> orElse(List<E> value) {
        super.orElse(Value.listOf("value", value));
        // T is List<E>, as optional() was not called
        return (ListField<E, List<E>>) this;
    }

    @Override
    public ListField<E, Optional<List<E>>> optional() {
        property().optional();
        return new ListField<>(property(), items);
    }

    /**
     * Bounds the number of items, both bounds included.
     *
     * @param min 0 or more
     * @param max {@code min} or more
     */
    public ListField<E, T> size(int min, int max) {
        if (min < 0 || min > max) {
            throw new IllegalArgumentException("field '" + name() + "' has the size " + min + " to " + max
                    + (min < 0 ? "; expected 0 or more" : "; expected the smaller bound first"));
        }
        items.min = min;
        items.max = max;
        property().schema().put("minItems", min).put("maxItems", max);
        return this;
    }

    private static final class Items<E> implements Decoder<List<E>> {
        private final Decoder<E> item;
        private int min;
        private int max = Integer.MAX_VALUE;

        Items(Decoder<E> item) {
            this.item = item;
        }

        @Override
        public List<E> decode(JsonNode value, String pointer, Problems problems) {
            List<E> decoded = new ArrayList<>();
            if (!value.isArray()) {
                problems.add(pointer, "must be an array, but was " + Problems.show(value));
                return decoded;
            }
            checkSize(value.size(), pointer, problems);
            int index = 0;
            for (JsonNode element : value) {
                @Nullable E one = item.decode(element, pointer + "/" + index, problems);
                if (one != null) {
                    decoded.add(one);
                }
                index++;
            }
            return List.copyOf(decoded);
        }

        @Override
        public Optional<JsonNode> show(List<E> value) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            for (E one : value) {
                Optional<JsonNode> shown = item.show(one);
                if (shown.isEmpty()) {
                    return Optional.empty();
                }
                array.add(shown.get());
            }
            return Optional.of(array);
        }

        @Override
        public void check(List<E> value, String pointer, Problems problems) {
            checkSize(value.size(), pointer, problems);
            for (int i = 0; i < value.size(); i++) {
                item.check(value.get(i), pointer + "/" + i, problems);
            }
        }

        private void checkSize(int size, String pointer, Problems problems) {
            if (size < min || size > max) {
                problems.add(pointer, "must have " + min + " to " + max + " items, but has " + size);
            }
        }
    }
}
