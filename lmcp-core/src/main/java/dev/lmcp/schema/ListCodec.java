package dev.lmcp.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON array: a list, a set or an array in Java. Lists and sets that are read are immutable.
 *
 * @param <E> the type of the items
 * @param <C> the type of the whole
 */
public final class ListCodec<E, C> implements SizedCodec<C> {

    private final Codec<E> item;
    private final Size size;
    private final Function<List<E>, C> make;
    private final Function<C, Collection<E>> items;
    private final boolean isSet;

    private ListCodec(
            Codec<E> item, Size size, Function<List<E>, C> make, Function<C, Collection<E>> items, boolean isSet) {
        this.item = item;
        this.size = size;
        this.make = make;
        this.items = items;
        this.isSet = isSet;
    }

    public static <E> ListCodec<E, List<E>> list(Codec<E> item) {
        return new ListCodec<>(item, Size.ANY, List::copyOf, list -> list, false);
    }

    /** Returns a set: an item that is there again counts once, and the order stays. */
    public static <E> ListCodec<E, Set<E>> set(Codec<E> item) {
        return new ListCodec<>(
                item, Size.ANY, list -> Collections.unmodifiableSet(new LinkedHashSet<>(list)), set -> set, true);
    }

    /** Returns a list that Java has in another form. */
    public static <E, C> ListCodec<E, C> of(
            Codec<E> item, Function<List<E>, C> make, Function<C, Collection<E>> items) {
        return new ListCodec<>(item, Size.ANY, make, items, false);
    }

    @Override
    public ListCodec<E, C> withSize(Size value) {
        return new ListCodec<>(item, value, make, items, isSet);
    }

    @Override
    public Size size() {
        return size;
    }

    @Override
    public C copy(C value) {
        return make.apply(new ArrayList<>(items.apply(value)));
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "array");
        schema.set("items", item.schema());
        size.show(schema, "minItems", "maxItems");
        return schema;
    }

    @Override
    public @Nullable C read(JsonNode value, String pointer, Problems problems) {
        if (!value.isArray()) {
            problems.add(pointer, "must be an array, but was " + Problems.show(value));
            return null;
        }
        size.check(value.size(), "items", pointer, problems);
        List<E> read = new ArrayList<>(value.size());
        int index = 0;
        for (JsonNode element : value) {
            E one = item.read(element, pointer + "/" + index, problems);
            if (one != null) {
                read.add(one);
            }
            index++;
        }
        if (isSet && read.size() == value.size() && size.fits(value.size())) {
            size.check(new LinkedHashSet<>(read).size(), "different items", pointer, problems);
        }
        return make.apply(read);
    }

    @Override
    public boolean isWritable() {
        return item.isWritable();
    }

    @Override
    public C fresh(C value) {
        return value.getClass().isArray() ? copy(value) : value;
    }

    @Override
    public JsonNode write(C value, String pointer, Problems problems) {
        Collection<E> all = items.apply(value);
        size.check(all.size(), "items", pointer, problems);
        ArrayNode array = JsonNodeFactory.instance.arrayNode(all.size());
        boolean isKnown = true;
        int index = 0;
        for (E one : all) {
            JsonNode node = Nulls.write(item, one, pointer + "/" + index, problems);
            isKnown &= !node.isMissingNode();
            array.add(node);
            index++;
        }
        return isKnown ? array : JsonNodeFactory.instance.missingNode();
    }
}
