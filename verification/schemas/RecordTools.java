import dev.lmcp.Tool;
import dev.lmcp.annotation.DecimalMin;
import dev.lmcp.annotation.Default;
import dev.lmcp.annotation.Description;
import dev.lmcp.annotation.Example;
import dev.lmcp.annotation.Max;
import dev.lmcp.annotation.Min;
import dev.lmcp.annotation.Pattern;
import dev.lmcp.annotation.Size;
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
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Prints tools whose arguments are records, with every kind of component that all consumers take. Maps and any JSON are not
 * among them: Gemini and strict OpenAI refuse both.
 */
final class RecordTools {

    record Texts(
            @Description("A name") @Size(min = 1, max = 40) String name,
            @Pattern("^[a-z]+$") @Example("abc") String word,
            @Size(max = 5000) String letter,
            Optional<String> note,
            URI page,
            UUID id) {}

    record Numbers(
            byte tiny,
            short small,
            @Min(1) @Max(7) @Default("3") int days,
            long wide,
            float single,
            double real,
            @DecimalMin("0.01") BigDecimal price,
            @DecimalMin(value = "0", inclusive = false) double rate,
            BigInteger huge,
            OptionalInt maybe,
            boolean on) {}

    record Times(
            Instant moment,
            LocalDate date,
            LocalTime clock,
            LocalDateTime local,
            OffsetDateTime offset,
            ZonedDateTime zoned,
            Duration duration,
            Period period,
            Year year,
            YearMonth month,
            ZoneId zone,
            @Default("MONDAY") DayOfWeek day) {}

    sealed interface Figure permits Circle, Box {}

    record Circle(@Min(1) int radius) implements Figure {}

    record Box(int width, Optional<Integer> height) implements Figure {}

    record Page<E>(List<E> items, int total) {}

    record Structures(
            @Description("A figure") Figure figure,
            List<Figure> figures,
            @Size(min = 1, max = 9) Set<String> tags,
            int[] numbers,
            @Description("A page") Page<Texts> page,
            Numbers numbersInside,
            Optional<Times> times) {}

    public static void main(String[] arguments) {
        ArrayNode tools = JsonNodeFactory.instance.arrayNode();
        for (Class<?> type : List.of(Texts.class, Numbers.class, Times.class, Structures.class)) {
            Tool tool = Tool.named("record_" + type.getSimpleName().toLowerCase(java.util.Locale.ROOT))
                    .description("Takes a record")
                    .input(type)
                    .handle((in, call) -> {
                        throw new IllegalStateException("no tool is called");
                    });
            tools.addObject().put("name", tool.name()).set("inputSchema", tool.inputSchema());
        }
        System.out.println(tools);
    }
}
