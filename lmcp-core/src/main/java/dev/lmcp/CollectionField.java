package dev.lmcp;

import dev.lmcp.schema.Size;
import dev.lmcp.schema.SizedCodec;
import java.util.Objects;
import java.util.Optional;

/**
 * A property that holds a list, a set or a map. The collections that reach a handler are immutable and keep their order.
 *
 * @param <C> the type of the collection, as in {@code List<String>}
 * @param <T> the type that {@link Input#get} returns: {@code C}, or {@code Optional<C>}
 */
public final class CollectionField<C, T> extends Field<C, T> {

    private final Property<C, SizedCodec<C>> collection;

    CollectionField(Property<C, SizedCodec<C>> property) {
        super(property);
        this.collection = property;
    }

    @Override
    public CollectionField<C, T> description(String text) {
        super.description(text);
        return this;
    }

    @Override
    @SuppressWarnings("unchecked")
    public CollectionField<C, C> orElse(C value) {
        super.orElse(collection.codec().copy(Objects.requireNonNull(value, "value")));
        // T is C, as optional() was not called
        return (CollectionField<C, C>) this;
    }

    @Override
    public CollectionField<C, Optional<C>> optional() {
        collection.optional();
        return new CollectionField<>(collection);
    }

    /**
     * Bounds the number of items, or of the members of a map, both bounds included.
     *
     * @param min 0 or more
     * @param max {@code min} or more
     */
    public CollectionField<C, T> size(int min, int max) {
        try {
            collection.become(collection.codec().withSize(new Size(min, max)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("field '" + name() + "' has the size " + e.getMessage(), e);
        }
        return this;
    }
}
