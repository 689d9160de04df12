package dev.lmcp;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The decoded properties of one object. Immutable. */
public final class Input {

    private final List<Property<?, ?>> properties;
    private final @Nullable Object[] values;

    Input(List<Property<?, ?>> properties, @Nullable Object[] values) {
        this.properties = properties;
        this.values = values;
    }

    /**
     * Returns the value of a field: what the caller sent, the field's default, or an {@link java.util.Optional} if the
     * field is optional.
     *
     * @throws IllegalArgumentException if the field was declared for another object, or if {@code optional()} was
     *     called on it: the field that it returned has the value then
     */
    @SuppressWarnings("unchecked")
    public <T> T get(Field<?, T> field) {
        int position = Objects.requireNonNull(field, "field").property().position();
        Object value = position >= 0
                        && position < properties.size()
                        && properties.get(position).isReadBy(field)
                ? values[position]
                : null;
        if (value == null) {
            throw new IllegalArgumentException(
                    "field '" + field.name()
                            + "' is not one of this object's; expected one that was declared for it (after optional(), its result)");
        }
        return (T) value;
    }
}
