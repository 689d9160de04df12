package dev.lmcp.schema;

import dev.lmcp.schema.ModelRule.Breach;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The rules of the interfaces to which clients pass the schema of a tool's arguments. Each accepts less than JSON Schema.
 *
 * <p>{@code verification/schemas} has the same rules with their sources.
 */
public final class ModelRules {

    private static final String OPENAI = "OpenAI";
    private static final String ANTHROPIC = "Anthropic";
    private static final String GEMINI = "Gemini";
    private static final String LM_STUDIO = "LM Studio";
    private static final String LLAMA = "llama.cpp (and with it LM Studio and Ollama)";
    private static final String IN_THE_TOOL = "a description that says it, and a check in the tool";

    private static final Pattern LOOK_AROUND = Pattern.compile("\\(\\?<?[=!]");
    private static final Pattern ANTHROPIC_NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,64}");
    private static final Pattern GEMINI_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");
    private static final int MAX_STRICT_DEPTH = 10;

    private static final List<ModelRule> RULES = List.of(
            ModelRule.refused(
                    List.of(OPENAI, LM_STUDIO),
                    "\"properties\": {}",
                    place -> place.isRoot() && !place.has("properties")
                            ? Optional.of(new Breach("", "no 'properties'"))
                            : Optional.empty()),
            ModelRule.refused(
                    List.of(OPENAI, ANTHROPIC),
                    "'properties' only, and a description that tells which arguments go together",
                    atRoot("oneOf", "anyOf", "allOf")),
            ModelRule.refused(List.of(OPENAI), "it within a property", atRoot("enum", "const", "not")),
            ModelRule.refused(
                    List.of(OPENAI, GEMINI),
                    "'items' with the schema of the members",
                    place -> place.isOfType("array") && !place.has("items")
                            ? Optional.of(new Breach("", "an array without 'items'"))
                            : Optional.empty()),
            ModelRule.refused(
                    List.of(ANTHROPIC, GEMINI),
                    "a name of letters, digits and underscores, 64 at most",
                    name(ModelRules::isForNobody)),
            ModelRule.refused(
                    List.of(GEMINI),
                    "a name of letters, digits and underscores, 64 at most",
                    name((place, name) -> !isForNobody(place, name) && !matches(GEMINI_NAME, name))),
            ModelRule.refused(
                    List.of(GEMINI),
                    "a type",
                    place -> place.isValue()
                                    && place.first("type", "anyOf", "oneOf", "$ref", "enum", "const")
                                            .isEmpty()
                            ? Optional.of(new Breach("", "a value without 'type'"))
                            : Optional.empty()),
            ModelRule.refused(
                    List.of(GEMINI),
                    "its properties, or a text with JSON in its place",
                    place -> !place.isRoot()
                                    && place.isOfType("object")
                                    && place.schema().path("properties").isEmpty()
                            ? Optional.of(new Breach("", "an object without properties"))
                            : Optional.empty()),
            ModelRule.refused(
                    List.of(GEMINI),
                    "texts, or bounds in place of numbers",
                    place -> place.schema().path("enum").valueStream().allMatch(JsonNode::isString)
                            ? Optional.empty()
                            : Optional.of(new Breach("enum", "a choice that is no text"))),
            ModelRule.refused(
                    List.of(GEMINI),
                    "a schema that nests to a fixed depth",
                    place -> place.refersToItself()
                            ? Optional.of(new Breach("$ref", "a schema that contains itself"))
                            : Optional.empty()),
            new ModelRule(
                    "Gemini has no such keyword, so that its clients drop it or refuse the tool",
                    "'enum' with one text",
                    keyword("const")),
            new ModelRule(
                    "Gemini has no such keyword, so that its clients drop it or refuse the tool, and OpenAI's strict mode"
                            + " refuses the tool",
                    IN_THE_TOOL,
                    keyword("not", "if", "then", "else", "dependentSchemas", "patternProperties")),
            new ModelRule(
                    "Gemini has no such keyword, so that its clients drop it or refuse the tool",
                    "one schema that has the members of all",
                    place -> place.isRoot()
                            ? Optional.empty()
                            : place.first("allOf").map(Breach::of)),
            new ModelRule(
                    "Gemini has no such keyword, so that its clients drop it or refuse the tool",
                    "'items' with one schema for all members, or an object",
                    keyword("prefixItems")),
            new ModelRule(
                    "OpenAI's strict mode refuses the tool",
                    IN_THE_TOOL,
                    keyword(
                            "dependentRequired",
                            "unevaluatedProperties",
                            "unevaluatedItems",
                            "propertyNames",
                            "minProperties",
                            "maxProperties",
                            "contains",
                            "uniqueItems")),
            new ModelRule(
                    "OpenAI's strict mode refuses the tool",
                    "\"additionalProperties\": false, and a property for each argument",
                    place -> isOpen(place.schema().path("additionalProperties"))
                            ? Optional.of(new Breach("additionalProperties", "an open object"))
                            : Optional.empty()),
            new ModelRule(
                    "OpenAI's strict mode refuses the tool",
                    MAX_STRICT_DEPTH + " levels at most",
                    place -> place.depth() == MAX_STRICT_DEPTH + 1
                            ? Optional.of(new Breach("", "the level " + (MAX_STRICT_DEPTH + 1)))
                            : Optional.empty()),
            ModelRule.refused(
                    List.of(OPENAI, LLAMA),
                    "a pattern without it, and a check in the tool",
                    place -> place.pattern()
                            .filter(ModelRules::looksAround)
                            .map(regex -> new Breach("pattern", "a pattern with look-around"))),
            ModelRule.refused(
                    List.of(LLAMA),
                    "a pattern from '^' to '$' with characters, classes, groups, '|' and repetitions below 2000",
                    place -> place.pattern()
                            .filter(regex -> !looksAround(regex))
                            .flatMap(regex -> new GrammarPattern(regex).fault())
                            .map(found -> new Breach("pattern", found))),
            ModelRule.refused(
                    List.of(LLAMA),
                    "a bound below 2000, or none and a check in the tool",
                    place -> Stream.of("minLength", "maxLength", "minItems", "maxItems")
                            .filter(bound -> place.schema().path(bound).doubleValue(0) > GrammarPattern.MAX_REPETITIONS)
                            .findFirst()
                            .map(bound -> new Breach(bound, "a large '" + bound + "'"))));

    private ModelRules() {}

    /** Returns a sentence for each rule that the schema of a tool's arguments breaks. */
    public static List<String> notes(ObjectNode schema) {
        List<SchemaPlace> places = SchemaPlace.all(schema);
        return RULES.stream()
                .flatMap(rule -> {
                    List<ModelRule.Place> broken = places.stream()
                            .flatMap(place ->
                                    rule.test().apply(place).stream().map(breach -> new ModelRule.Place(place, breach)))
                            .toList();
                    return broken.isEmpty() ? Stream.empty() : Stream.of(rule.note(broken));
                })
                .toList();
    }

    private static Function<SchemaPlace, Optional<Breach>> keyword(String... keywords) {
        return place -> place.first(keywords).map(Breach::of);
    }

    private static Function<SchemaPlace, Optional<Breach>> atRoot(String... keywords) {
        return place -> place.isRoot() ? place.first(keywords).map(Breach::of) : Optional.empty();
    }

    /** Tells whether a property's name is bad at a place. */
    @FunctionalInterface
    private interface NameTest {
        boolean isBad(SchemaPlace place, String name);
    }

    private static Function<SchemaPlace, Optional<Breach>> name(NameTest test) {
        return place -> place.schema()
                .path("properties")
                .propertyStream()
                .map(property -> property.getKey())
                .filter(name -> test.isBad(place, name))
                .findFirst()
                .map(name -> new Breach("properties", "the name '" + name + "'"));
    }

    /** Anthropic looks at the names of the arguments themselves. */
    private static boolean isForNobody(SchemaPlace place, String name) {
        return place.isRoot() && !matches(ANTHROPIC_NAME, name);
    }

    private static boolean matches(Pattern pattern, String name) {
        return pattern.matcher(name).matches();
    }

    private static boolean isOpen(JsonNode additional) {
        return additional.isObject() || additional.booleanValue(false);
    }

    private static boolean looksAround(String regex) {
        String bare = regex.replaceAll("(?s)\\\\.", "").replaceAll("\\[[^\\]]*\\]", "");
        return LOOK_AROUND.matcher(bare).find();
    }
}
