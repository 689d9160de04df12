package dev.lmcp.schema.reflect;

import dev.lmcp.annotation.Pattern;
import dev.lmcp.schema.Codec;
import dev.lmcp.schema.NumberCodec;
import dev.lmcp.schema.Size;
import dev.lmcp.schema.SizedCodec;
import dev.lmcp.schema.TextCodec;
import java.lang.annotation.Annotation;
import java.math.BigDecimal;
import java.util.function.UnaryOperator;

/** Applies the bounds that annotations say to a codec. */
final class Constraints {

    /** A pattern that matches the whole text or nothing. One with alternatives may bind an anchor to one of them only. */
    private static final java.util.regex.Pattern WHOLE_TEXT = java.util.regex.Pattern.compile("\\^[^|]*(?<!\\\\)\\$");

    private final String path;
    private final Faults faults;

    Constraints(String path, Faults faults) {
        this.path = path;
        this.faults = faults;
    }

    Codec<?> apply(Notes notes, Codec<?> codec) {
        Codec<?> bounded = codec;
        for (Annotation annotation : notes.constraints()) {
            try {
                bounded = apply(annotation, bounded);
            } catch (IllegalArgumentException e) {
                faults.add(path, String.valueOf(e.getMessage()));
            }
        }
        return bounded;
    }

    private static Codec<?> apply(Annotation annotation, Codec<?> codec) {
        return switch (annotation.annotationType().getSimpleName()) {
            case "Min" -> number(annotation, codec, it -> it.withMin(bound(annotation), true));
            case "Max" -> number(annotation, codec, it -> it.withMax(bound(annotation), true));
            case "DecimalMin" ->
                number(annotation, codec, it -> it.withMin(bound(annotation), isInclusive(annotation)));
            case "DecimalMax" ->
                number(annotation, codec, it -> it.withMax(bound(annotation), isInclusive(annotation)));
            case "Positive" -> number(annotation, codec, it -> it.withMin(BigDecimal.ZERO, false));
            case "PositiveOrZero" -> number(annotation, codec, it -> it.withMin(BigDecimal.ZERO, true));
            case "Negative" -> number(annotation, codec, it -> it.withMax(BigDecimal.ZERO, false));
            case "NegativeOrZero" -> number(annotation, codec, it -> it.withMax(BigDecimal.ZERO, true));
            case "Size" -> sized(annotation, codec, size(annotation));
            case "NotEmpty" -> sized(annotation, codec, Size.NOT_EMPTY);
            case "NotBlank" -> text(annotation, codec, TextCodec::notBlank);
            case "Email" -> text(annotation, codec, TextCodec::email);
            case "Pattern" -> text(annotation, codec, it -> pattern(annotation, it));
            default -> codec;
        };
    }

    private static Codec<?> number(Annotation annotation, Codec<?> codec, UnaryOperator<NumberCodec<?>> bound) {
        if (codec instanceof NumberCodec<?> number) {
            return bound.apply(number);
        }
        throw wrongType(annotation, "a number");
    }

    private static Codec<?> text(Annotation annotation, Codec<?> codec, UnaryOperator<TextCodec> rule) {
        if (codec instanceof TextCodec text) {
            return rule.apply(text);
        }
        throw wrongType(annotation, "text");
    }

    private static Codec<?> sized(Annotation annotation, Codec<?> codec, Size size) {
        if (codec instanceof TextCodec text) {
            return text.withLength(text.length().and(size));
        }
        if (codec instanceof SizedCodec<?> many) {
            return many.withSize(many.size().and(size));
        }
        throw wrongType(annotation, "text, a list, a set, an array or a map");
    }

    private static IllegalArgumentException wrongType(Annotation annotation, String expected) {
        return new IllegalArgumentException(
                "has @" + annotation.annotationType().getSimpleName() + ", which its type cannot have; expected it on "
                        + expected + ": remove it");
    }

    private static BigDecimal bound(Annotation annotation) {
        Object value = Notes.value(annotation, "value");
        try {
            return new BigDecimal(value.toString());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("has the bound '" + value + "'; expected a decimal, as in 0.5", e);
        }
    }

    private static boolean isInclusive(Annotation annotation) {
        return (boolean) Notes.value(annotation, "inclusive");
    }

    private static Size size(Annotation annotation) {
        try {
            return new Size((int) Notes.value(annotation, "min"), (int) Notes.value(annotation, "max"));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("has the size " + e.getMessage(), e);
        }
    }

    private static TextCodec pattern(Annotation annotation, TextCodec text) {
        boolean isOwn = annotation instanceof Pattern;
        String regex = String.valueOf(Notes.value(annotation, isOwn ? "value" : "regexp"));
        // Jakarta Validation matches the whole text
        String shown = isOwn || WHOLE_TEXT.matcher(regex).matches() ? regex : "^(?:" + regex + ")$";
        try {
            return text.withPattern(shown);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("has the pattern '" + shown + "', which " + e.getMessage(), e);
        }
    }
}
