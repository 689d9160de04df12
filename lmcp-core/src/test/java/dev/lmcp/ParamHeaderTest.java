package dev.lmcp;

import static dev.lmcp.Trees.object;
import static dev.lmcp.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParamHeaderTest {

    private static List<ParamHeader> in(String properties) {
        return ParamHeader.in(tree("{'type':'object','properties':" + properties + "}"));
    }

    @Test
    void isFoundAtAnyDepthOfProperties() {
        assertThat(in("{'a':{'type':'string','x-mcp-header':'A'},"
                        + "'b':{'type':'object','properties':{'c':{'type':'integer','x-mcp-header':'B-C'}}},"
                        + "'d':{'type':'boolean','x-mcp-header':'D'},'e':true}"))
                .containsExactly(
                        new ParamHeader("A", List.of("a"), "string"),
                        new ParamHeader("B-C", List.of("b", "c"), "integer"),
                        new ParamHeader("D", List.of("d"), "boolean"));
    }

    @Test
    void isNotFoundInAPropertyOfItsName() {
        assertThat(in("{'x-mcp-header':{'type':'string'}}")).isEmpty();
        assertThat(in("{'x-mcp-header':true}")).isEmpty();
    }

    @Test
    void isNotFoundInValues() {
        assertThat(in("{'a':{'type':'object','default':{'x-mcp-header':'A'},'enum':[{'x-mcp-header':'B'}],"
                        + "'const':{'x-mcp-header':'C'},'examples':[{'x-mcp-header':'D'}]}}"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'a':{'type':'array','items':{'type':'string','x-mcp-header':'A'}}}",
                "{'a':{'anyOf':[{'type':'string','x-mcp-header':'A'}]}}",
                "{'a':{'type':'object','additionalProperties':{'type':'string','x-mcp-header':'A'}}}",
                "{'a':{'type':'object','patternProperties':{'b':{'type':'string','x-mcp-header':'A'}}}}"
            })
    void isRefusedWhereItHasNoEffect(String properties) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> in(properties))
                .withMessage("an 'x-mcp-header' stands where it has no effect;"
                        + " expected it only on properties reached through 'properties'");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        ParamHeader.in(object("{'type':'object','$defs':" + properties + ",'x-mcp-header':'Root'}")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"''", "'a b'", "'a:b'", "'ä'", "7", "null", "'a\\n'"})
    void isRefusedWhereTheNameIsNoToken(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> in("{'a':{'type':'string','x-mcp-header':" + name + "}}"))
                .withMessageEndingWith("; expected an RFC 9110 token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'number'", "'array'", "'object'", "['string','null']"})
    void isRefusedOnWhatNoHeaderHolds(String type) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> in("{'a':{'type':" + type + ",'x-mcp-header':'A'}}"))
                .withMessageEndingWith("; expected string, integer or boolean");
    }

    @Test
    void isRefusedTwiceWhateverItsCase() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> in("{'a':{'type':'string','x-mcp-header':'A'},'b':{'type':'string','x-mcp-header':'a'}}"))
                .withMessage("the header 'a' is used twice; expected a unique 'x-mcp-header'");
    }
}
