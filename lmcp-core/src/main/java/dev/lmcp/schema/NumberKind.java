package dev.lmcp.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a Java type of numbers can hold.
 *
 * @param isWhole whether it has no fraction
 * @param min the smallest value, or null if there is none
 * @param max the largest value, or null if there is none
 * @param isShown whether models see these bounds; a type of 32 or 64 bits is a plain number to them
 * @param convert makes the value from a number within the bounds
 * @param <N> the Java type
 */
public record NumberKind<N extends Number>(
        boolean isWhole,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        boolean isShown,
        Function<BigDecimal, N> convert) {

    public static final NumberKind<Byte> BYTE =
            whole(Byte.MIN_VALUE, Byte.MAX_VALUE, true, number -> number.byteValue());
    public static final NumberKind<Short> SHORT =
            whole(Short.MIN_VALUE, Short.MAX_VALUE, true, number -> number.shortValue());
    public static final NumberKind<Integer> INTEGER =
            whole(Integer.MIN_VALUE, Integer.MAX_VALUE, false, number -> number.intValue());
    public static final NumberKind<Long> LONG =
            whole(Long.MIN_VALUE, Long.MAX_VALUE, false, number -> number.longValue());
    public static final NumberKind<BigInteger> BIG_INTEGER =
            new NumberKind<>(true, null, null, false, number -> number.toBigInteger());
    public static final NumberKind<Float> FLOAT = new NumberKind<>(
            false,
            new BigDecimal(Float.toString(-Float.MAX_VALUE)),
            new BigDecimal(Float.toString(Float.MAX_VALUE)),
            false,
            number -> number.floatValue());
    public static final NumberKind<Double> DOUBLE = new NumberKind<>(
            false,
            new BigDecimal(Double.toString(-Double.MAX_VALUE)),
            new BigDecimal(Double.toString(Double.MAX_VALUE)),
            false,
            number -> number.doubleValue());
    public static final NumberKind<BigDecimal> DECIMAL = new NumberKind<>(false, null, null, false, number -> number);

    private static <N extends Number> NumberKind<N> whole(
            long min, long max, boolean isShown, Function<BigDecimal, N> convert) {
        return new NumberKind<>(true, BigDecimal.valueOf(min), BigDecimal.valueOf(max), isShown, convert);
    }
}
