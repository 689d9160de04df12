package dev.lmcp.schema;

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
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/**
 * The types whose values are texts of a fixed form: dates and times (RFC 3339, ISO 8601), URIs (RFC 3986) and UUIDs (RFC
 * 9562).
 *
 * <p>Patterns have only what every consumer of a schema takes: no escapes of classes, no look-around.
 */
final class Formats {

    private static final String DATE = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";
    private static final String CLOCK = "([01][0-9]|2[0-3]):[0-5][0-9]";
    private static final String SECONDS = ":[0-5][0-9](\\.[0-9]{1,9})?";
    private static final String OFFSET = "([Zz]|[+-](0[0-9]|1[0-8]):[0-5][0-9])";
    private static final String DATE_TIME = "^" + DATE + "[Tt]" + CLOCK + SECONDS + OFFSET + "$";

    static final FormattedCodec<Instant> INSTANT = FormattedCodec.format(
            "a point in time, as in 2030-11-28T09:30:00Z",
            "date-time",
            DATE_TIME,
            text -> OffsetDateTime.parse(text).toInstant(),
            Instant::toString);

    static final FormattedCodec<OffsetDateTime> OFFSET_DATE_TIME = FormattedCodec.format(
            "a date and time with an offset, as in 2030-11-28T09:30:00+01:00",
            "date-time",
            DATE_TIME,
            OffsetDateTime::parse,
            DateTimeFormatter.ISO_OFFSET_DATE_TIME::format);

    static final FormattedCodec<LocalDate> LOCAL_DATE = FormattedCodec.format(
            "a date, as in 2030-11-28", "date", "^" + DATE + "$", LocalDate::parse, LocalDate::toString);

    static final FormattedCodec<LocalTime> LOCAL_TIME = FormattedCodec.pattern(
            "a time of the day, as in 09:30 or 09:30:15",
            "^" + CLOCK + "(" + SECONDS + ")?$",
            LocalTime::parse,
            LocalTime::toString);

    static final FormattedCodec<LocalDateTime> LOCAL_DATE_TIME = FormattedCodec.pattern(
            "a date and time without an offset, as in 2030-11-28T09:30:00",
            "^" + DATE + "T" + CLOCK + "(" + SECONDS + ")?$",
            LocalDateTime::parse,
            LocalDateTime::toString);

    static final FormattedCodec<ZonedDateTime> ZONED_DATE_TIME = FormattedCodec.pattern(
            "a date and time with an offset and a zone, as in 2030-11-28T09:30:00+01:00[Europe/Oslo]",
            "^" + DATE + "T" + CLOCK + "(" + SECONDS
                    + ")?(Z|[+-](0[0-9]|1[0-8]):[0-5][0-9])(\\[[A-Za-z0-9_/+:-]+\\])?$",
            ZonedDateTime::parse,
            ZonedDateTime::toString);

    static final FormattedCodec<Duration> DURATION = FormattedCodec.pattern(
            "a duration of days, hours, minutes and seconds, as in PT1H30M or P2D",
            "^-?P([0-9]+D(T" + DurationText.TIME + ")?|T" + DurationText.TIME + ")$",
            Duration::parse,
            DurationText::print);

    static final FormattedCodec<Period> PERIOD = FormattedCodec.pattern(
            "a period of years, months and days, as in P1Y2M or P14D",
            "^P([0-9]+Y([0-9]+M)?([0-9]+D)?|[0-9]+M([0-9]+D)?|[0-9]+D|[0-9]+W)$",
            Period::parse,
            Period::toString);

    static final FormattedCodec<YearMonth> YEAR_MONTH = FormattedCodec.pattern(
            "a month of a year, as in 2030-11", "^[0-9]{4}-(0[1-9]|1[0-2])$", YearMonth::parse, YearMonth::toString);

    static final FormattedCodec<ZoneId> ZONE_ID = FormattedCodec.pattern(
            "a time zone, as in Europe/Oslo or +01:00", "^[A-Za-z0-9_/+:-]+$", ZoneId::of, ZoneId::getId);

    static final FormattedCodec<URI> ABSOLUTE_URI = FormattedCodec.format(
            "a URI with a scheme, as in https://example.com/a",
            "uri",
            "^[A-Za-z][A-Za-z0-9+.-]*:",
            URI::create,
            URI::toASCIIString);

    static final FormattedCodec<UUID> RFC_UUID = FormattedCodec.format(
            "a UUID, as in 7d444840-9dc0-11d1-b245-5ffdce74fad2",
            "uuid",
            "^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$",
            UUID::fromString,
            UUID::toString);

    private Formats() {}

    /** The text of a duration, with the sign in front of all its parts. */
    static final class DurationText {

        static final String TIME = "([0-9]+H([0-9]+M)?([0-9]+(\\.[0-9]{1,9})?S)?|[0-9]+M([0-9]+(\\.[0-9]{1,9})?S)?"
                + "|[0-9]+(\\.[0-9]{1,9})?S)";

        private DurationText() {}

        static String print(Duration value) {
            return value.isNegative() ? "-" + value.negated() : value.toString();
        }
    }
}
