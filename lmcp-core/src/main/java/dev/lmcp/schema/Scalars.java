package dev.lmcp.schema;

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
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The codecs of the types that have no parts. */
public final class Scalars {

    private static final Map<Class<?>, Codec<?>> CODECS = Map.ofEntries(
            Map.entry(String.class, TextCodec.ANY),
            Map.entry(boolean.class, BooleanCodec.ONLY),
            Map.entry(Boolean.class, BooleanCodec.ONLY),
            Map.entry(byte.class, NumberCodec.of(NumberKind.BYTE)),
            Map.entry(Byte.class, NumberCodec.of(NumberKind.BYTE)),
            Map.entry(short.class, NumberCodec.of(NumberKind.SHORT)),
            Map.entry(Short.class, NumberCodec.of(NumberKind.SHORT)),
            Map.entry(int.class, NumberCodec.of(NumberKind.INTEGER)),
            Map.entry(Integer.class, NumberCodec.of(NumberKind.INTEGER)),
            Map.entry(long.class, NumberCodec.of(NumberKind.LONG)),
            Map.entry(Long.class, NumberCodec.of(NumberKind.LONG)),
            Map.entry(float.class, NumberCodec.of(NumberKind.FLOAT)),
            Map.entry(Float.class, NumberCodec.of(NumberKind.FLOAT)),
            Map.entry(double.class, NumberCodec.of(NumberKind.DOUBLE)),
            Map.entry(Double.class, NumberCodec.of(NumberKind.DOUBLE)),
            Map.entry(BigInteger.class, NumberCodec.of(NumberKind.BIG_INTEGER)),
            Map.entry(BigDecimal.class, NumberCodec.of(NumberKind.DECIMAL)),
            Map.entry(Instant.class, Formats.INSTANT),
            Map.entry(OffsetDateTime.class, Formats.OFFSET_DATE_TIME),
            Map.entry(ZonedDateTime.class, Formats.ZONED_DATE_TIME),
            Map.entry(LocalDate.class, Formats.LOCAL_DATE),
            Map.entry(LocalTime.class, Formats.LOCAL_TIME),
            Map.entry(LocalDateTime.class, Formats.LOCAL_DATE_TIME),
            Map.entry(Duration.class, Formats.DURATION),
            Map.entry(Period.class, Formats.PERIOD),
            Map.entry(Year.class, YearCodec.ONLY),
            Map.entry(YearMonth.class, Formats.YEAR_MONTH),
            Map.entry(ZoneId.class, Formats.ZONE_ID),
            Map.entry(URI.class, Formats.ABSOLUTE_URI),
            Map.entry(UUID.class, Formats.RFC_UUID),
            Map.entry(JsonNode.class, TreeCodec.ANY),
            Map.entry(ObjectNode.class, TreeCodec.OBJECT));

    private Scalars() {}

    /** Returns the codec of a type without parts; those of a primitive type and of its wrapper are the same. */
    @SuppressWarnings("unchecked")
    public static <V> Optional<Codec<V>> find(Class<V> type) {
        return Optional.ofNullable((Codec<V>) CODECS.get(type));
    }
}
