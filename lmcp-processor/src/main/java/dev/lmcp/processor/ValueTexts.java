package dev.lmcp.processor;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.lang.model.type.TypeMirror;

/** Which texts are values of a type. Types that are written as JSON are left to the start of the server. */
final class ValueTexts {

    private static final Pattern JSON_NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?");

    /** How a text is read as a value of a type; a parser throws if it cannot. */
    private static final Map<String, Function<String, ?>> PARSERS = Map.ofEntries(
            Map.entry("byte", text -> new BigDecimal(text).byteValueExact()),
            Map.entry("short", text -> new BigDecimal(text).shortValueExact()),
            Map.entry("int", text -> new BigDecimal(text).intValueExact()),
            Map.entry("long", text -> new BigDecimal(text).longValueExact()),
            Map.entry("java.math.BigInteger", text -> new BigDecimal(text).toBigIntegerExact()),
            Map.entry("float", BigDecimal::new),
            Map.entry("double", BigDecimal::new),
            Map.entry("java.math.BigDecimal", BigDecimal::new),
            Map.entry("java.time.Year", ValueTexts::year),
            Map.entry("boolean", ValueTexts::truth),
            Map.entry("java.time.Instant", Instant::parse),
            Map.entry("java.time.LocalDate", LocalDate::parse),
            Map.entry("java.time.LocalTime", LocalTime::parse),
            Map.entry("java.time.LocalDateTime", LocalDateTime::parse),
            Map.entry("java.time.OffsetDateTime", OffsetDateTime::parse),
            Map.entry("java.time.ZonedDateTime", ZonedDateTime::parse),
            Map.entry("java.time.Duration", Duration::parse),
            Map.entry("java.time.Period", Period::parse),
            Map.entry("java.time.YearMonth", YearMonth::parse),
            Map.entry("java.time.ZoneId", ZoneId::of),
            Map.entry("java.net.URI", URI::create),
            Map.entry("java.util.UUID", UUID::fromString));

    private ValueTexts() {}

    static boolean isValue(TypeMirror type, String text) {
        Function<String, ?> parser = PARSERS.get(plainName(type));
        if (parser == null) {
            return true;
        }
        if (isNumber(type) && !JSON_NUMBER.matcher(text).matches()) {
            return false;
        }
        try {
            return parser.apply(text) != null;
        } catch (RuntimeException e) {
            return false;
        }
    }

    static boolean isNumber(TypeMirror type) {
        return switch (plainName(type)) {
            case "byte",
                    "short",
                    "int",
                    "long",
                    "float",
                    "double",
                    "java.math.BigInteger",
                    "java.math.BigDecimal",
                    "java.time.Year" -> true;
            default -> false;
        };
    }

    private static Boolean truth(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(text);
        }
        return Boolean.valueOf(text);
    }

    private static BigInteger year(String text) {
        BigInteger year = new BigDecimal(text).toBigIntegerExact();
        if (year.signum() < 0 || year.bitLength() > 14 || year.intValue() > 9999) {
            throw new IllegalArgumentException(text);
        }
        return year;
    }

    /** Returns the name of a type, that of the primitive one for a wrapper. */
    private static String plainName(TypeMirror type) {
        if (type.getKind().isPrimitive()) {
            return type.getKind().name().toLowerCase(Locale.ROOT);
        }
        String name = JavaTypes.nameOf(type);
        return switch (name) {
            case "java.lang.Integer" -> "int";
            case "java.lang.Byte",
                    "java.lang.Short",
                    "java.lang.Long",
                    "java.lang.Float",
                    "java.lang.Double",
                    "java.lang.Boolean" -> name.substring("java.lang.".length()).toLowerCase(Locale.ROOT);
            default -> name;
        };
    }
}
