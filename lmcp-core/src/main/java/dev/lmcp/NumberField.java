package dev.lmcp;

import dev.lmcp.schema.NumberCodec;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A property that holds a number.
 *
 * @param <N> {@link Integer}, {@link Long}, {@link Double} or {@link BigDecimal}
 * @param <T> the type that {@link Input#get} returns: {@code N}, or {@code Optional<N>}
 */
public final class NumberField<N extends Number, T> extends Field<N, T> {

    private final Property<N, NumberCodec<N>> number;

    NumberField(Property<N, NumberCodec<N>> property) {
        super(property);
        this.number = property;
    }

    @Override
    public NumberField<N, T> description(String text) {
        super.description(text);
        return this;
    }

    @Override
    @SuppressWarnings("unchecked")
    public NumberField<N, N> orElse(N value) {
        super.orElse(value);
        // T is N, as optional() was not called
        return (NumberField<N, N>) this;
    }

    @Override
    public NumberField<N, Optional<N>> optional() {
        number.optional();
        return new NumberField<>(number);
    }

    @Override
    public NumberField<N, T> header(String name) {
        super.header(name);
        return this;
    }

    /** Bounds the value by two finite numbers, both included. */
    public NumberField<N, T> range(N min, N max) {
        if (!isFinite(Objects.requireNonNull(min, "min")) || !isFinite(Objects.requireNonNull(max, "max"))) {
            throw new IllegalArgumentException(
                    "field '" + name() + "' has the range " + min + " to " + max + "; expected finite bounds");
        }
        return with(codec -> codec.withRange(decimal(min), decimal(max)));
    }

    /** Bounds the value from below by a finite number, which is included. */
    public NumberField<N, T> min(N value) {
        return with(codec -> codec.withMin(finite(value), true));
    }

    /** Bounds the value from above by a finite number, which is included. */
    public NumberField<N, T> max(N value) {
        return with(codec -> codec.withMax(finite(value), true));
    }

    private BigDecimal finite(N bound) {
        if (!isFinite(Objects.requireNonNull(bound, "value"))) {
            throw new IllegalArgumentException("has the bound " + bound + "; expected a finite one");
        }
        return decimal(bound);
    }

    private static boolean isFinite(Number bound) {
        return !(bound instanceof Double real) || Double.isFinite(real);
    }

    private static BigDecimal decimal(Number bound) {
        return new BigDecimal(bound.toString());
    }

    private NumberField<N, T> with(UnaryOperator<NumberCodec<N>> bound) {
        try {
            number.become(bound.apply(number.codec()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("field '" + name() + "' " + e.getMessage(), e);
        }
        return this;
    }
}
