package dev.lmcp.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ModelRulesTest {

    private static final String ALL = " every tool of a conversation because of it; expected ";
    private static final String LLAMA = "llama.cpp (and with it LM Studio and Ollama) refuses" + ALL;

    private static ObjectNode json(String text) {
        return (ObjectNode) JsonMapper.shared().readTree(text.replace('\'', '"'));
    }

    private static ObjectNode argument(String schema) {
        return json("{'type':'object','properties':{'a':" + schema + "},'additionalProperties':false}");
    }

    private static void assertNote(String note, ObjectNode schema) {
        assertThat(ModelRules.notes(schema)).containsExactly(note);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'string','minLength':1,'maxLength':1999,'description':'a name'}",
                "{'type':'integer','minimum':0,'maximum':100000,'default':3}",
                "{'type':['string','null'],'format':'uri'}",
                "{'type':'string','enum':['a','b']}",
                "{'enum':['a','b']}",
                "{'anyOf':[{'type':'string'},{'type':'integer'}]}",
                "{'type':'array','items':{'type':'string'},'maxItems':100}",
                "{'type':'object','properties':{'if':{'type':'boolean'},'pattern':{'type':'string'}}}",
                "{'type':'string','pattern':'^[ -~]{1,200}$'}",
                "{'type':'string','pattern':'^(?:a|b\\\\.c)(-[A-Za-z]{2})?$'}",
                "{'type':'string','pattern':'^[\\\\u00e4\\\\-\\\\]]+\\\\(\\\\t\\\\\\\\.*$'}"
            })
    void saysNothingOfWhatEverybodyTakes(String schema) {
        assertThat(ModelRules.notes(argument(schema))).isEmpty();
    }

    @Test
    void saysNothingOfAToolWithoutArguments() {
        assertThat(ModelRules.notes(json("{'type':'object','properties':{},'additionalProperties':false}")))
                .isEmpty();
    }

    @Test
    void wantsProperties() {
        assertNote(
                "found no 'properties' at the top level; OpenAI and LM Studio refuse" + ALL + "\"properties\": {}",
                json("{'type':'object'}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"oneOf", "anyOf", "allOf"})
    void wantsNoAlternativesAtTheTop(String keyword) {
        assertNote(
                "found '" + keyword + "' at /" + keyword + "; OpenAI and Anthropic refuse" + ALL
                        + "'properties' only, and a description that tells which arguments go together",
                argument("{'type':'string'}")
                        .set(keyword, json("{'x':[{'required':['a']}]}").get("x")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'type':'array'} | an array without 'items' at /properties/a; OpenAI and Gemini refuse | 'items' with the"
                        + " schema of the members",
                "{'type':['array','null']} | an array without 'items' at /properties/a; OpenAI and Gemini refuse | 'items'"
                        + " with the schema of the members",
                "{'description':'any'} | a value without 'type' at /properties/a; Gemini refuses | a type",
                "{'type':'array','items':{}} | a value without 'type' at /properties/a/items; Gemini refuses | a type",
                "{'type':'object'} | an object without properties at /properties/a; Gemini refuses | its properties, or a"
                        + " text with JSON in its place",
                "{'type':'integer','enum':[1,2]} | a choice that is no text at /properties/a/enum; Gemini refuses | texts,"
                        + " or bounds in place of numbers",
                "{'enum':['a',null]} | a choice that is no text at /properties/a/enum; Gemini refuses | texts, or bounds"
                        + " in place of numbers",
                "{'type':'string','maxLength':2000} | a large 'maxLength' at /properties/a/maxLength; llama.cpp (and with"
                        + " it LM Studio and Ollama) refuses | a bound below 2000, or none and a check in the tool",
                "{'type':'array','items':{'type':'string'},'maxItems':5000} | a large 'maxItems' at"
                        + " /properties/a/maxItems; llama.cpp (and with it LM Studio and Ollama) refuses | a bound below"
                        + " 2000, or none and a check in the tool",
            })
    void namesAValueThatSomebodyRefuses(String schema, String found, String expected) {
        assertNote("found " + found + ALL + expected, argument(schema));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[a-z]+ | that does not begin with '^' and end with '$'",
                "^a | that does not begin with '^' and end with '$'",
                "^a\\\\$ | that does not begin with '^' and end with '$'",
                "^a$%^b$ | with '$' inside",
                "^\\\\d+$ | with the escape '\\d'",
                "^[\\\\d-]+$ | with the escape '\\d'",
                "^https:\\\\/\\\\/.*$ | with the escape '\\/'",
                "^a\\\\b.*$ | with the escape '\\b'",
                "^(a%b)\\\\1$ | with the escape '\\1'",
                "^(?<year>[0-9]{4})$ | with a group that begins with '(?<'",
                "^a{1,5000}$ | with the repetition '{1,5000}'",
                "^a{99999999999}$ | with the repetition '{99999999999}'",
            })
    void namesAPatternThatLlamaDoesNotRead(String pattern, String found) {
        assertNote(
                "found a pattern " + found + " at /properties/a/pattern; " + LLAMA
                        + "a pattern from '^' to '$' with characters, classes, groups, '|' and repetitions below 2000",
                argument("{'type':'string','pattern':'" + pattern.replace('%', '|') + "'}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"^(?!-)[a-z-]+$", "^(?=a)[ab]+$", "^a(?<=a)b$", "(?<!a)b"})
    void namesLookAround(String pattern) {
        assertNote(
                "found a pattern with look-around at /properties/a/pattern; OpenAI and llama.cpp (and with it LM Studio and"
                        + " Ollama) refuse" + ALL + "a pattern without it, and a check in the tool",
                argument("{'type':'string','pattern':'" + pattern + "'}"));
    }

    @Test
    void namesTheNamesThatSomebodyRefuses() {
        String expected = ALL + "a name of letters, digits and underscores, 64 at most";

        assertNote(
                "found the name 'filter[x]' at /properties; Anthropic and Gemini refuse" + expected,
                json("{'type':'object','properties':{'filter[x]':{'type':'string'}}}"));
        assertNote(
                "found the name 'max-results' at /properties; Gemini refuses" + expected,
                json("{'type':'object','properties':{'max-results':{'type':'string'}}}"));
        assertNote(
                "found the name '2nd' at /properties/a/properties; Gemini refuses" + expected,
                argument("{'type':'object','properties':{'2nd':{'type':'string'}}}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"#", "#/properties/a", "#/properties/a/properties/b"})
    void namesASchemaThatContainsItself(String reference) {
        assertThat(ModelRules.notes(argument("{'type':'object','properties':{'b':{'$ref':'" + reference + "'}}}")))
                .contains("found a schema that contains itself at /properties/a/properties/b/$ref; Gemini refuses" + ALL
                        + "a schema that nests to a fixed depth");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'type':'string','const':'a'} | const | Gemini has no such keyword, so that its clients drop it or refuse"
                        + " the tool; expected 'enum' with one text",
                "{'type':'string','allOf':[{'type':'string'}]} | allOf | Gemini has no such keyword, so that its clients"
                        + " drop it or refuse the tool; expected one schema that has the members of all",
                "{'type':'string','not':{'type':'null'}} | not | Gemini has no such keyword, so that its clients drop it or"
                        + " refuse the tool, and OpenAI's strict mode refuses the tool; expected a description that says"
                        + " it, and a check in the tool",
                "{'type':'array','items':{'type':'string'},'uniqueItems':true} | uniqueItems | OpenAI's strict mode refuses"
                        + " the tool; expected a description that says it, and a check in the tool",
            })
    void namesAKeywordThatSomebodyDoesNotHave(String schema, String keyword, String rest) {
        assertNote("found '" + keyword + "' at /properties/a/" + keyword + "; " + rest, argument(schema));
    }

    @Test
    void namesAnOpenObject() {
        assertNote(
                "found an open object at /additionalProperties; OpenAI's strict mode refuses the tool; expected"
                        + " \"additionalProperties\": false, and a property for each argument",
                json("{'type':'object','properties':{'a':{'type':'string'}},'additionalProperties':true}"));
    }

    @Test
    void namesTheEleventhLevel() {
        String deep = String.join("", Collections.nCopies(10, "{'type':'object','properties':{'a':"))
                + "{'type':'string'}" + "}}".repeat(10);

        assertNote(
                "found the level 11 at " + "/properties/a".repeat(11)
                        + "; OpenAI's strict mode refuses the tool; expected 10 levels at most",
                argument(deep));
    }

    @Test
    void countsTheOtherPlacesOfOneRule() {
        assertNote(
                "found an array without 'items' at /properties/c_d and 1 other place; OpenAI and Gemini refuse" + ALL
                        + "'items' with the schema of the members",
                json("{'type':'object','properties':{'c_d':{'type':'array'},'e':{'type':'string'}},"
                        + "'$defs':{'a/b':{'type':'array'}}}"));
    }

    @Test
    void doesNotTakeAnEscapedOrBracketedParenthesisForLookAround() {
        assertThat(ModelRules.notes(argument("{'type':'string','pattern':'^\\\\(\\\\?=a$'}")))
                .isEmpty();
        assertThat(ModelRules.notes(argument("{'type':'string','pattern':'^[(?=]$'}")))
                .isEmpty();
    }
}
