package dev.lmcp;

import static dev.lmcp.Trees.object;
import static dev.lmcp.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class ShapeTest {

    private record Query(String city, int days) {}

    private static final Shape<Query> QUERY = Shape.object(fields -> {
        var city = fields.string("city").description("City name").length(1, 20);
        var days = fields.integer("days").description("Days ahead").range(1, 7).orElse(3);
        return in -> new Query(in.get(city), in.get(days));
    });

    private static List<String> problems(Shape<?> shape, String json) {
        InvalidInputException refused =
                catchThrowableOfType(InvalidInputException.class, () -> shape.decode(tree(json)));
        assertThat(refused).as("a refusal of %s", json).isNotNull();
        return refused.problems();
    }

    @Nested
    class OfFields {

        @Test
        void tellsTheModelWhatItEnforces() {
            assertThat(QUERY.schema())
                    .hasToString(object("{'type':'object','properties':{"
                                    + "'city':{'type':'string','description':'City name','minLength':1,'maxLength':20},"
                                    + "'days':{'type':'integer','description':'Days ahead','minimum':1,'maximum':7,'default':3}},"
                                    + "'required':['city'],'additionalProperties':false}")
                            .toString());
        }

        @Test
        void givesAwayOnlyCopiesOfItsSchema() {
            QUERY.schema().removeAll();

            assertThat(QUERY.schema().has("properties")).isTrue();
        }

        @Test
        void decodesWhatFits() {
            assertThat(QUERY.decode(tree("{'city':'Bern','days':7}"))).isEqualTo(new Query("Bern", 7));
        }

        @Test
        void takesTheDefaultForWhatIsAbsentOrNull() {
            assertThat(QUERY.decode(tree("{'city':'Bern'}"))).isEqualTo(new Query("Bern", 3));
            assertThat(QUERY.decode(tree("{'city':'Bern','days':null}"))).isEqualTo(new Query("Bern", 3));
        }

        @Test
        void tellsEveryProblemAtOnce() {
            assertThat(problems(QUERY, "{'city':7,'days':9,'a/b~c':1}"))
                    .containsExactly(
                            "/a~1b~0c is not known here; known are city, days",
                            "/city must be a string, but was 7",
                            "/days must be between 1 and 7, but was 9");
            assertThat(problems(QUERY, "{}")).containsExactly("/city is required, but was absent");
            assertThat(problems(QUERY, "{'city':null}")).containsExactly("/city must be a string, but was null");
            assertThat(problems(QUERY, "[]")).containsExactly("the arguments must be an object, but was an array");
        }

        @Test
        void tellsABoundedNumberOfProblemsOfBoundedLength() {
            StringBuilder many = new StringBuilder("{'city':'x'");
            for (int i = 0; i < 5000; i++) {
                many.append(",'unknown").append(i).append("':1");
            }
            many.append(",'").append("n".repeat(1_000)).append("':1");

            List<String> told = problems(QUERY, many + "}");

            assertThat(told).hasSizeLessThanOrEqualTo(20);
            assertThat(problems(QUERY, "{'" + "n".repeat(1_000) + "':1,'city':'x'}"))
                    .allSatisfy(problem -> assertThat(problem).hasSizeLessThan(500));
            assertThat(problems(QUERY, "{'city':['" + "x".repeat(100_000) + "']}"))
                    .containsExactly("/city must be a string, but was an array");
        }

        @Test
        void cutsALongValueOnlyBetweenCharacters() {
            Shape<Integer> shape = Shape.object(fields -> {
                var n = fields.integer("n");
                return in -> in.get(n);
            });

            String problem =
                    problems(shape, "{'n':'" + "x".repeat(58) + "😀😀'}").get(0);

            assertThat(problem).endsWith("x…");
        }

        @Test
        void nestsObjectsListsAndChoices() {
            Shape<String> point = Shape.object(fields -> {
                var x = fields.number("x");
                var y = fields.longInteger("y").optional();
                return in -> in.get(x) + "|" + in.get(y);
            });
            Shape<List<Object>> shape = Shape.object(fields -> {
                var points = fields.objects("points", point);
                var tags = fields.strings("tags").orElse(List.of("none"));
                var kind = fields.choice("kind", "a", "b").optional();
                var centre = fields.object("centre", point).optional();
                var on = fields.bool("on").orElse(true);
                return in -> List.of(in.get(points), in.get(tags), in.get(kind), in.get(centre), in.get(on));
            });

            assertThat(shape.decode(tree("{'points':[{'x':1},{'x':0.5,'y':2}]}")))
                    .isEqualTo(List.of(
                            List.of("1.0|Optional.empty", "0.5|Optional[2]"),
                            List.of("none"),
                            Optional.empty(),
                            Optional.empty(),
                            true));
            assertThat(problems(shape, "{'points':[{'x':1},{'x':'a','z':0},7],'tags':[1],'kind':'c','on':1}"))
                    .containsExactly(
                            "/points/1/z is not known here; known are x, y",
                            "/points/1/x must be a number, but was \"a\"",
                            "/points/2 must be an object, but was 7",
                            "/tags/0 must be a string, but was 1",
                            "/kind must be one of a, b, but was \"c\"",
                            "/on must be true or false, but was 1");
        }

        @Test
        void keepsTextExactly() {
            Shape<String> shape = Shape.object(fields -> {
                var text = fields.string("text");
                return in -> in.get(text);
            });

            assertThat(shape.decode(tree("{'text':'\\ud800 \\u0000 \\udc00'}"))).isEqualTo("\ud800 \0 \udc00");
        }

        @Test
        void countsCharactersAndNotTheirHalves() {
            Shape<String> shape = Shape.object(fields -> {
                var text = fields.string("text").length(2, 2).pattern("^[^x]");
                return in -> in.get(text);
            });

            assertThat(shape.decode(tree("{'text':'😀😀'}"))).isEqualTo("😀😀");
            assertThat(problems(shape, "{'text':'xyz'}"))
                    .containsExactly(
                            "/text must have 2 to 2 characters, but has 3",
                            "/text must match '^[^x]', but was \"xyz\"");
        }

        @Test
        void showsADefaultOfAnyTypeAsJson() {
            Shape<String> inner = Shape.object(fields -> in -> "made");
            Shape<Object> shape = Shape.object(fields -> {
                var text = fields.string("text").orElse("t");
                var wide = fields.longInteger("wide").orElse(Long.MAX_VALUE);
                var half = fields.number("half").orElse(0.5);
                var list = fields.strings("list").orElse(List.of("a", "b"));
                var made = fields.object("made", inner).orElse("a value of some type of the author's");
                var odd = fields.object("odd", Shape.object(more -> in -> new Thread()))
                        .orElse(new Thread());
                return in -> List.of(in.get(text), in.get(wide), in.get(half), in.get(list), in.get(made), in.get(odd));
            });

            ObjectNode properties = (ObjectNode) shape.schema().get("properties");

            assertThat(properties.path("text").path("default").stringValue()).isEqualTo("t");
            assertThat(properties.path("wide").path("default").longValue()).isEqualTo(Long.MAX_VALUE);
            assertThat(properties.path("half").path("default").doubleValue()).isEqualTo(0.5);
            assertThat(properties.path("list").path("default")).isEqualTo(tree("['a','b']"));
            assertThat(properties.path("made").has("default")).isFalse();
            assertThat(properties.path("odd").has("default")).isFalse();
        }
    }

    @Nested
    class OfNumbers {

        private final Shape<Integer> whole = Shape.object(fields -> {
            var n = fields.integer("n");
            return in -> in.get(n);
        });
        private final Shape<Long> wide = Shape.object(fields -> {
            var n = fields.longInteger("n");
            return in -> in.get(n);
        });
        private final Shape<Double> real = Shape.object(fields -> {
            var n = fields.number("n");
            return in -> in.get(n);
        });

        @ParameterizedTest
        @CsvSource({"0,0", "-0,0", "1.0,1", "1e3,1000", "2147483647,2147483647", "-2147483648,-2147483648", "-0.0,0"})
        void takesEveryWayToWriteAWholeNumber(String json, int value) {
            assertThat(whole.decode(tree("{'n':" + json + "}"))).isEqualTo(value);
        }

        @Test
        void keepsEveryDigitOf64Bits() {
            assertThat(wide.decode(tree("{'n':9007199254740993}"))).isEqualTo(9007199254740993L);
            assertThat(wide.decode(tree("{'n':-9223372036854775808}"))).isEqualTo(Long.MIN_VALUE);
        }

        @ParameterizedTest
        @ValueSource(strings = {"2147483648", "-2147483649", "1e10", "123456789012345678901234567890"})
        void refusesAWholeNumberThatDoesNotFit(String json) {
            assertThat(problems(whole, "{'n':" + json + "}"))
                    .singleElement()
                    .asString()
                    .startsWith("/n must be between -2147483648 and 2147483647, but was ");
        }

        @Test
        void refusesAFraction() {
            assertThat(problems(whole, "{'n':1.5}")).containsExactly("/n must be an integer, but was 1.5");
            assertThat(problems(wide, "{'n':9007199254740992.5}"))
                    .containsExactly("/n must be an integer, but was 9007199254740992.5");
        }

        @ParameterizedTest
        @ValueSource(strings = {"1e999999999", "-1e999999999", "1e400", "1e-999999999"})
        void neverWritesOutAnAbsurdNumber(String json) {
            Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
                assertThat(problems(whole, "{'n':" + json + "}")).hasSize(1);
                assertThat(problems(wide, "{'n':" + json + "}")).hasSize(1);
            });
        }

        @Test
        void takesANumberThatIsTooSmallForADoubleAsNought() {
            assertThat(real.decode(tree("{'n':1e-999999999}"))).isZero();
            assertThat(problems(real, "{'n':1e999999999}"))
                    .containsExactly("/n must be between -1.7976931348623157E+308 and 1.7976931348623157E+308,"
                            + " but was 1E+999999999");
        }
    }

    @Nested
    class ThatCannotBeUsed {

        @Test
        void isRefusedWhereANameIsThereTwice() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Shape.object(fields -> {
                        fields.string("a");
                        fields.integer("a");
                        return in -> "";
                    }))
                    .withMessage("field 'a' is declared twice; expected unique names");
        }

        @Test
        void isRefusedWhereAChoiceIsEmpty() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Shape.object(fields -> {
                        fields.choice("a");
                        return in -> "";
                    }))
                    .withMessage("field 'a' has no choices; expected at least one");
        }

        @Test
        void isRefusedWhereNothingFitsTheBounds() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Shape.object(fields -> {
                        fields.integer("a").range(5, 1);
                        return in -> "";
                    }))
                    .withMessage("field 'a' has the range 5 to 1; expected the smaller bound first");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Shape.object(fields -> {
                        fields.string("a").length(5, 1);
                        return in -> "";
                    }))
                    .withMessage("field 'a' has the length 5 to 1; expected the smaller bound first");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Shape.object(fields -> {
                        fields.string("a").length(-1, 1);
                        return in -> "";
                    }))
                    .withMessage("field 'a' has the length -1 to 1; expected 0 or more");
        }

        @Test
        void saysWhereAFieldIsAskedForThatIsNotItsOwn() {
            Shape<Object> shape = Shape.object(fields -> {
                var a = fields.string("a");
                a.optional();
                return in -> in.get(a);
            });

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> shape.decode(tree("{'a':'x'}")))
                    .withMessage("field 'a' is not one of this object's;"
                            + " expected one that was declared for it (after optional(), its result)");
        }
    }

    @Nested
    class OfARawSchema {

        @Test
        void passesTheSchemaOnAsItIs() {
            ObjectNode schema = object("{'$schema':'https://json-schema.org/draft/2020-12/schema','type':'object',"
                    + "'$defs':{'a':{'$anchor':'x','type':'integer'}},'properties':{'a':{'$ref':'#x'},'b':false},"
                    + "'if':{'required':['a']},'then':{'minProperties':1},'additionalProperties':false}");

            assertThat(Shape.raw(schema).schema()).isEqualTo(schema);
        }

        @Test
        void saysWhatDoesNotFit() {
            Shape<ObjectNode> shape = Shape.raw(
                    object("{'type':'object','properties':{'n':{'type':'integer'},'a/b':{'type':'string'}}}"));

            assertThat(problems(shape, "{'n':1.5}")).singleElement().asString().startsWith("/n does not fit");
            assertThat(problems(shape, "{'a/b':1}")).singleElement().asString().startsWith("/a~1b does not fit");
            assertThat(problems(shape, "[]")).hasSize(1);
            assertThat(shape.decode(tree("{'n':2.0,'a/b':'\\ud800'}"))).isEqualTo(tree("{'n':2.0,'a/b':'\\ud800'}"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"1.5", "1", "true", "'b'", "null", "[]", "{}"})
        void saysWhatDoesNotFitAChoice(String json) {
            Shape<ObjectNode> shape =
                    Shape.raw(object("{'type':'object','properties':{'a':{'enum':['a',2,2.5,false]}}}"));

            assertThat(problems(shape, "{'a':" + json + "}"))
                    .singleElement()
                    .asString()
                    .startsWith("/a does not fit the schema: ");
        }

        @Test
        void givesTheHandlerACopyOfTheArguments() {
            ObjectNode arguments = object("{'a':{'b':1}}");

            Shape.raw(object("{'type':'object'}"))
                    .decode(arguments)
                    .withObject("/a")
                    .put("b", 2);

            assertThat(arguments).isEqualTo(object("{'a':{'b':1}}"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{'multipleOf':1}",
                    "{'multipleOf':0.01}",
                    "{'enum':[1,2]}",
                    "{'const':5}",
                    "{'minimum':3,'maximum':4}",
                    "{'type':'integer'}",
                    "{'type':'integer','multipleOf':3}"
                })
        void neverWritesOutAnAbsurdNumber(String rule) {
            Shape<ObjectNode> shape = Shape.raw(object("{'type':'object','properties':{'n':" + rule + "}}"));

            Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
                for (String number : new String[] {"1e999999999", "-1e999999999", "1e-999999999"}) {
                    try {
                        shape.decode(tree("{'n':" + number + "}"));
                    } catch (InvalidInputException e) {
                        assertThat(e.problems()).isNotEmpty();
                    }
                }
            });
        }

        @Test
        void refusesASchemaThatIsNoneOfAnObject() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Shape.raw(object("{'type':'array'}")))
                    .withMessage("the input schema's type is \"array\"; expected \"object\"");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{'type':'object','properties':7}",
                    "{'type':'object','required':'a'}",
                    "{'type':'object','minProperties':-1}"
                })
        void refusesASchemaThatIsNone(String schema) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Shape.raw(object(schema)))
                    .withMessageStartingWith("the schema is not valid: ")
                    .withMessageEndingWith("; expected JSON Schema 2020-12");
        }

        @ParameterizedTest
        @ValueSource(strings = {"http://127.0.0.1:9/other.json", "other.json", "#/nowhere", "#gone"})
        void neverFollowsAReferenceOutOfItself(String reference) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            Shape.raw(object("{'type':'object','properties':{'a':{'$ref':'" + reference + "'}}}")))
                    .withMessageContaining("'" + reference + "'");
        }

        @Test
        void refusesAnotherDialect() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            Shape.raw(object("{'$schema':'http://json-schema.org/draft-07/schema#','type':'object'}")))
                    .withMessageContaining("draft-07");
        }
    }

    @Test
    void ofNoArgumentsTakesNone() {
        assertThat(Shape.none().decode(tree("{}"))).isEqualTo(tree("{}"));
        assertThat(problems(Shape.none(), "{'a':1}")).containsExactly("/a is not known here; known are none");
        assertThat(Shape.none().schema())
                .isEqualTo(tree("{'type':'object','properties':{},'additionalProperties':false}"));
    }

    @Test
    void letsUnknownMembersGoIfItIsToldTo() {
        Shape<Query> tolerant = QUERY.ignoringUnknown();

        assertThat(tolerant.decode(tree("{'city':'Oslo','toolCallId':'call_1','more':{'deep':1}}")))
                .isEqualTo(new Query("Oslo", 3));
        assertThat(problems(tolerant, "{'town':'Oslo','days':9}"))
                .containsExactly("/city is required, but was absent", "/days must be between 1 and 7, but was 9");
        assertThat(problems(tolerant, "[]")).containsExactly("the arguments must be an object, but was an array");
        assertThat(tolerant.schema()).isEqualTo(QUERY.schema());
        assertThat(problems(QUERY, "{'city':'Oslo','toolCallId':'call_1'}")).hasSize(1);
    }

    @Test
    void letsUnknownMembersGoThatARawSchemaForbids() {
        Shape<ObjectNode> closed = Shape.raw(
                object("{'type':'object','properties':{'a':{'type':'integer'}},'additionalProperties':false}"));
        Shape<ObjectNode> open = Shape.raw(object("{'type':'object','properties':{'a':{'type':'integer'}}}"));
        Shape<ObjectNode> patterned =
                Shape.raw(object("{'type':'object','patternProperties':{'^x':{}},'additionalProperties':false}"));

        assertThat(closed.ignoringUnknown().decode(tree("{'a':1,'b':2}"))).isEqualTo(tree("{'a':1}"));
        assertThat(open.ignoringUnknown().decode(tree("{'a':1,'b':2}"))).isEqualTo(tree("{'a':1,'b':2}"));
        assertThat(patterned.ignoringUnknown().decode(tree("{'x1':1}"))).isEqualTo(tree("{'x1':1}"));
    }

    @Test
    void letsGoOnlyOfWhatItsOwnObjectDoesNotKnow() {
        Shape<Query> outer = Shape.object(fields -> {
            var query = fields.object("query", QUERY);
            return in -> in.get(query);
        });
        Shape<Query> tolerantWithin = Shape.object(fields -> {
            var query = fields.object("query", QUERY.ignoringUnknown());
            return in -> in.get(query);
        });
        String json = "{'query':{'city':'Oslo','id':1}}";

        assertThat(problems(outer.ignoringUnknown(), json))
                .containsExactly("/query/id is not known here; known are city, days");
        assertThat(tolerantWithin.decode(tree(json))).isEqualTo(new Query("Oslo", 3));
    }
}
