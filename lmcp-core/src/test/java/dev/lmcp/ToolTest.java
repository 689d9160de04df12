package dev.lmcp;

import static dev.lmcp.Trees.object;
import static dev.lmcp.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class ToolTest {

    private static final Shape<String> TEXT = Shape.object(fields -> {
        var text = fields.string("text");
        return in -> in.get(text);
    });

    private static ToolBuilder<ObjectNode, ToolResult> tool() {
        return Tool.named("t").description("Does it");
    }

    @Test
    void handsItsHandlerTheDecodedArguments() throws Exception {
        Tool echo = tool().input(TEXT).handle((text, call) -> ToolResult.text(text));

        assertThat(echo.call(tree("{'text':'a'}"), new NoCall())).isEqualTo(ToolResult.text("a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a b", "a/b", "ä", "a\n", "a123456789012345678901234567890123456789012345678901234567890abcd"
            })
    void isRefusedWhereClientsWouldNotTakeItsName(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tool.named(name))
                .withMessage("tool '" + name + "': a tool's name has 1 to 64 characters out of A-Z a-z 0-9 _ - .");
    }

    @Test
    void isRefusedWithoutADescription() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tool.named("t").handle((in, call) -> ToolResult.text("")))
                .withMessage("tool 't' has no description; expected one for the model: add description(\"…\")");
    }

    @Test
    void isRefusedByItsNameWhereASchemaIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tool().output(tree("{'type':7}")).handle((in, call) -> ToolResult.text("")))
                .withMessageStartingWith("tool 't': the schema is not valid");
    }

    @Test
    void isRefusedWithATimeLimitOfNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tool().timeLimit(Duration.ZERO))
                .withMessage("tool 't': the time limit is 'PT0S'; expected more than nothing");
    }

    @Test
    void checksWhatItGivesAgainstItsOutputSchema() throws Exception {
        Tool right = tool().output(tree("{'type':'array','items':{'type':'integer'}}"))
                .handle((in, call) -> ToolResult.structured(tree("[1,2]")));
        Tool wrong = tool().output(tree("{'type':'array','items':{'type':'integer'}}"))
                .handle((in, call) -> ToolResult.structured(tree("[1,'x']")));
        Tool none = tool().output(tree("{'type':'object'}")).handle((in, call) -> ToolResult.text("a"));
        Tool failed = tool().output(tree("{'type':'object'}")).handle((in, call) -> ToolResult.error("no"));

        assertThat(right.call(object("{}"), new NoCall()).structuredContent()).contains(tree("[1,2]"));
        assertThatIllegalStateException()
                .isThrownBy(() -> wrong.call(object("{}"), new NoCall()))
                .withMessageStartingWith("tool 't' gave a result that does not fit its output schema: /1 ");
        assertThatIllegalStateException()
                .isThrownBy(() -> none.call(object("{}"), new NoCall()))
                .withMessage("tool 't' has an output schema and gave no structured result; expected one");
        assertThat(failed.call(object("{}"), new NoCall()).isError()).isTrue();
    }

    @Test
    void checksWhatItGivesAgainstTheShapeOfItsOutput() throws Exception {
        ToolBuilder<ObjectNode, ToolResult> declared = tool().output(Shape.object(fields -> {
            fields.integer("sum");
            fields.string("note").optional();
            return in -> in;
        }));
        Tool right = declared.handle((in, call) -> ToolResult.structured(tree("{'sum':3}")));
        Tool wrong = declared.handle((in, call) -> ToolResult.structured(tree("{'sum':'x','more':1}")));
        Tool nothing = declared.handle((in, call) -> ToolResult.structured(tree("{'sum':3,'note':null}")));
        Tool none = declared.handle((in, call) -> ToolResult.text("3"));
        Tool again = declared.output(tree("{'type':'array'}"))
                .handle((in, call) -> ToolResult.structured(tree("{'sum':3}")));

        assertThat(right.outputSchema())
                .contains(tree("{'type':'object','properties':{'sum':{'type':'integer'},"
                        + "'note':{'type':'string'}},'required':['sum'],'additionalProperties':false}"));
        assertThat(right.call(object("{}"), new NoCall()).structuredContent()).contains(tree("{'sum':3}"));
        assertThatIllegalStateException()
                .isThrownBy(() -> wrong.call(object("{}"), new NoCall()))
                .withMessageStartingWith("tool 't' gave a result that does not fit its output schema: ")
                .withMessageContaining("/sum does not fit the schema")
                .withMessageContaining("/more does not fit the schema");
        assertThatIllegalStateException()
                .isThrownBy(() -> nothing.call(object("{}"), new NoCall()))
                .withMessageContaining("/note does not fit the schema");
        assertThatIllegalStateException()
                .isThrownBy(() -> none.call(object("{}"), new NoCall()))
                .withMessage("tool 't' has an output schema and gave no structured result; expected one");
        assertThatIllegalStateException().isThrownBy(() -> again.call(object("{}"), new NoCall()));
    }

    @Test
    void givesAwayOnlyCopies() {
        ObjectNode meta = object("{'a':1}");
        Tool tool = tool().meta(meta).output(tree("{'type':'object'}")).handle((in, call) -> ToolResult.text(""));
        meta.put("a", 2);
        tool.meta().orElseThrow().put("a", 3);
        tool.inputSchema().removeAll();
        ((ObjectNode) tool.outputSchema().orElseThrow()).removeAll();

        assertThat(tool.meta()).contains(object("{'a':1}"));
        assertThat(tool.inputSchema().path("type").stringValue()).isEqualTo("object");
        assertThat(tool.outputSchema()).contains(tree("{'type':'object'}"));
    }

    @Test
    void collectsTheScopesItRequires() {
        Tool tool = tool().scopes("a", "b").scopes("c", "a").handle((in, call) -> ToolResult.text(""));

        assertThat(tool.scopes()).containsExactly("a", "b", "c");
    }

    @Test
    void leavesTheBuilderItWasMadeOfAsItWas() {
        ToolBuilder<ObjectNode, ToolResult> first = tool();
        first.title("T")
                .scopes("a")
                .annotations(ToolAnnotations.readOnly())
                .taskMode(TaskMode.REQUIRED)
                .timeLimit(Duration.ofSeconds(1));

        Tool made = first.handle((in, call) -> ToolResult.text(""));

        assertThat(made.title()).isEmpty();
        assertThat(made.scopes()).isEmpty();
        assertThat(made.annotations()).isEmpty();
        assertThat(made.taskMode()).isEqualTo(TaskMode.NEVER);
        assertThat(made.timeLimit()).isEmpty();
    }

    private record Sum(@dev.lmcp.annotation.Max(9) int sum, Optional<String> note) {}

    private record Numbers(int a, int b) {}

    private record Word(String text) {}

    private sealed interface Figure permits Circle {}

    private record Circle(int radius) implements Figure {}

    @Test
    void givesTheRecordThatItsHandlerReturns() throws Exception {
        Tool add = tool().input(Numbers.class)
                .returns(Sum.class)
                .handle((in, call) -> new Sum(in.a() + in.b(), Optional.empty()));

        assertThat(add.outputSchema())
                .contains(tree("{'type':'object','properties':{'sum':{'type':'integer','maximum':9},"
                        + "'note':{'type':'string'}},'required':['sum'],'additionalProperties':false}"));
        assertThat(add.call(object("{'a':1,'b':2}"), new NoCall())).isEqualTo(ToolResult.structured(tree("{'sum':3}")));
        assertThatIllegalStateException()
                .isThrownBy(() -> add.call(object("{'a':5,'b':5}"), new NoCall()))
                .withMessage(
                        "tool 't' gave a result that does not fit its output schema: /sum must be at most 9, but was 10");
    }

    @Test
    void givesACaseOfASealedInterface() throws Exception {
        Tool draw = tool().returns(Figure.class).handle((in, call) -> new Circle(2));

        assertThat(draw.call(object("{}"), new NoCall()).structuredContent())
                .contains(tree("{'type':'circle','radius':2}"));
    }

    @Test
    @SuppressWarnings("NullAway")
    void isAtFaultIfARecordIsIncomplete() {
        Tool half = tool().returns(Word.class).handle((in, call) -> new Word(null));
        Tool nothing = tool().returns(Sum.class).handle((in, call) -> null);

        assertThatIllegalStateException()
                .isThrownBy(() -> half.call(object("{}"), new NoCall()))
                .withMessage(
                        "tool 't' gave a result that does not fit its output schema: /text is null; expected a value,"
                                + " or an Optional for one that may be absent");
        assertThatIllegalStateException()
                .isThrownBy(() -> nothing.call(object("{}"), new NoCall()))
                .withMessage("tool 't' returned null; expected a value");
    }

    @Test
    void hasContentBesideARecord() throws Exception {
        Shape<Sum> shape = Shape.of(Sum.class);
        Tool add = tool().output(shape)
                .handle((in, call) ->
                        ToolResult.text("three").withStructuredContent(shape.encode(new Sum(3, Optional.of("n")))));

        assertThat(add.call(object("{}"), new NoCall()).structuredContent()).contains(tree("{'sum':3,'note':'n'}"));
    }

    @Test
    void refusesAShapeThatItCannotUse() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tool().input(Figure.class))
                .withMessage(
                        "tool 't' takes one of several kinds of objects, and interfaces of models refuse this for the"
                                + " arguments as a whole; expected one record: put the sealed interface into a component of it");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tool().returns(Shape.<Object>object(fields -> in -> "")))
                .withMessage("tool 't' returns a shape that was made by Shape.object, which reads only; expected one by"
                        + " Shape.of, or output(…) with a ToolResult");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tool().input(String.class))
                .withMessage("tool 't': String is no record; expected a record or a sealed interface of records");
    }

    @Test
    void writesNothingByAShapeThatOnlyReads() {
        Shape<Object> shape = Shape.object(fields -> in -> "");

        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> shape.encode("x"))
                .withMessage("the shape was made by Shape.object, which reads only; expected one by Shape.of");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shape.of(Sum.class).encode(new Sum(10, Optional.empty())))
                .withMessage("/sum must be at most 9, but was 10");
    }
}
