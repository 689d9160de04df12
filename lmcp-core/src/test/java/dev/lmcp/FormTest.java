package dev.lmcp;

import static dev.lmcp.Trees.object;
import static dev.lmcp.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormTest {

    private static final String KINDS = "; expected text, a number, a boolean or choices, as a form has no structure:"
            + " ask for the parts in fields of their own";

    private static FormElicitation<String> form(Consumer<Fields> declaration) {
        return InputRequest.form("?", Shape.object(fields -> {
            declaration.accept(fields);
            return in -> "made";
        }));
    }

    @Test
    void asksForEveryKindThatMcpAllows() {
        FormElicitation<String> form = form(fields -> {
            fields.string("text").length(1, 9).orElse("a");
            fields.integer("whole").range(1, 2);
            fields.longInteger("wide");
            fields.number("real");
            fields.bool("yes").optional();
            fields.choice("one", "a", "b");
            fields.choices("some", "a", "b").size(1, 2);
        });

        assertThat(form.message()).isEqualTo("?");
        assertThat(form.schema().propertyNames()).containsExactly("type", "properties", "required");
        assertThat(form.schema().path("required")).isEqualTo(tree("['whole','wide','real','one','some']"));
        assertThat(form.schema().path("properties").path("some"))
                .isEqualTo(
                        tree("{'type':'array','items':{'type':'string','enum':['a','b']},'minItems':1,'maxItems':2}"));
    }

    @Test
    void mayAskForNothingButAYesOrANo() {
        assertThat(InputRequest.form("Go on?", Shape.none()).schema())
                .isEqualTo(tree("{'type':'object','properties':{}}"));
    }

    @Test
    void givesAwayOnlyCopiesOfItsSchema() {
        FormElicitation<String> form = form(fields -> fields.string("a"));
        form.schema().removeAll();

        assertThat(form.schema().has("properties")).isTrue();
    }

    @Test
    void isRefusedWithAnObjectInside() {
        Shape<String> address = Shape.object(fields -> in -> "");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> form(fields -> fields.object("address", address)))
                .withMessage("the form's field 'address' is an object" + KINDS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> form(fields -> fields.objects("items", address)))
                .withMessage("the form's field 'items' is a list of anything;"
                        + " expected a list of choices: use choices(…)");
    }

    @Test
    void isRefusedWithAListOfAnyTexts() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> form(fields -> fields.strings("tags").optional()))
                .withMessage("the form's field 'tags' is a list of anything;"
                        + " expected a list of choices: use choices(…)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'type':['string','null']} | has the type [\"string\",\"null\"]",
                "{'oneOf':[{'const':'a','title':'A'}]} | has no type",
                "true | has no type",
                "{'$ref':'#/properties/b'} | has no type"
            })
    void isRefusedWithARawFieldOfAnotherKind(String field, String kind) {
        Shape<?> raw = Shape.raw(object("{'type':'object','properties':{'a':" + field + ",'b':{'type':'string'}}}"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> InputRequest.form("?", raw))
                .withMessageStartingWith("the form's field 'a' " + kind.strip())
                .withMessageEndingWith(KINDS);
    }

    @Test
    void isRefusedWithRulesBetweenFields() {
        Shape<?> raw = Shape.raw(object("{'type':'object','properties':{},'anyOf':[{'required':['a']}]}"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> InputRequest.form("?", raw))
                .withMessage("the form's schema has 'anyOf'; expected only type, properties and required");
    }

    @Test
    void takesTitlesForChoicesByARawSchema() {
        var form = InputRequest.form(
                "?",
                Shape.raw(object("{'type':'object','properties':{"
                        + "'mail':{'type':'string','format':'email'},"
                        + "'one':{'type':'string','oneOf':[{'const':'a','title':'A'}]},"
                        + "'old':{'type':'string','enum':['a'],'enumNames':['A']},"
                        + "'some':{'type':'array','items':{'anyOf':[{'const':'a','title':'A'}]}}}}")));

        assertThat(form.schema().path("properties").size()).isEqualTo(4);
        assertThat(form.read(object("{'one':'a','some':['a']}"))).contains(object("{'one':'a','some':['a']}"));
        assertThat(form.read(object("{'one':'b'}"))).isEmpty();
    }

    @Test
    void readsOnlyWhatItAskedFor() {
        FormElicitation<List<String>> form = InputRequest.form("?", Shape.object(fields -> {
            var a = fields.string("a");
            return in -> List.of(in.get(a));
        }));

        assertThat(form.read(object("{'a':'x','b':1}"))).contains(List.of("x"));
        assertThat(form.read(object("{'b':1}"))).isEmpty();
    }

    @Test
    void equalsAFormThatAsksTheSame() {
        assertThat(form(fields -> fields.string("a"))).isEqualTo(form(fields -> fields.string("a")));
        assertThat(form(fields -> fields.string("a"))).isNotEqualTo(form(fields -> fields.string("b")));
    }
}
