package dev.lmcp.schema;

import java.math.BigDecimal;
import java.math.RoundingMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The smallest or the largest value of a number.
 *
 * @param value the bound
 * @param isInclusive whether the bound itself is allowed
 * @param isOwn whether the author of the shape set it; otherwise it is that of the Java type
 */
record Bound(BigDecimal value, boolean isInclusive, boolean isOwn) {

    boolean isBroken(BigDecimal number, boolean isLower) {
        int order = isLower ? number.compareTo(value) : value.compareTo(number);
        return isInclusive ? order < 0 : order <= 0;
    }

    /** Returns whether this bound lets more numbers through than another one on the same side. */
    boolean isLessStrict(Bound other, boolean isLower) {
        int order = isLower ? value.compareTo(other.value) : other.value.compareTo(value);
        return order < 0 || (order == 0 && isInclusive);
    }

    /** Returns the bound that means the same for numbers without a fraction, included. */
    Bound whole(boolean isLower) {
        BigDecimal nearest = value.setScale(0, isLower ? RoundingMode.CEILING : RoundingMode.FLOOR);
        boolean isNext = !isInclusive && nearest.compareTo(value) == 0;
        BigDecimal step = isLower ? BigDecimal.ONE : BigDecimal.ONE.negate();
        return new Bound(isNext ? nearest.add(step) : nearest, true, isOwn);
    }

    JsonNode shown() {
        if (value.scale() > 0) {
            return JsonNodeFactory.instance.numberNode(value);
        }
        int bits = value.toBigInteger().bitLength();
        if (bits < Integer.SIZE) {
            return JsonNodeFactory.instance.numberNode(value.intValue());
        }
        return bits < Long.SIZE
                ? JsonNodeFactory.instance.numberNode(value.longValue())
                : JsonNodeFactory.instance.numberNode(value.toBigInteger());
    }
}
