package dev.lmcp;

import dev.lmcp.schema.Decoder;
import dev.lmcp.schema.JsonValues;
import dev.lmcp.schema.Problems;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A property that holds a number.
 *
 * @param <N> {@link Integer}, {@link Long} or {@link Double}
 * @param <T> the type that {@link Input#get} returns: {@code N}, or {@code Optional<N>}
 */
public final class NumberField<N extends Number, T> extends Field<N, T> {

    private final Limits<N> limits;

    private NumberField(Property<N> property, Limits<N> limits) {
        super(property);
        this.limits = limits;
    }

    private static <N extends Number> NumberField<N, N> of(String name, ObjectNode schema, Limits<N> limits) {
        return new NumberField<>(new Property<>(name, schema, limits), limits);
    }

    static NumberField<Integer, Integer> integer(String name, ObjectNode schema) {
        return of(
                name,
                schema.put("type", "integer"),
                new Limits<>(true, Integer.MIN_VALUE, Integer.MAX_VALUE, BigDecimal::intValue));
    }

    static NumberField<Long, Long> longInteger(String name, ObjectNode schema) {
        return of(
                name,
                schema.put("type", "integer"),
                new Limits<>(true, Long.MIN_VALUE, Long.MAX_VALUE, BigDecimal::longValue));
    }

    static NumberField<Double, Double> number(String name, ObjectNode schema) {
        return of(
                name,
                schema.put("type", "number"),
                new Limits<>(false, -Double.MAX_VALUE, Double.MAX_VALUE, BigDecimal::doubleValue));
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
        property().optional();
        return new NumberField<>(property(), limits);
    }

    @Override
    public NumberField<N, T> header(String name) {
        super.header(name);
        return this;
    }

    /** Bounds the value by two finite numbers, both included. */
    public NumberField<N, T> range(N min, N max) {
        Optional<JsonNode> smallest = JsonValues.find(Objects.requireNonNull(min, "min"));
        Optional<JsonNode> largest = JsonValues.find(Objects.requireNonNull(max, "max"));
        if (smallest.isEmpty() || largest.isEmpty()) {
            throw new IllegalArgumentException(
                    "field '" + name() + "' has the range " + min + " to " + max + "; expected finite bounds");
        }
        BigDecimal lower = new BigDecimal(min.toString());
        BigDecimal upper = new BigDecimal(max.toString());
        if (lower.compareTo(upper) > 0) {
            throw new IllegalArgumentException("field '" + name() + "' has the range " + min + " to " + max
                    + "; expected the smaller bound first");
        }
        limits.min = lower;
        limits.max = upper;
        property().schema().set("minimum", smallest.get());
        property().schema().set("maximum", largest.get());
        return this;
    }

    private static final class Limits<N extends Number> implements Decoder<N> {

        /** Numbers of more digits than this are not written out: one before the point is out of every range. */
        private static final int MAX_SCALE = 400;

        private final boolean whole;
        private final Function<BigDecimal, N> convert;
        private BigDecimal min;
        private BigDecimal max;

        Limits(boolean whole, N min, N max, Function<BigDecimal, N> convert) {
            this.whole = whole;
            this.min = new BigDecimal(min.toString());
            this.max = new BigDecimal(max.toString());
            this.convert = convert;
        }

        @Override
        public @Nullable N decode(JsonNode value, String pointer, Problems problems) {
            String kind = whole ? "an integer" : "a number";
            if (!value.isNumber()) {
                problems.add(pointer, "must be " + kind + ", but was " + Problems.show(value));
                return null;
            }
            BigDecimal number =
                    value.isIntegralNumber() ? new BigDecimal(value.bigIntegerValue()) : value.decimalValue();
            if (number.signum() == 0 || (!whole && (long) number.precision() - number.scale() < -MAX_SCALE)) {
                number = BigDecimal.ZERO;
            }
            boolean extreme = Math.abs((long) number.precision() - number.scale()) > MAX_SCALE
                    || Math.abs((long) number.scale()) > 2 * MAX_SCALE;
            if (whole && !extreme && number.stripTrailingZeros().scale() > 0) {
                problems.add(pointer, "must be an integer, but was " + Problems.show(value));
                return null;
            }
            if (extreme || number.compareTo(min) < 0 || number.compareTo(max) > 0) {
                problems.add(pointer, "must be between " + min + " and " + max + ", but was " + Problems.show(value));
                return null;
            }
            return convert.apply(number);
        }
    }
}
