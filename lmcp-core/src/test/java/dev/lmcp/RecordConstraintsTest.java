package dev.lmcp;

import static dev.lmcp.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.lmcp.annotation.Default;
import dev.lmcp.annotation.Description;
import dev.lmcp.annotation.Example;
import dev.lmcp.annotation.Name;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NegativeOrZero;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Past;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RecordConstraintsTest {

    private static JsonNode properties(Class<?> type) {
        return Shape.of(type).schema().path("properties");
    }

    private static List<String> problems(Shape<?> shape, String json) {
        return catchThrowableOfType(InvalidInputException.class, () -> shape.decode(tree(json)))
                .problems();
    }

    @Nested
    class OfJakartaValidation {

        private record Person(
                @NotBlank @Size(max = 10) String name,
                @Email String email,
                @Min(1) @Max(120) int age,
                @Positive int children,
                @DecimalMin("0.5") @NegativeOrZero BigDecimal nothing,
                @NotEmpty List<@Pattern(regexp = "[a-z]+|[0-9]+") String> tags,
                @NotNull @Past LocalDate born) {}

        @Test
        void areReadByTheirNames() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Shape.of(Person.class))
                    .withMessage("Person.nothing has the range 0.5 to 0; expected the smaller bound first");
        }

        private record Guest(
                @NotBlank @Size(max = 10) String name,
                @Email String email,
                @Min(1) @Max(120) int age,
                @Positive int children,

                @DecimalMin(value = "0.5", inclusive = false)
                BigDecimal weight,

                @NotEmpty List<@Pattern(regexp = "[a-z]+|[0-9]+") String> tags,
                @NotNull @Past LocalDate born) {}

        @Test
        void areShownAndChecked() {
            assertThat(properties(Guest.class))
                    .isEqualTo(tree("{'name':{'type':'string','minLength':1,'maxLength':10},"
                            + "'email':{'type':'string','format':'email'},"
                            + "'age':{'type':'integer','minimum':1,'maximum':120},"
                            + "'children':{'type':'integer','minimum':1},"
                            + "'weight':{'type':'number','exclusiveMinimum':0.5},"
                            + "'tags':{'type':'array','items':{'type':'string','pattern':'^(?:[a-z]+|[0-9]+)$'},'minItems':1},"
                            + "'born':{'type':'string','format':'date'}}"));
            assertThat(
                            problems(
                                    Shape.of(Guest.class),
                                    "{'name':'  ','email':'me','age':0,'children':0,'weight':0.5,'tags':['a1'],'born':'2999-01-01'}"))
                    .containsExactly(
                            "/name must not be blank, but was \"  \"",
                            "/email must be an e-mail address, but was \"me\"",
                            "/age must be between 1 and 120, but was 0",
                            "/children must be at least 1, but was 0",
                            "/weight must be more than 0.5, but was 0.5",
                            "/tags/0 must match '^(?:[a-z]+|[0-9]+)$', but was \"a1\"");
        }
    }

    @Nested
    class OfJackson {

        private enum Level {
            @JsonProperty("low")
            LOW,
            HIGH
        }

        private record Named(
                @JsonProperty("first_name") @JsonPropertyDescription("The first name")
                String firstName,

                Level level) {}

        @Test
        void nameAndDescribe() {
            Shape<Named> shape = Shape.of(Named.class);

            assertThat(shape.schema().path("properties"))
                    .isEqualTo(tree("{'first_name':{'type':'string','description':'The first name'},"
                            + "'level':{'type':'string','enum':['low','HIGH']}}"));
            assertThat(shape.decode(tree("{'first_name':'Ada','level':'low'}"))).isEqualTo(new Named("Ada", Level.LOW));
            assertThat(shape.encode(new Named("Ada", Level.LOW))).isEqualTo(tree("{'first_name':'Ada','level':'low'}"));
        }
    }

    @Nested
    class OfLmcp {

        @Description("How soon")
        private enum Urgency {
            @Description("next week")
            LOW,
            @Name("now")
            @Description("within the hour")
            HIGH
        }

        @Description("A place on earth")
        private record Place(String city) {}

        private record Trip(
                @Name("from_place") Place from,
                @Description("The end") Place to,
                Urgency urgency,
                @Description("Of the way back") Urgency back) {}

        @Test
        void nameAndDescribe() {
            assertThat(properties(Trip.class))
                    .isEqualTo(tree(
                            "{'from_place':{'type':'object','description':'A place on earth','properties':{'city':{'type':'string'}},"
                                    + "'required':['city'],'additionalProperties':false},"
                                    + "'to':{'type':'object','description':'The end','properties':{'city':{'type':'string'}},"
                                    + "'required':['city'],'additionalProperties':false},"
                                    + "'urgency':{'type':'string','description':'How soon (LOW: next week; now: within the hour)',"
                                    + "'enum':['LOW','now']},"
                                    + "'back':{'type':'string','description':'Of the way back (LOW: next week; now: within the hour)',"
                                    + "'enum':['LOW','now']}}"));
        }

        private record Sound(
                @Default("a, b") @Example({"x", "y"}) String text,
                @Default("3") @dev.lmcp.annotation.Max(7) int number,
                @Default("true") boolean truth,
                @Default("now") Urgency urgency,
                @Default("PT1H") Duration duration,
                @Default("[\"a\"]") List<String> list,
                @Default("{\"a\":1}") Map<String, Integer> map,
                @Default("{\"city\":\"Oslo\"}") Place place,
                @Default("[1]") int[] array,
                @Default("{\"a\":1}") JsonNode open) {}

        @Test
        void giveDefaultsOfEachKind() {
            Sound value = Shape.of(Sound.class).decode(tree("{}"));

            assertThat(value.text()).isEqualTo("a, b");
            assertThat(value.number()).isEqualTo(3);
            assertThat(value.truth()).isTrue();
            assertThat(value.urgency()).isEqualTo(Urgency.HIGH);
            assertThat(value.duration()).isEqualTo(Duration.ofHours(1));
            assertThat(value.list()).containsExactly("a");
            assertThat(value.map()).containsEntry("a", 1);
            assertThat(value.place()).isEqualTo(new Place("Oslo"));
            assertThat(value.array()).containsExactly(1);
            assertThat(value.open()).isEqualTo(tree("{'a':1}"));
            assertThat(properties(Sound.class).path("text"))
                    .isEqualTo(tree("{'type':'string','default':'a, b','examples':['x','y']}"));
            assertThat(properties(Sound.class).path("place").path("default")).isEqualTo(tree("{'city':'Oslo'}"));
        }

        @Test
        void giveEachCallDefaultsOfItsOwn() {
            Shape<Sound> shape = Shape.of(Sound.class);
            shape.decode(tree("{}")).array()[0] = 9;
            shape.decode(tree("{}")).open().withObject("").put("a", 9);

            assertThat(shape.decode(tree("{}")).array()).containsExactly(1);
            assertThat(shape.decode(tree("{}")).open()).isEqualTo(tree("{'a':1}"));
        }

        private record Wrong(
                @Default("9") @dev.lmcp.annotation.Max(7) int number,
                @Default("nine") int none,
                @Default("SOON") Urgency urgency,
                @Default("x") Optional<String> both,
                @Example("x") boolean example) {}

        @Test
        void areRefusedIfTheyDoNotFit() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Shape.of(Wrong.class))
                    .withMessage(
                            "Wrong.number has a default that must be at most 7, but was 9;"
                                    + " expected one that callers may send as well;"
                                    + " Wrong.none has the default 'nine', which is no JSON; expected a value of the type 'integer';"
                                    + " Wrong.urgency has a default that must be one of LOW, now, but was \"SOON\";"
                                    + " expected one that callers may send as well;"
                                    + " Wrong.both is an Optional with a default; expected one of both: remove one;"
                                    + " Wrong.example has the example 'x', which is no JSON; expected a value of the type 'boolean'");
        }
    }

    @Nested
    class OfAConstructor {

        record Period(int from, int to) {

            Period {
                if (from > to) {
                    throw new IllegalArgumentException("from must not be after to");
                }
            }
        }

        record Plan(Period period, int n) {

            Plan {
                if (n == 13) {
                    throw new IllegalStateException("broken");
                }
                if (n == 7) {
                    throw new IllegalArgumentException();
                }
            }
        }

        @Test
        void tellTheCallerWhatIsWrong() {
            Shape<Plan> shape = Shape.of(Plan.class);

            assertThat(problems(shape, "{'period':{'from':2,'to':1},'n':'x'}"))
                    .containsExactly(
                            "/period cannot be used: from must not be after to",
                            "/n must be an integer, but was \"x\"");
            assertThat(problems(shape, "{'period':{'from':1,'to':1},'n':7}"))
                    .containsExactly("the arguments cannot be used");
        }

        @Test
        void areIncidentsIfTheyThrowAnythingElse() {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> Shape.of(Plan.class).decode(tree("{'period':{'from':1,'to':1},'n':13}")))
                    .withMessage("broken");
        }
    }
}
