package dev.lmcp;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The decoded properties of one object. Immutable. */
public final class Input {

    private final Map<Field<?, ?>, Optional<Object>> values;

    Input(Map<Field<?, ?>, Optional<Object>> values) {
        this.values = values;
    }

    /**
     * Returns the value of a field: what the caller sent, the field's default, or an {@link Optional} if the field is
     * optional.
     *
     * @throws IllegalArgumentException if the field was declared for another object, or if {@code optional()} was
     *     called on it: the field that it returned has the value then
     */
    @SuppressWarnings("unchecked")
    public <T> T get(Field<?, T> field) {
        Optional<Object> value = values.get(Objects.requireNonNull(field, "field"));
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException(
                    "field '" + field.name()
                            + "' is not one of this object's; expected one that was declared for it (after optional(), its result)");
        }
        return (T) value.get();
    }
}
