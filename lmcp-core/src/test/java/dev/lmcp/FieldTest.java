package dev.lmcp;

import static dev.lmcp.Trees.object;
import static dev.lmcp.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class FieldTest {

    private static Shape<Object> shape(Consumer<Fields> declaration) {
        return Shape.object(fields -> {
            declaration.accept(fields);
            return in -> "made";
        });
    }

    private static JsonNode schema(Consumer<Fields> declaration) {
        return shape(declaration).schema().path("properties").path("x");
    }

    private static void assertRefused(Consumer<Fields> declaration, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> shape(declaration))
                .withMessage(message);
    }

    private static List<String> problems(Shape<?> shape, String json) {
        return catchThrowableOfType(InvalidInputException.class, () -> shape.decode(tree(json)))
                .problems();
    }

    @Nested
    class OfAnyKind {

        @Test
        void staysItsKindAfterADefault() {
            assertThat(schema(fields -> fields.integer("x").orElse(3).range(1, 7)))
                    .isEqualTo(tree("{'type':'integer','minimum':1,'maximum':7,'default':3}"));
            assertThat(schema(fields -> fields.string("x")
                            .orElse("ab")
                            .length(1, 2)
                            .pattern("a")
                            .header("X")))
                    .isEqualTo(tree("{'type':'string','minLength':1,'maxLength':2,'pattern':'a','x-mcp-header':'X',"
                            + "'default':'ab'}"));
            assertThat(schema(fields ->
                            fields.choices("x", "a", "b").orElse(List.of("a")).size(1, 2)))
                    .isEqualTo(tree("{'type':'array','items':{'type':'string','enum':['a','b']},'minItems':1,"
                            + "'maxItems':2,'default':['a']}"));
        }

        @Test
        void staysItsKindOnceItIsOptional() {
            Shape<List<Object>> shape = Shape.object(fields -> {
                var days = fields.longInteger("days").optional().range(1L, 7L).description("Days");
                var name = fields.string("name").optional().length(2, 3).header("Name");
                var tags = fields.strings("tags").optional().size(0, 1).description("Tags");
                var on = fields.bool("on").optional().description("On");
                return in -> List.of(in.get(days), in.get(name), in.get(tags), in.get(on));
            });

            assertThat(shape.decode(tree("{}")))
                    .isEqualTo(List.of(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
            assertThat(shape.decode(tree("{'days':7,'name':'ab','tags':['a'],'on':true}")))
                    .isEqualTo(
                            List.of(Optional.of(7L), Optional.of("ab"), Optional.of(List.of("a")), Optional.of(true)));
            assertThat(problems(shape, "{'days':8,'name':'a','tags':['a','b'],'on':1}"))
                    .containsExactly(
                            "/days must be between 1 and 7, but was 8",
                            "/name must have 2 to 3 characters, but has 1",
                            "/tags must have 0 to 1 items, but has 2",
                            "/on must be true or false, but was 1");
        }

        @Test
        void givesTheDefaultByTheFieldThatItWasCalledOn() {
            Shape<Integer> shape = Shape.object(fields -> {
                var days = fields.integer("days");
                days.orElse(3);
                return in -> in.get(days);
            });

            assertThat(shape.decode(tree("{}"))).isEqualTo(3);
        }

        @Test
        void saysOnceWhatItsAbsenceMeans() {
            String message = "field 'x' says twice what its absence means; expected one orElse(…) or one optional()";

            assertRefused(fields -> fields.integer("x").orElse(1).orElse(2), message);
            assertRefused(fields -> fields.integer("x").optional().orElse(1), message);
            assertRefused(fields -> fields.string("x").orElse("a").optional(), message);
            assertRefused(fields -> fields.bool("x").optional().optional(), message);
        }
    }

    @Nested
    class OfTypesOfJava {

        private enum Priority {
            LOW,
            HIGH
        }

        private record Place(String city) {}

        @Test
        void becomesAValueOfTheType() {
            Shape<List<Object>> shape = Shape.object(fields -> {
                var day = fields.value("day", LocalDate.class).orElse(LocalDate.of(2026, 11, 28));
                var priority = fields.choice("priority", Priority.class).optional();
                var levels = fields.choices("levels", Priority.class).size(0, 2);
                var price = fields.decimal("price").min(new BigDecimal("0.5"));
                var place = fields.value("place", Place.class);
                return in -> List.of(in.get(day), in.get(priority), in.get(levels), in.get(price), in.get(place));
            });

            assertThat(shape.decode(tree("{'levels':['LOW'],'price':0.50,'place':{'city':'Oslo'}}")))
                    .containsExactly(
                            LocalDate.of(2026, 11, 28),
                            Optional.empty(),
                            List.of(Priority.LOW),
                            new BigDecimal("0.50"),
                            new Place("Oslo"));
            assertThat(shape.schema().path("properties").path("day"))
                    .isEqualTo(tree("{'type':'string','format':'date','default':'2026-11-28'}"));
            assertThat(problems(shape, "{'priority':'NO','levels':[],'price':0.4,'place':{}}"))
                    .containsExactly(
                            "/priority must be one of LOW, HIGH, but was \"NO\"",
                            "/price must be at least 0.5, but was 0.4",
                            "/place/city is required, but was absent");
        }

        @Test
        void isRefusedIfTheTypeHasNoShape() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> shape(fields -> fields.value("x", Thread.class)))
                    .withMessageStartingWith(
                            "field 'x': Thread has the type 'Thread', which has no shape; expected text,");
        }
    }

    @Nested
    class OfSeveralValues {

        @Test
        void boundsEachAndTheWhole() {
            Shape<List<Object>> shape = Shape.object(fields -> {
                var days = fields.integer("days")
                        .range(1, 7)
                        .description("A day")
                        .list()
                        .size(1, 2)
                        .description("Days");
                var tags = fields.string("tags").length(1, 3).set().optional();
                var rates = fields.number("rates").max(1.0).map().orElse(Map.of("a", 0.5));
                return in -> List.of(in.get(days), in.get(tags), in.get(rates));
            });

            assertThat(shape.schema().path("properties"))
                    .hasToString(tree("{'days':{'type':'array','description':'Days','items':{'type':'integer',"
                                    + "'description':'A day','minimum':1,'maximum':7},'minItems':1,'maxItems':2},"
                                    + "'tags':{'type':'array','items':{'type':'string','minLength':1,'maxLength':3}},"
                                    + "'rates':{'type':'object','additionalProperties':{'type':'number','maximum':1.0},"
                                    + "'default':{'a':0.5}}}")
                            .toString());
            assertThat(shape.decode(tree("{'days':[1,7],'tags':['b','a','b']}")))
                    .containsExactly(
                            List.of(1, 7), Optional.of(new LinkedHashSet<>(List.of("b", "a"))), Map.of("a", 0.5));
            assertThat(problems(shape, "{'days':[8,1,1],'tags':[''],'rates':{'b':2}}"))
                    .containsExactly(
                            "/days must have 1 to 2 items, but has 3",
                            "/days/0 must be between 1 and 7, but was 8",
                            "/tags/0 must have 1 to 3 characters, but has 0",
                            "/rates/b must be at most 1.0, but was 2");
        }

        @Test
        void comesBeforeWhatItsAbsenceMeans() {
            assertRefused(
                    fields -> fields.integer("x").orElse(1).list(),
                    "field 'x' becomes a collection after orElse(…), optional() or header(…); expected these behind it");
        }
    }

    @Nested
    class WithADefault {

        private static final String DO = "; expected a default that callers may send as well";

        @Test
        void isRefusedIfTheDefaultIsOutOfRange() {
            String message = "the default of field 'x' must be between 1 and 7, but was 9" + DO;

            assertRefused(fields -> fields.integer("x").range(1, 7).orElse(9), message);
            assertRefused(fields -> fields.integer("x").orElse(9).range(1, 7), message);
            assertRefused(fields -> fields.longInteger("x").orElse(9L).range(1L, 7L), message);
            assertRefused(
                    fields -> fields.number("x").orElse(7.5).range(1.0, 7.0),
                    "the default of field 'x' must be between 1.0 and 7.0, but was 7.5" + DO);
            assertRefused(
                    fields -> fields.number("x").orElse(Double.NaN),
                    "the default of field 'x' must be a value that JSON has, but was NaN" + DO);
        }

        @Test
        void isRefusedIfTheDefaultIsNoneOfItsChoices() {
            assertRefused(
                    fields -> fields.choice("x", "a", "b").orElse("z"),
                    "the default of field 'x' must be one of a, b, but was \"z\"" + DO);
            assertRefused(
                    fields -> fields.choices("x", "a", "b").orElse(List.of("a", "z")),
                    "the default of field 'x'/1 must be one of a, b, but was \"z\"" + DO);
        }

        @Test
        void isRefusedIfTheDefaultHasAnotherLengthOrDoesNotMatch() {
            assertRefused(
                    fields -> fields.string("x").orElse("abc").length(1, 2).pattern("^b"),
                    "the default of field 'x' must have 1 to 2 characters, but has 3;"
                            + " the default of field 'x' must match '^b', but was \"abc\"" + DO);
        }

        @Test
        void isRefusedIfTheDefaultHasAnotherSize() {
            assertRefused(
                    fields -> fields.strings("x").orElse(List.of()).size(1, 2),
                    "the default of field 'x' must have 1 to 2 items, but has 0" + DO);
            assertRefused(
                    fields -> fields.objects("x", shape(more -> {}))
                            .orElse(List.of("a", "b"))
                            .size(0, 1),
                    "the default of field 'x' must have 0 to 1 items, but has 2" + DO);
        }

        @Test
        void isCheckedAndShownIfItIsAnObjectInJson() {
            Shape<ObjectNode> inner = Shape.raw(object("{'type':'object','properties':{'n':{'type':'integer'}}}"));

            assertThat(schema(fields -> fields.object("x", inner).orElse(object("{'n':1}")))
                            .path("default"))
                    .isEqualTo(tree("{'n':1}"));
            assertThat(schema(fields -> fields.objects("x", inner).orElse(List.of(object("{'n':1}"))))
                            .path("default"))
                    .isEqualTo(tree("[{'n':1}]"));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> shape(fields -> fields.object("x", inner).orElse(object("{'n':'a'}"))))
                    .withMessageStartingWith("the default of field 'x'/n does not fit the schema");
        }

        @Test
        void isTakenAsItIsIfOnlyItsAuthorKnowsItsType() {
            Object value = new Object();
            Shape<Object> shape = Shape.object(fields -> {
                var x = fields.object("x", Shape.object(more -> in -> new Object()))
                        .orElse(value);
                return in -> in.get(x);
            });

            assertThat(shape.decode(tree("{}"))).isSameAs(value);
            assertThat(shape.schema().path("properties").path("x").has("default"))
                    .isFalse();
        }
    }

    @Nested
    class ThatCannotBeUsed {

        @Test
        void isRefusedWithBoundsThatNothingFits() {
            assertRefused(
                    fields -> fields.strings("x").size(2, 1),
                    "field 'x' has the size 2 to 1; expected the smaller bound first");
            assertRefused(
                    fields -> fields.strings("x").size(-1, 1), "field 'x' has the size -1 to 1; expected 0 or more");
            assertRefused(
                    fields -> fields.longInteger("x").range(Long.MAX_VALUE, Long.MAX_VALUE - 1),
                    "field 'x' has the range 9223372036854775807 to 9223372036854775806;"
                            + " expected the smaller bound first");
        }

        @Test
        void isRefusedWithABoundThatIsNotFinite() {
            assertRefused(
                    fields -> fields.number("x").range(0.0, Double.POSITIVE_INFINITY),
                    "field 'x' has the range 0.0 to Infinity; expected finite bounds");
            assertRefused(
                    fields -> fields.number("x").range(Double.NaN, 1.0),
                    "field 'x' has the range NaN to 1.0; expected finite bounds");
        }

        @Test
        void isRefusedWithAPatternThatIsNone() {
            assertRefused(
                    fields -> fields.string("x").pattern("["),
                    "field 'x' has the pattern '[', which is no regular expression (Unclosed character class)");
        }

        @Test
        void checksALongBoundWithoutShowingIt() {
            Shape<String> shape = Shape.object(fields -> {
                var x = fields.string("x").length(1, 2000);
                return in -> in.get(x);
            });

            assertThat(shape.schema().path("properties").path("x")).isEqualTo(tree("{'type':'string','minLength':1}"));
            assertThat(catchThrowableOfType(
                            InvalidInputException.class, () -> shape.decode(tree("{'x':'" + "a".repeat(2001) + "'}"))))
                    .hasMessageContaining("/x must have 1 to 2000 characters, but has 2001");
        }

        @Test
        void isRefusedWithAPatternThatClientsMayNotRead() {
            assertRefused(
                    fields -> fields.string("x").pattern("^a(?![\\s\\S])"),
                    "field 'x' has the pattern '^a(?![\\s\\S])', which has look-around; expected a regular expression of"
                            + " ECMA-262 without it, as clients of other languages read it");
        }

        @Test
        void isRefusedWithAChoiceThatIsThereTwice() {
            assertRefused(
                    fields -> fields.choice("x", "a", "b", "a"),
                    "field 'x' has the choice 'a' twice; expected different ones");
            assertRefused(fields -> fields.choices("x"), "field 'x' has no choices; expected at least one");
        }
    }
}
