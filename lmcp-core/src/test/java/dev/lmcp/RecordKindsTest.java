package dev.lmcp;

import static dev.lmcp.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.annotation.DecimalMax;
import dev.lmcp.annotation.DecimalMin;
import dev.lmcp.annotation.Discriminator;
import dev.lmcp.annotation.Max;
import dev.lmcp.annotation.Min;
import dev.lmcp.annotation.Name;
import dev.lmcp.annotation.Pattern;
import dev.lmcp.annotation.Size;
import dev.lmcp.schema.CheckedFormats;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DayOfWeek;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What each kind of component takes, writes, and tells the model. */
class RecordKindsTest {

    private record Text(String v) {}

    private record Bounded(
            @Size(min = 2, max = 4) @Pattern("^[a-z]+$") String v) {}

    private record Truth(boolean v) {}

    private record BoxedTruth(Boolean v) {}

    private record Tiny(byte v) {}

    private record Small(short v) {}

    private record Whole(int v) {}

    private record Wide(long v) {}

    private record Huge(BigInteger v) {}

    private record Single(float v) {}

    private record Real(Double v) {}

    private record Exact(BigDecimal v) {}

    private record Days(@Min(1) @Max(7) int v) {}

    private record Least(@Min(3) Integer v) {}

    private record Price(
            @DecimalMin(value = "0", inclusive = false) @DecimalMax("99.95")
            BigDecimal v) {}

    private record Chosen(DayOfWeek v) {}

    private record Many(List<String> v) {}

    private record Few(@Size(min = 1, max = 2) List<@Min(1) Integer> v) {}

    private record Different(@Size(max = 3) Set<String> v) {}

    private record Numbers(int[] v) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Numbers numbers && java.util.Arrays.equals(v, numbers.v);
        }

        @Override
        public int hashCode() {
            return java.util.Arrays.hashCode(v);
        }
    }

    private record Named(Map<String, Integer> v) {}

    private record MaybeText(Optional<@Size(max = 3) String> v) {}

    private record MaybeInt(@Max(9) OptionalInt v) {}

    private record MaybeLong(OptionalLong v) {}

    private record MaybeDouble(OptionalDouble v) {}

    private record Moment(Instant v) {}

    private record Date(LocalDate v) {}

    private record Clock(LocalTime v) {}

    private record DateClock(LocalDateTime v) {}

    private record Offset(OffsetDateTime v) {}

    private record Zoned(ZonedDateTime v) {}

    private record Lasting(Duration v) {}

    private record Spanning(Period v) {}

    private record InYear(Year v) {}

    private record InMonth(YearMonth v) {}

    private record Zone(ZoneId v) {}

    private record Link(URI v) {}

    private record Id(UUID v) {}

    private record Open(JsonNode v) {}

    private record OpenObject(ObjectNode v) {}

    private record Nested(Days v) {}

    private record Page<E>(List<E> items, int total) {}

    private record Paged(Page<Days> v) {}

    @Discriminator("kind")
    private sealed interface Figure permits Circle, Rectangle, Polygon {}

    private record Circle(@Min(1) int radius) implements Figure {}

    @Name("box")
    private record Rectangle(int width, Optional<Integer> height) implements Figure {}

    private sealed interface Polygon extends Figure permits Triangle {}

    private record Triangle() implements Polygon {}

    private record Shaped(Figure v) {}

    /**
     * One kind.
     *
     * @param type a record with one component, {@code v}
     * @param schema the schema of the component
     * @param taken JSON that is taken, and is written in this way
     * @param refused what is said of JSON that is refused
     */
    private record Kind(Class<?> type, String schema, List<String> taken, Map<String, String> refused) {}

    private static final String INTEGER = "'type':'integer'";
    private static final String TEXT = "'type':'string'";
    private static final String DAYS = "{'type':'object','properties':{'v':{'type':'integer','minimum':1,'maximum':7}},"
            + "'required':['v'],'additionalProperties':false}";
    private static final String CLOCK = "([01][0-9]|2[0-3]):[0-5][0-9]";
    private static final String SECONDS = ":[0-5][0-9](\\\\.[0-9]{1,9})?";
    private static final String DATE = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";

    private static final List<Kind> KINDS = List.of(
            kind(Text.class, TEXT, List.of("''", "'ä'"), "1", "must be a string, but was 1"),
            kind(
                    Bounded.class,
                    TEXT + ",'minLength':2,'maxLength':4,'pattern':'^[a-z]+$'",
                    List.of("'ab'", "'abcd'"),
                    "'abcde'",
                    "must have 2 to 4 characters, but has 5",
                    "'AB'",
                    "must match '^[a-z]+$', but was \"AB\""),
            kind(Truth.class, "'type':'boolean'", List.of("true", "false"), "0", "must be true or false, but was 0"),
            kind(
                    BoxedTruth.class,
                    "'type':'boolean'",
                    List.of("true"),
                    "'true'",
                    "must be true or false, but was \"true\""),
            kind(
                    Tiny.class,
                    INTEGER + ",'minimum':-128,'maximum':127",
                    List.of("-128", "127"),
                    "128",
                    "must be between -128 and 127, but was 128"),
            kind(
                    Small.class,
                    INTEGER + ",'minimum':-32768,'maximum':32767",
                    List.of("-32768", "32767"),
                    "32768",
                    "must be between -32768 and 32767, but was 32768"),
            kind(
                    Whole.class,
                    INTEGER,
                    List.of("-2147483648", "2147483647"),
                    "2147483648",
                    "must be between -2147483648 and 2147483647, but was 2147483648",
                    "1.5",
                    "must be an integer, but was 1.5"),
            kind(
                    Wide.class,
                    INTEGER,
                    List.of("9007199254740993", "-9223372036854775808"),
                    "9223372036854775808",
                    "must be between -9223372036854775808 and 9223372036854775807, but was 9223372036854775808"),
            kind(
                    Huge.class,
                    INTEGER,
                    List.of("123456789012345678901234567890"),
                    "0.5",
                    "must be an integer, but was 0.5",
                    "1e999999999",
                    "must have at most 400 digits, but was 1E+999999999"),
            kind(
                    Single.class,
                    "'type':'number'",
                    List.of("0.1"),
                    "1e39",
                    "must be between -3.4028235E+38 and 3.4028235E+38, but was 1E+39"),
            kind(Real.class, "'type':'number'", List.of("0.1", "1.0E+300"), "'1'", "must be a number, but was \"1\""),
            kind(
                    Exact.class,
                    "'type':'number'",
                    List.of("0.10", "12345678901234567890.123456789"),
                    "true",
                    "must be a number, but was true"),
            kind(
                    Days.class,
                    INTEGER + ",'minimum':1,'maximum':7",
                    List.of("1", "7"),
                    "8",
                    "must be between 1 and 7, but was 8"),
            kind(
                    Least.class,
                    INTEGER + ",'minimum':3",
                    List.of("3"),
                    "2",
                    "must be at least 3, but was 2",
                    "2147483648",
                    "must be between 3 and 2147483647, but was 2147483648"),
            kind(
                    Price.class,
                    "'type':'number','exclusiveMinimum':0,'maximum':99.95",
                    List.of("0.01", "99.95"),
                    "0",
                    "must be more than 0, but was 0",
                    "99.96",
                    "must be at most 99.95, but was 99.96"),
            kind(
                    Chosen.class,
                    TEXT + ",'enum':['MONDAY','TUESDAY','WEDNESDAY','THURSDAY','FRIDAY','SATURDAY','SUNDAY']",
                    List.of("'MONDAY'"),
                    "'monday'",
                    "must be one of MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY, but was \"monday\""),
            kind(
                    Many.class,
                    "'type':'array','items':{" + TEXT + "}",
                    List.of("[]", "['a','a']"),
                    "['a',1]",
                    "/v/1 must be a string, but was 1"),
            kind(
                    Few.class,
                    "'type':'array','items':{'type':'integer','minimum':1},'minItems':1,'maxItems':2",
                    List.of("[1]", "[1,2]"),
                    "[]",
                    "must have 1 to 2 items, but has 0",
                    "[1,0]",
                    "/v/1 must be at least 1, but was 0"),
            kind(
                    Different.class,
                    "'type':'array','items':{" + TEXT + "},'maxItems':3",
                    List.of("['b','a']"),
                    "['a','b','c','d']",
                    "must have 0 to 3 items, but has 4"),
            kind(
                    Numbers.class,
                    "'type':'array','items':{" + INTEGER + "}",
                    List.of("[1,2]"),
                    "1",
                    "must be an array, but was 1"),
            kind(
                    Named.class,
                    "'type':'object','additionalProperties':{" + INTEGER + "}",
                    List.of("{'b':1,'a':2}", "{}"),
                    "{'a/b':'x'}",
                    "/v/a~1b must be an integer, but was \"x\""),
            kind(
                    MaybeText.class,
                    TEXT + ",'maxLength':3",
                    List.of("'abc'"),
                    "'abcd'",
                    "must have 0 to 3 characters, but has 4"),
            kind(MaybeInt.class, INTEGER + ",'maximum':9", List.of("9"), "10", "must be at most 9, but was 10"),
            kind(MaybeLong.class, INTEGER, List.of("9007199254740993"), "1.5", "must be an integer, but was 1.5"),
            kind(MaybeDouble.class, "'type':'number'", List.of("0.5"), "[]", "must be a number, but was an array"),
            kind(
                    Moment.class,
                    TEXT + ",'format':'date-time'",
                    List.of("'2026-11-28T09:30:00Z'", "'2026-11-28T09:30:00.123Z'"),
                    "'2026-11-28'",
                    "must be a point in time, as in 2030-11-28T09:30:00Z, but was \"2026-11-28\""),
            kind(
                    Date.class,
                    TEXT + ",'format':'date'",
                    List.of("'2024-02-29'"),
                    "'2026-02-29'",
                    "must be a date, as in 2030-11-28, but was \"2026-02-29\""),
            kind(
                    Clock.class,
                    TEXT + ",'pattern':'^" + CLOCK + "(" + SECONDS + ")?$'",
                    List.of("'09:30'", "'09:30:15.500'"),
                    "'24:00'",
                    "must be a time of the day, as in 09:30 or 09:30:15, but was \"24:00\""),
            kind(
                    DateClock.class,
                    TEXT + ",'pattern':'^" + DATE + "T" + CLOCK + "(" + SECONDS + ")?$'",
                    List.of("'2026-11-28T09:30'"),
                    "'2026-11-28T09:30Z'",
                    "must be a date and time without an offset, as in 2030-11-28T09:30:00, but was \"2026-11-28T09:30Z\""),
            kind(
                    Offset.class,
                    TEXT + ",'format':'date-time'",
                    List.of("'2026-11-28T09:30:00+01:00'"),
                    "'2026-11-28T09:30+01:00'",
                    "must be a date and time with an offset, as in 2030-11-28T09:30:00+01:00,"
                            + " but was \"2026-11-28T09:30+01:00\""),
            kind(
                    Zoned.class,
                    TEXT + ",'pattern':'^" + DATE + "T" + CLOCK + "(" + SECONDS
                            + ")?(Z|[+-](0[0-9]|1[0-8]):[0-5][0-9])(\\\\[[A-Za-z0-9_/+:-]+\\\\])?$'",
                    List.of("'2026-11-28T09:30+01:00[Europe/Oslo]'"),
                    "'x'",
                    "must be a date and time with an offset and a zone, as in 2030-11-28T09:30:00+01:00[Europe/Oslo],"
                            + " but was \"x\""),
            kind(
                    Lasting.class,
                    TEXT
                            + ",'pattern':'^-?P([0-9]+D(T([0-9]+H([0-9]+M)?([0-9]+(\\\\.[0-9]{1,9})?S)?|[0-9]+M([0-9]+(\\\\.[0-9]"
                            + "{1,9})?S)?|[0-9]+(\\\\.[0-9]{1,9})?S))?|T([0-9]+H([0-9]+M)?([0-9]+(\\\\.[0-9]{1,9})?S)?|[0-9]+M("
                            + "[0-9]+(\\\\.[0-9]{1,9})?S)?|[0-9]+(\\\\.[0-9]{1,9})?S))$'",
                    List.of("'PT1H30M'", "'PT0.5S'", "'-PT1M1S'", "'PT0S'"),
                    "'P1M'",
                    "must be a duration of days, hours, minutes and seconds, as in PT1H30M or P2D, but was \"P1M\""),
            kind(
                    Spanning.class,
                    TEXT + ",'pattern':'^P([0-9]+Y([0-9]+M)?([0-9]+D)?|[0-9]+M([0-9]+D)?|[0-9]+D|[0-9]+W)$'",
                    List.of("'P1Y2M3D'", "'P0D'"),
                    "'PT1H'",
                    "must be a period of years, months and days, as in P1Y2M or P14D, but was \"PT1H\""),
            kind(
                    InYear.class,
                    INTEGER + ",'minimum':0,'maximum':9999",
                    List.of("2026"),
                    "10000",
                    "must be between 0 and 9999, but was 10000"),
            kind(
                    InMonth.class,
                    TEXT + ",'pattern':'^[0-9]{4}-(0[1-9]|1[0-2])$'",
                    List.of("'2026-11'"),
                    "'2026-13'",
                    "must be a month of a year, as in 2030-11, but was \"2026-13\""),
            kind(
                    Zone.class,
                    TEXT + ",'pattern':'^[A-Za-z0-9_/+:-]+$'",
                    List.of("'Europe/Oslo'", "'+01:00'"),
                    "'Mars/Base'",
                    "must be a time zone, as in Europe/Oslo or +01:00, but was \"Mars/Base\""),
            kind(
                    Link.class,
                    TEXT + ",'format':'uri'",
                    List.of("'https://example.com/a?b#c'", "'urn:isbn:1'"),
                    "'a b'",
                    "must be a URI with a scheme, as in https://example.com/a, but was \"a b\""),
            kind(
                    Id.class,
                    TEXT + ",'format':'uuid'",
                    List.of("'7d444840-9dc0-11d1-b245-5ffdce74fad2'"),
                    "'1-1-1-1-1'",
                    "must be a UUID, as in 7d444840-9dc0-11d1-b245-5ffdce74fad2, but was \"1-1-1-1-1\""),
            kind(Open.class, "", List.of("null", "1", "{'a':[1]}")),
            kind(
                    OpenObject.class,
                    "'type':'object'",
                    List.of("{'a':[1]}"),
                    "[]",
                    "must be an object, but was an array"),
            kind(
                    Nested.class,
                    DAYS.substring(1, DAYS.length() - 1),
                    List.of("{'v':1}"),
                    "{'v':8,'w':1}",
                    "/v/w is not known here; known are v; /v/v must be between 1 and 7, but was 8"),
            kind(
                    Paged.class,
                    "'type':'object','properties':{'items':{'type':'array','items':" + DAYS
                            + "},'total':{'type':'integer'}},'required':['items','total'],'additionalProperties':false",
                    List.of("{'items':[{'v':1}],'total':1}"),
                    "{'items':[{}],'total':1}",
                    "/v/items/0/v is required, but was absent"),
            kind(
                    Shaped.class,
                    "'oneOf':[{'type':'object','properties':{'kind':{'type':'string','enum':['circle']},"
                            + "'radius':{'type':'integer','minimum':1}},'required':['kind','radius'],'additionalProperties':false},"
                            + "{'type':'object','properties':{'kind':{'type':'string','enum':['box']},'width':{'type':'integer'},"
                            + "'height':{'type':'integer'}},'required':['kind','width'],'additionalProperties':false},"
                            + "{'type':'object','properties':{'kind':{'type':'string','enum':['triangle']}},'required':['kind'],"
                            + "'additionalProperties':false}]",
                    List.of("{'kind':'circle','radius':1}", "{'kind':'box','width':2}", "{'kind':'triangle'}"),
                    "{'radius':1}",
                    "/v/kind is required, but was absent",
                    "{'kind':'square'}",
                    "/v/kind must be one of circle, box, triangle, but was \"square\"",
                    "{'kind':'triangle','radius':1}",
                    "/v/radius is not known here; known are kind",
                    "{'kind':'circle','radius':0}",
                    "/v/radius must be at least 1, but was 0"));

    private static Kind kind(Class<?> type, String schema, List<String> taken, String... refused) {
        Map<String, String> refusals = new java.util.LinkedHashMap<>();
        for (int i = 0; i < refused.length; i += 2) {
            refusals.put(refused[i], refused[i + 1].startsWith("/") ? refused[i + 1] : "/v " + refused[i + 1]);
        }
        return new Kind(type, "{" + schema + "}", taken, refusals);
    }

    private static JsonNode wrapped(String json) {
        return tree("{'v':" + json + "}");
    }

    @TestFactory
    Stream<DynamicTest> tellTheModelWhatTheyTake() {
        return KINDS.stream()
                .map(kind -> DynamicTest.dynamicTest(
                        kind.type().getSimpleName(),
                        () -> assertThat(Shape.of(kind.type())
                                        .schema()
                                        .path("properties")
                                        .path("v"))
                                .hasToString(tree(kind.schema()).toString())));
    }

    @TestFactory
    Stream<DynamicTest> readWhatTheyWrite() {
        return KINDS.stream()
                .flatMap(kind -> kind.taken().stream()
                        .map(json -> DynamicTest.dynamicTest(
                                kind.type().getSimpleName() + " " + json, () -> writesAgain(kind.type(), json))));
    }

    private static <T> void writesAgain(Class<T> type, String json) {
        Shape<T> shape = Shape.of(type);

        T value = shape.decode(wrapped(json));
        JsonNode written = shape.encode(value);

        assertThat(written).hasToString(wrapped(json).toString().replace("E+300", "E300"));
        assertThat(shape.decode(written)).isEqualTo(value);
    }

    @TestFactory
    Stream<DynamicTest> sayWhatTheyRefuse() {
        return KINDS.stream()
                .flatMap(kind -> kind.refused().entrySet().stream()
                        .map(refusal -> DynamicTest.dynamicTest(
                                kind.type().getSimpleName() + " " + refusal.getKey(),
                                () -> assertThat(refusal(Shape.of(kind.type()), wrapped(refusal.getKey())))
                                        .hasValue(refusal.getValue()))));
    }

    private static Optional<String> refusal(Shape<?> shape, JsonNode arguments) {
        try {
            shape.decode(arguments);
            return Optional.empty();
        } catch (InvalidInputException e) {
            return Optional.of(String.join("; ", e.problems()));
        }
    }

    /** The bounds that a schema does not show, because they are those of a Java type of 32 or 64 bits. */
    private static final java.util.regex.Pattern BOUND_OF_JAVA =
            java.util.regex.Pattern.compile("214748364[78]|922337203685477580[78]|E\\+38");

    /** RFC 3339 §5.6, which the library at hand does not insist on. */
    private static final Map<Class<?>, String> RFC_3339 = Map.of(
            Moment.class, "(?i)\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)",
            Offset.class, "(?i)\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)",
            Date.class, "\\d{4}-\\d\\d-\\d\\d");

    @TestFactory
    Stream<DynamicTest> takeExactlyWhatTheirSchemaTakes() {
        List<String> values = new ArrayList<>(List.of(
                "0.0",
                "-0",
                "1.0",
                "1e2",
                "1.5",
                "'1'",
                "'P'",
                "'PT'",
                "'P1DT'",
                "'P2W'",
                "'-P1D'",
                "'09:30:61'",
                "'2026-11-28T09:30:00z'",
                "'2026-11-28t09:30:00Z'",
                "'2026-13-01'",
                "'2026-1-1'",
                "'+12026-01-01'",
                "'2026-11-28T24:00:00Z'",
                "'2026-11-28T09:30:00+19:00'",
                "'2026-11-28T09:30:00'",
                "'/a/b'",
                "'x:'",
                "'7D444840-9DC0-11D1-B245-5FFDCE74FAD2'",
                "'{7d444840-9dc0-11d1-b245-5ffdce74fad2}'",
                "''",
                "' '",
                "[2147483648]",
                "[[]]",
                "[1.0]",
                "['a','a','a','a']",
                "{}",
                "{'v':'1'}",
                "{'kind':1}",
                "'2026-00'",
                "'2026-02-30T09:30'"));
        KINDS.forEach(kind -> values.addAll(kind.taken()));
        KINDS.forEach(kind -> values.addAll(kind.refused().keySet()));
        values.removeIf(json -> json.equals("null") || json.contains("1e999999999"));
        return KINDS.stream()
                // the names of time zones, and the days of February, are not in a pattern
                .filter(kind -> kind.type() != Zone.class && kind.type() != DateClock.class)
                .map(kind -> DynamicTest.dynamicTest(kind.type().getSimpleName(), () -> {
                    Shape<?> shape = Shape.of(kind.type());
                    CheckedFormats schema = new CheckedFormats(shape.schema());
                    for (String json : values) {
                        Optional<String> refusal = refusal(shape, wrapped(json));
                        boolean isOfJava = refusal.filter(
                                        text -> BOUND_OF_JAVA.matcher(text).find())
                                .isPresent();
                        boolean isOfRfc = wrapped(json)
                                .path("v")
                                .asString("")
                                .matches(RFC_3339.getOrDefault(kind.type(), "(?s).*"));
                        if (!isOfJava) {
                            assertThat(refusal.isEmpty())
                                    .as("%s takes %s", kind.type().getSimpleName(), json)
                                    .isEqualTo(isOfRfc && schema.fits(wrapped(json)));
                        }
                    }
                }));
    }

    @ParameterizedTest
    @CsvSource({
        "'', false",
        "null, false",
        "1, true",
    })
    void takeNullForAbsentIfTheyAreOptional(String json, boolean isPresent) {
        JsonNode arguments = tree(json.isEmpty() ? "{}" : "{'v':" + json + "}");

        assertThat(Shape.of(MaybeInt.class).decode(arguments).v().isPresent()).isEqualTo(isPresent);
    }

    @Test
    void leaveOutWhatIsEmpty() {
        assertThat(Shape.of(MaybeText.class).encode(new MaybeText(Optional.empty())))
                .isEqualTo(tree("{}"));
        assertThat(Shape.of(MaybeInt.class).encode(new MaybeInt(OptionalInt.empty())))
                .isEqualTo(tree("{}"));
        assertThat(Shape.of(MaybeLong.class).encode(new MaybeLong(OptionalLong.empty())))
                .isEqualTo(tree("{}"));
        assertThat(Shape.of(MaybeDouble.class).encode(new MaybeDouble(OptionalDouble.empty())))
                .isEqualTo(tree("{}"));
        assertThat(Shape.of(Shaped.class).encode(new Shaped(new Rectangle(1, Optional.empty()))))
                .isEqualTo(tree("{'v':{'kind':'box','width':1}}"));
    }

    @Test
    void countARepeatedItemOfASetOnce() {
        assertThat(Shape.of(Different.class).decode(wrapped("['b','a','b']")).v())
                .containsExactly("b", "a");
    }

    @Test
    void readASealedInterfaceByItself() {
        Shape<Figure> shape = Shape.of(Figure.class);

        assertThat(shape.decode(tree("{'kind':'circle','radius':2}"))).isEqualTo(new Circle(2));
        assertThat(shape.encode(new Triangle())).isEqualTo(tree("{'kind':'triangle'}"));
    }

    @Test
    void giveTheHandlerJsonOfItsOwn() {
        JsonNode arguments = tree("{'v':{'a':1}}");

        Shape.of(OpenObject.class).decode(arguments).v().put("a", 2);

        assertThat(arguments).isEqualTo(tree("{'v':{'a':1}}"));
    }
}
