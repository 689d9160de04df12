package dev.lmcp.processor;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.type.TypeMirror;

/** Whether a value is outside of a bound. What cannot be judged here is judged at the start of the server. */
final class BoundRules {

    private BoundRules() {}

    static boolean isBroken(AnnotationMirror annotation, TypeMirror type, String value) {
        String name = Attributes.nameOf(annotation);
        if (!name.startsWith(Attributes.PACKAGE)) {
            return false;
        }
        Attributes bound = Attributes.of(annotation);
        String simpleName = name.substring(Attributes.PACKAGE.length());
        if (ValueTexts.isNumber(type)) {
            return isNumberBroken(simpleName, bound, new BigDecimal(value));
        }
        return JavaTypes.nameOf(type).equals("java.lang.String") && isTextBroken(simpleName, bound, value);
    }

    private static boolean isNumberBroken(String annotation, Attributes bound, BigDecimal value) {
        return switch (annotation) {
            case "Min" -> value.compareTo(number(bound)) < 0;
            case "Max" -> value.compareTo(number(bound)) > 0;
            case "DecimalMin" -> value.compareTo(number(bound)) < (isInclusive(bound) ? 0 : 1);
            case "DecimalMax" -> value.compareTo(number(bound)) > (isInclusive(bound) ? 0 : -1);
            default -> false;
        };
    }

    private static boolean isTextBroken(String annotation, Attributes bound, String value) {
        int length = value.codePointCount(0, value.length());
        return switch (annotation) {
            case "Size" -> length < size(bound, "min", 0) || length > size(bound, "max", Integer.MAX_VALUE);
            case "Pattern" -> !matches(bound.text("value"), value);
            default -> false;
        };
    }

    private static BigDecimal number(Attributes bound) {
        return new BigDecimal(bound.texts("value").get(0));
    }

    private static boolean isInclusive(Attributes bound) {
        return !bound.has("inclusive") || bound.flag("inclusive");
    }

    private static int size(Attributes bound, String attribute, int otherwise) {
        return bound.has(attribute) ? Integer.parseInt(bound.texts(attribute).get(0)) : otherwise;
    }

    /** A pattern that Java cannot read is a fault of its own, which the start of the server reports. */
    private static boolean matches(String regex, String text) {
        try {
            return Pattern.compile(regex).matcher(text).find();
        } catch (PatternSyntaxException e) {
            return true;
        }
    }
}
