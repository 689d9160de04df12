package dev.lmcp.processor;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.type.TypeMirror;

/** What {@code @Default} of a parameter must fulfil: its type, and the bounds beside it. */
final class DefaultRules {

    private static final List<String> WHOLE = List.of(
            "byte",
            "short",
            "int",
            "long",
            "java.lang.Byte",
            "java.lang.Short",
            "java.lang.Integer",
            "java.lang.Long",
            "java.math.BigInteger");

    /** How a text is read as a value of a type; a parser throws if it cannot. */
    private static final Map<String, Function<String, ?>> PARSERS = Map.ofEntries(
            Map.entry("byte", Byte::valueOf),
            Map.entry("short", Short::valueOf),
            Map.entry("int", Integer::valueOf),
            Map.entry("long", Long::valueOf),
            Map.entry("float", BigDecimal::new),
            Map.entry("double", BigDecimal::new),
            Map.entry("boolean", DefaultRules::truth),
            Map.entry("java.math.BigInteger", java.math.BigInteger::new),
            Map.entry("java.math.BigDecimal", BigDecimal::new),
            Map.entry("java.time.Instant", java.time.Instant::parse),
            Map.entry("java.time.LocalDate", java.time.LocalDate::parse),
            Map.entry("java.time.LocalTime", java.time.LocalTime::parse),
            Map.entry("java.time.LocalDateTime", java.time.LocalDateTime::parse),
            Map.entry("java.time.OffsetDateTime", java.time.OffsetDateTime::parse),
            Map.entry("java.time.Duration", java.time.Duration::parse),
            Map.entry("java.net.URI", java.net.URI::create),
            Map.entry("java.util.UUID", java.util.UUID::fromString));

    private final Faults faults;

    DefaultRules(Faults faults) {
        this.faults = faults;
    }

    void check(Parameter parameter) {
        Optional<Attributes> given = Attributes.of(parameter.element(), "Default");
        if (given.isPresent()) {
            problem(parameter, given.get().text("value"))
                    .ifPresent(text -> faults.add(parameter.element(), given.get(), "value", text));
        }
    }

    private Optional<String> problem(Parameter parameter, String text) {
        TypeMirror type = parameter.type();
        String name = "the default '" + text + "' of parameter '" + parameter.name() + "'";
        if (Returned.isOptional(type)) {
            return Optional.of("parameter '" + parameter.name() + "' is Optional and has @Default('" + text
                    + "'); expected one of them: remove one");
        }
        if (JavaTypes.isEnum(type)) {
            List<String> constants = constants(type);
            return constants.contains(text)
                    ? Optional.empty()
                    : Optional.of(name + " is no constant of '" + JavaTypes.shown(type) + "'; expected one of "
                            + String.join(", ", constants) + ": write one of them");
        }
        Function<String, ?> parser = PARSERS.get(plainName(type));
        if (parser != null && !reads(parser, text)) {
            return Optional.of(
                    name + " is no '" + JavaTypes.shown(type) + "'; expected a value of this type: write one");
        }
        return brokenBound(parameter, text)
                .map(bound -> name + " is against its own " + bound
                        + "; expected a default that callers may send as well: change one of them");
    }

    private static boolean reads(Function<String, ?> parser, String text) {
        try {
            return parser.apply(text) != null;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static Optional<String> brokenBound(Parameter parameter, String text) {
        for (var mirror : parameter.element().getAnnotationMirrors()) {
            Attributes bound = Attributes.of(mirror);
            String annotation = Attributes.nameOf(mirror);
            if (annotation.startsWith(Attributes.PACKAGE)
                    && isBroken(annotation.substring(Attributes.PACKAGE.length()), bound, parameter.type(), text)) {
                return Optional.of(new AnnotationWriter(new Imports("", List.of())).write(mirror));
            }
        }
        return Optional.empty();
    }

    private static boolean isBroken(String annotation, Attributes bound, TypeMirror type, String text) {
        boolean isText = JavaTypes.nameOf(type).equals("java.lang.String");
        boolean isNumber = WHOLE.contains(plainName(type))
                || List.of("float", "double", "java.math.BigDecimal").contains(plainName(type));
        return switch (annotation) {
            case "Min" -> isNumber && new BigDecimal(text).compareTo(number(bound, "value")) < 0;
            case "Max" -> isNumber && new BigDecimal(text).compareTo(number(bound, "value")) > 0;
            case "DecimalMin" -> isNumber && compare(text, bound) < (isInclusive(bound) ? 0 : 1);
            case "DecimalMax" -> isNumber && compare(text, bound) > (isInclusive(bound) ? 0 : -1);
            case "Size" -> isText && !fits(text.codePointCount(0, text.length()), bound);
            case "Pattern" -> isText && !matches(bound.text("value"), text);
            default -> false;
        };
    }

    private static int compare(String text, Attributes bound) {
        return new BigDecimal(text).compareTo(number(bound, "value"));
    }

    private static boolean isInclusive(Attributes bound) {
        return !bound.has("inclusive") || bound.flag("inclusive");
    }

    private static BigDecimal number(Attributes bound, String attribute) {
        return new BigDecimal(bound.texts(attribute).get(0));
    }

    private static boolean fits(int size, Attributes bound) {
        return (!bound.has("min") || size >= number(bound, "min").intValue())
                && (!bound.has("max") || size <= number(bound, "max").intValue());
    }

    /** A pattern that Java cannot read is a fault of its own, which the start of the server reports. */
    private static boolean matches(String regex, String text) {
        try {
            return Pattern.compile(regex).matcher(text).find();
        } catch (PatternSyntaxException e) {
            return true;
        }
    }

    private static Boolean truth(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(text);
        }
        return Boolean.valueOf(text);
    }

    /** Returns the name of a type, that of the primitive one for a wrapper. */
    private static String plainName(TypeMirror type) {
        if (type.getKind().isPrimitive()) {
            return type.getKind().name().toLowerCase(java.util.Locale.ROOT);
        }
        String name = JavaTypes.nameOf(type);
        return switch (name) {
            case "java.lang.Integer" -> "int";
            case "java.lang.Byte",
                    "java.lang.Short",
                    "java.lang.Long",
                    "java.lang.Float",
                    "java.lang.Double",
                    "java.lang.Boolean" -> name.substring(10).toLowerCase(java.util.Locale.ROOT);
            default -> name;
        };
    }

    private static List<String> constants(TypeMirror type) {
        return JavaTypes.element(type).getEnclosedElements().stream()
                .filter(element -> element.getKind() == ElementKind.ENUM_CONSTANT)
                .map(DefaultRules::constant)
                .toList();
    }

    private static String constant(Element element) {
        return Attributes.of(element, "Name")
                .map(name -> name.text("value"))
                .orElse(element.getSimpleName().toString());
    }
}
