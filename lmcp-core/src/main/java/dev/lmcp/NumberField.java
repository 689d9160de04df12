package dev.lmcp;

import java.math.BigDecimal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A property that holds a number.
 *
 * @param <N> {@link Integer}, {@link Long} or {@link Double}
 */
public final class NumberField<N extends Number> extends Field<N> {

    private final Limits<N> limits;

    private NumberField(String name, ObjectNode schema, Limits<N> limits) {
        super(name, schema, limits::decode);
        this.limits = limits;
    }

    static NumberField<Integer> integer(String name, ObjectNode schema) {
        return new NumberField<>(
                name,
                schema.put("type", "integer"),
                new Limits<>(true, Integer.MIN_VALUE, Integer.MAX_VALUE, BigDecimal::intValue));
    }

    static NumberField<Long> longInteger(String name, ObjectNode schema) {
        return new NumberField<>(
                name,
                schema.put("type", "integer"),
                new Limits<>(true, Long.MIN_VALUE, Long.MAX_VALUE, BigDecimal::longValue));
    }

    static NumberField<Double> number(String name, ObjectNode schema) {
        return new NumberField<>(
                name,
                schema.put("type", "number"),
                new Limits<>(false, -Double.MAX_VALUE, Double.MAX_VALUE, BigDecimal::doubleValue));
    }

    @Override
    public NumberField<N> describe(String text) {
        super.describe(text);
        return this;
    }

    /** Bounds the value, both bounds included. */
    public NumberField<N> range(N min, N max) {
        if (!(min.doubleValue() <= max.doubleValue()) || min.longValue() > max.longValue()) {
            throw new IllegalArgumentException("field '" + name() + "' has the range " + min + " to " + max
                    + "; expected the smaller bound first");
        }
        limits.min = new BigDecimal(min.toString());
        limits.max = new BigDecimal(max.toString());
        JsonEncoder.encodeIfPlain(min).ifPresent(bound -> schema().set("minimum", bound));
        JsonEncoder.encodeIfPlain(max).ifPresent(bound -> schema().set("maximum", bound));
        return this;
    }

    private static final class Limits<N extends Number> {

        /** Numbers of more digits than this are not written out: one before the point is out of every range. */
        private static final int MAX_SCALE = 400;

        private final boolean whole;
        private final Function<BigDecimal, N> convert;
        private BigDecimal min;
        private BigDecimal max;

        Limits(boolean whole, Number min, Number max, Function<BigDecimal, N> convert) {
            this.whole = whole;
            this.min = new BigDecimal(min.toString());
            this.max = new BigDecimal(max.toString());
            this.convert = convert;
        }

        @Nullable
        N decode(JsonNode value, String pointer, Problems problems) {
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
