package dev.lmcp.schema;

import static dev.lmcp.schema.ModelInterface.ANTHROPIC;
import static dev.lmcp.schema.ModelInterface.GEMINI;
import static dev.lmcp.schema.ModelInterface.LLAMA;
import static dev.lmcp.schema.ModelInterface.LM_STUDIO;
import static dev.lmcp.schema.ModelInterface.OPENAI;

import java.util.List;
import java.util.Optional;

/**
 * Something that an interface of models does not take in the schema of a tool's arguments. Each interface accepts less than
 * JSON Schema. {@link ModelRules} has the test of each rule.
 *
 * <p>{@code verification/schemas} has the same rules with their sources.
 */
enum ModelRule {
    ROOT_WITHOUT_PROPERTIES("\"properties\": {}", OPENAI, LM_STUDIO),
    CHOICE_AT_THE_ROOT(
            "'properties' only, and a description that tells which arguments go together", OPENAI, ANTHROPIC),
    CONDITION_AT_THE_ROOT("it within a property", OPENAI),
    ARRAY_WITHOUT_ITEMS("'items' with the schema of the members", OPENAI, GEMINI),
    NAME_FOR_NOBODY(Expected.PLAIN_NAME, ANTHROPIC, GEMINI),
    NAME_NOT_FOR_GEMINI(Expected.PLAIN_NAME, GEMINI),
    VALUE_WITHOUT_TYPE("a type", GEMINI),
    OBJECT_WITHOUT_PROPERTIES("its properties, or a text with JSON in its place", GEMINI),
    CHOICE_OF_OTHER_THAN_TEXTS("texts, or bounds in place of numbers", GEMINI),
    RECURSION("a schema that nests to a fixed depth", GEMINI),
    CONST(Consequence.UNKNOWN_TO_GEMINI, "'enum' with one text"),
    CONDITION(Consequence.UNKNOWN_TO_GEMINI_AND_NOT_STRICT, Expected.IN_THE_TOOL),
    ALL_OF(Consequence.UNKNOWN_TO_GEMINI, "one schema that has the members of all"),
    TUPLE(Consequence.UNKNOWN_TO_GEMINI, "'items' with one schema for all members, or an object"),
    KEYWORD_THAT_IS_NOT_STRICT(Consequence.NOT_STRICT, Expected.IN_THE_TOOL),
    OPEN_OBJECT(Consequence.NOT_STRICT, "\"additionalProperties\": false, and a property for each argument"),
    DEEP_SCHEMA(Consequence.NOT_STRICT, ModelRule.MAX_STRICT_DEPTH + " levels at most"),
    LOOK_AROUND("a pattern without it, and a check in the tool", OPENAI, LLAMA),
    PATTERN_THAT_IS_NO_GRAMMAR(
            "a pattern from '^' to '$' with characters, classes, groups, '|' and repetitions below 2000", LLAMA),
    LARGE_BOUND("a bound below 2000, or none and a check in the tool", LLAMA);

    static final int MAX_STRICT_DEPTH = 10;

    private final String consequence;
    private final String expected;

    private static final class Consequence {

        private static final String UNKNOWN_TO_GEMINI =
                "Gemini has no such keyword, so that its clients drop it or refuse the tool";
        private static final String NOT_STRICT = "OpenAI's strict mode refuses the tool";
        private static final String UNKNOWN_TO_GEMINI_AND_NOT_STRICT = UNKNOWN_TO_GEMINI + ", and " + NOT_STRICT;
    }

    private static final class Expected {

        private static final String PLAIN_NAME = "a name of letters, digits and underscores, 64 at most";
        private static final String IN_THE_TOOL = "a description that says it, and a check in the tool";
    }

    /** A rule whose breach makes these interfaces refuse a conversation. */
    ModelRule(String expected, ModelInterface... refusing) {
        this(
                andList(refusing) + (refusing.length == 1 ? " refuses" : " refuse")
                        + " every tool of a conversation because of it",
                expected);
    }

    ModelRule(String consequence, String expected) {
        this.consequence = consequence;
        this.expected = expected;
    }

    private static String andList(ModelInterface... some) {
        StringBuilder text = new StringBuilder(some[0].toString());
        for (int i = 1; i < some.length; i++) {
            text.append(i == some.length - 1 ? " and " : ", ").append(some[i]);
        }
        return text.toString();
    }

    /**
     * A breach of a rule.
     *
     * @param keyword the keyword to which the pointer of a message leads; empty for the schema itself
     * @param found the form that was found
     */
    record Breach(String keyword, String found) {

        static Breach of(String keyword) {
            return new Breach(keyword, "'" + keyword + "'");
        }
    }

    /** Returns a sentence about the places that break the rule; empty if there are none. */
    Optional<String> note(List<SchemaPlace> places) {
        String first = "";
        int others = -1;
        for (SchemaPlace place : places) {
            Optional<Breach> breach = ModelRules.breach(this, place);
            if (breach.isPresent() && ++others == 0) {
                first = "found " + breach.get().found() + " at " + pointer(place, breach.get());
            }
        }
        if (others < 0) {
            return Optional.empty();
        }
        return Optional.of(first
                + (others == 0 ? "" : others == 1 ? " and 1 other place" : " and " + others + " other places") + "; "
                + consequence + "; expected " + expected);
    }

    private static String pointer(SchemaPlace place, Breach breach) {
        String pointer = place.pointer() + (breach.keyword().isEmpty() ? "" : '/' + breach.keyword());
        return pointer.isEmpty() ? "the top level" : pointer;
    }
}
