package dev.lmcp;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The base of immutable value types: two values are equal if they are of one type and their parts are equal. */
abstract class Value {

    /** Returns the parts in a fixed order; bytes as {@link java.nio.ByteBuffer}, so that they are compared. */
    abstract List<?> parts();

    /** Returns a copy of what a caller gave; null in it is refused by the name of the parameter. */
    static <T> List<T> listOf(String name, T[] values) {
        for (T value : Objects.requireNonNull(values, name)) {
            Objects.requireNonNull(value, name);
        }
        return List.of(values);
    }

    /** Returns a copy of what a caller gave; null in it is refused by the name of the parameter. */
    static <T> List<T> listOf(String name, List<T> values) {
        for (T value : Objects.requireNonNull(values, name)) {
            Objects.requireNonNull(value, name);
        }
        return List.copyOf(values);
    }

    /** Returns whether {@code other} is a value of the same type with equal parts. */
    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof Value value && getClass() == value.getClass() && parts().equals(value.parts());
    }

    /** Returns a hash of the parts. */
    @Override
    public final int hashCode() {
        return parts().hashCode();
    }

    /** Returns the type's name and the parts, for people who debug. */
    @Override
    public final String toString() {
        return getClass().getSimpleName() + parts();
    }
}
