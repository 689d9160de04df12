package dev.lmcp;

import java.util.Map;
import java.util.Optional;

/** The decoded properties of one object, each got by its field. Immutable. */
public final class Input {

    private final Map<Field<?>, Optional<Object>> values;

    Input(Map<Field<?>, Optional<Object>> values) {
        this.values = values;
    }

    /**
     * Returns the value of a field.
     *
     * @throws IllegalArgumentException where the field was not declared for this object, or {@code optional()} was
     *     called on it and its result is the one to ask with
     */
    @SuppressWarnings("unchecked")
    public <T> T get(Field<T> field) {
        Optional<Object> value = values.get(field);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException(
                    "field '" + field.name()
                            + "' is not one of this object's; expected one that was declared for it (after optional(), its result)");
        }
        return (T) value.get();
    }
}
