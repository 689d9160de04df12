package dev.lmcp.schema;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What it means that a member of an object is absent, and what Java has in place of a present one.
 *
 * @param isRefused whether it must be there
 * @param fallback what Java has if it is absent; null if it must be there
 * @param wrap what Java has of a present value
 * @param unwrap the value that is written; null if none is
 * @param <V> the type of a present value
 * @param <T> the type in Java
 */
public record Absence<V, T>(
        boolean isRefused, @Nullable T fallback, Function<V, T> wrap, Function<T, @Nullable V> unwrap) {

    public static <V> Absence<V, V> refused() {
        return new Absence<>(true, null, value -> value, value -> value);
    }

    public static <V> Absence<V, V> orElse(V value) {
        return new Absence<>(false, Objects.requireNonNull(value, "value"), same -> same, same -> same);
    }

    public static <V> Absence<V, Optional<V>> optional() {
        return new Absence<>(false, Optional.empty(), Optional::of, value -> value.isPresent() ? value.get() : null);
    }

    public static Absence<Integer, OptionalInt> optionalInt() {
        return new Absence<>(
                false, OptionalInt.empty(), OptionalInt::of, value -> value.isPresent() ? value.getAsInt() : null);
    }

    public static Absence<Long, OptionalLong> optionalLong() {
        return new Absence<>(
                false, OptionalLong.empty(), OptionalLong::of, value -> value.isPresent() ? value.getAsLong() : null);
    }

    public static Absence<Double, OptionalDouble> optionalDouble() {
        return new Absence<>(
                false,
                OptionalDouble.empty(),
                OptionalDouble::of,
                value -> value.isPresent() ? value.getAsDouble() : null);
    }
}
