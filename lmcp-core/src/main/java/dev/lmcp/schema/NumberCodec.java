package dev.lmcp.schema;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A number with its bounds: those of its Java type, and those that its author set.
 *
 * @param <N> the Java type
 */
public final class NumberCodec<N extends Number> implements Codec<N> {

    /** Numbers of more digits than this are not written out. */
    private static final int MAX_SCALE = 400;

    private static final BigDecimal MAX_HELD = BigDecimal.ONE.scaleByPowerOfTen(MAX_SCALE);
    private static final BigDecimal MIN_HELD = MAX_HELD.negate();

    private final NumberKind<N> kind;
    private final @Nullable Bound lower;
    private final @Nullable Bound upper;

    private NumberCodec(NumberKind<N> kind, @Nullable Bound lower, @Nullable Bound upper) {
        this.kind = kind;
        this.lower = lower;
        this.upper = upper;
    }

    /** Returns the numbers that a Java type can hold. */
    public static <N extends Number> NumberCodec<N> of(NumberKind<N> kind) {
        return new NumberCodec<>(kind, bound(kind.min()), bound(kind.max()));
    }

    private static @Nullable Bound bound(@Nullable BigDecimal natural) {
        return natural == null ? null : new Bound(natural, true, false);
    }

    /**
     * Returns this number with a smallest value; one that is larger already stays.
     *
     * @throws IllegalArgumentException if the Java type does not reach the value, or if no number is left
     */
    public NumberCodec<N> withMin(BigDecimal value, boolean isInclusive) {
        Bound next = bound(value, isInclusive, true);
        return lower != null && lower.isOwn() && next.isLessStrict(lower, true)
                ? this
                : new NumberCodec<>(kind, next, upper).checked();
    }

    /**
     * Returns this number with a largest value; one that is smaller already stays.
     *
     * @throws IllegalArgumentException if the Java type does not reach the value, or if no number is left
     */
    public NumberCodec<N> withMax(BigDecimal value, boolean isInclusive) {
        Bound next = bound(value, isInclusive, false);
        return upper != null && upper.isOwn() && next.isLessStrict(upper, false)
                ? this
                : new NumberCodec<>(kind, lower, next).checked();
    }

    /** Returns this number between two values, both included; throws {@link IllegalArgumentException} as the others do. */
    public NumberCodec<N> withRange(BigDecimal min, BigDecimal max) {
        return new NumberCodec<>(kind, bound(min, true, true), bound(max, true, false)).checked();
    }

    private Bound bound(BigDecimal value, boolean isInclusive, boolean isLower) {
        if (isExtreme(value)) {
            throw new IllegalArgumentException(
                    "has the bound " + value + "; expected one of at most " + MAX_SCALE + " digits");
        }
        BigDecimal min = kind.min();
        BigDecimal max = kind.max();
        if (min != null && max != null && (value.compareTo(min) < 0 || value.compareTo(max) > 0)) {
            throw new IllegalArgumentException(
                    "has the bound " + value + ", which its type cannot hold; expected " + min + " to " + max);
        }
        Bound bound = new Bound(value, isInclusive, true);
        return kind.isWhole() ? bound.whole(isLower) : bound;
    }

    private NumberCodec<N> checked() {
        if (lower != null
                && upper != null
                && (lower.isBroken(upper.value(), true) || upper.isBroken(lower.value(), false))) {
            throw new IllegalArgumentException(
                    "has the range " + lower.value() + " to " + upper.value() + "; expected the smaller bound first");
        }
        return this;
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", kind.isWhole() ? "integer" : "number");
        show(schema, lower, "minimum", "exclusiveMinimum");
        show(schema, upper, "maximum", "exclusiveMaximum");
        return schema;
    }

    private void show(ObjectNode schema, @Nullable Bound bound, String inclusive, String exclusive) {
        if (bound != null && (bound.isOwn() || kind.isShown())) {
            schema.set(bound.isInclusive() ? inclusive : exclusive, bound.shown());
        }
    }

    @Override
    public @Nullable N read(JsonNode value, String pointer, Problems problems) {
        if (!value.isNumber()) {
            problems.add(
                    pointer,
                    "must be " + (kind.isWhole() ? "an integer" : "a number") + ", but was " + Problems.show(value));
            return null;
        }
        BigDecimal number = value.isIntegralNumber() ? new BigDecimal(value.bigIntegerValue()) : value.decimalValue();
        long magnitude = (long) number.precision() - number.scale();
        if (number.signum() == 0 || (!kind.isWhole() && kind.max() != null && magnitude < -MAX_SCALE)) {
            number = BigDecimal.ZERO;
        }
        boolean isExtreme = isExtreme(number);
        if (kind.isWhole() && !isExtreme && number.stripTrailingZeros().scale() > 0) {
            problems.add(pointer, "must be an integer, but was " + Problems.show(value));
            return null;
        }
        Optional<String> fault = isExtreme ? Optional.of(tooLong(number)) : fault(number);
        if (fault.isPresent()) {
            problems.add(pointer, fault.get() + ", but was " + Problems.show(value));
            return null;
        }
        return kind.convert().apply(number);
    }

    private static boolean isExtreme(BigDecimal number) {
        return Math.abs((long) number.precision() - number.scale()) > MAX_SCALE
                || Math.abs((long) number.scale()) > 2 * MAX_SCALE;
    }

    private String tooLong(BigDecimal number) {
        return fault(number.signum() < 0 ? MIN_HELD : MAX_HELD).orElse("must have at most " + MAX_SCALE + " digits");
    }

    /** Returns what the number must be instead, or empty if it is within the bounds. */
    private Optional<String> fault(BigDecimal number) {
        if (lower != null && lower.isBroken(number, true)) {
            return Optional.of(expected(lower, upper, lower.isInclusive() ? "at least " : "more than "));
        }
        return upper != null && upper.isBroken(number, false)
                ? Optional.of(expected(upper, lower, upper.isInclusive() ? "at most " : "less than "))
                : Optional.empty();
    }

    private String expected(Bound broken, @Nullable Bound other, String relation) {
        if (lower == null
                || upper == null
                || other == null
                || !(broken.isInclusive() && other.isInclusive())
                || (broken.isOwn() && !other.isOwn())) {
            return "must be " + relation + broken.value();
        }
        return "must be between " + lower.value() + " and " + upper.value();
    }

    @Override
    public JsonNode write(N value, String pointer, Problems problems) {
        Optional<JsonNode> node = JsonValues.find(value);
        if (node.isEmpty()) {
            problems.add(pointer, "must be a value that JSON has, but was " + value);
            return JsonNodeFactory.instance.nullNode();
        }
        read(node.get(), pointer, problems);
        return node.get();
    }
}
