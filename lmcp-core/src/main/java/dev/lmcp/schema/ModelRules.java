package dev.lmcp.schema;

import dev.lmcp.schema.ModelRule.Breach;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells which rules of the interfaces of models the schema of a tool's arguments breaks.
 *
 * <p>A start does this for each tool. So the tests are the branches of one method: an object for each would be a class that
 * the JVM makes at each start.
 */
public final class ModelRules {

    private static final Pattern LOOK_AROUND = Pattern.compile("\\(\\?<?[=!]");
    private static final Pattern ANTHROPIC_NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,64}");
    private static final Pattern GEMINI_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

    private static final int FIRST_DEEP_LEVEL = ModelRule.MAX_STRICT_DEPTH + 1;

    /** Keywords that tell a type. */
    private static final String[] TYPING = {"type", "anyOf", "oneOf", "$ref", "enum", "const"};

    private static final String[] CONDITIONS = {"not", "if", "then", "else", "dependentSchemas", "patternProperties"};

    /** Keywords that OpenAI's strict mode does not take, besides the conditions. */
    private static final String[] NOT_STRICT = {
        "dependentRequired",
        "unevaluatedProperties",
        "unevaluatedItems",
        "propertyNames",
        "minProperties",
        "maxProperties",
        "contains",
        "uniqueItems"
    };

    private ModelRules() {}

    /** Returns a sentence for each rule that the schema of a tool's arguments breaks. */
    public static List<String> notes(ObjectNode schema) {
        List<SchemaPlace> places = SchemaPlace.all(schema);
        List<String> notes = new ArrayList<>();
        for (ModelRule rule : ModelRule.values()) {
            rule.note(places).ifPresent(notes::add);
        }
        return notes;
    }

    /** Returns how a place breaks a rule; empty if it does not. */
    static Optional<Breach> breach(ModelRule rule, SchemaPlace place) {
        return switch (rule) {
            case ROOT_WITHOUT_PROPERTIES -> breach(place.isRoot() && !place.has("properties"), "no 'properties'");
            case CHOICE_AT_THE_ROOT -> atRoot(place, "oneOf", "anyOf", "allOf");
            case CONDITION_AT_THE_ROOT -> atRoot(place, "enum", "const", "not");
            case ARRAY_WITHOUT_ITEMS ->
                breach(place.isOfType("array") && !place.has("items"), "an array without 'items'");
            case NAME_FOR_NOBODY, NAME_NOT_FOR_GEMINI -> badName(rule, place);
            case VALUE_WITHOUT_TYPE ->
                breach(place.isValue() && place.first(TYPING).isEmpty(), "a value without 'type'");
            case OBJECT_WITHOUT_PROPERTIES -> breach(isWithoutProperties(place), "an object without properties");
            case CHOICE_OF_OTHER_THAN_TEXTS ->
                breach(hasOtherThanTexts(place.schema().path("enum")), "enum", "a choice that is no text");
            case RECURSION -> breach(place.refersToItself(), "$ref", "a schema that contains itself");
            case CONST -> keyword(place, "const");
            case CONDITION -> keyword(place, CONDITIONS);
            case ALL_OF -> place.isRoot() ? Optional.empty() : keyword(place, "allOf");
            case TUPLE -> keyword(place, "prefixItems");
            case KEYWORD_THAT_IS_NOT_STRICT -> keyword(place, NOT_STRICT);
            case OPEN_OBJECT ->
                breach(isOpen(place.schema().path("additionalProperties")), "additionalProperties", "an open object");
            case DEEP_SCHEMA -> breach(place.depth() == FIRST_DEEP_LEVEL, "the level " + FIRST_DEEP_LEVEL);
            case LOOK_AROUND ->
                breach(looksAround(place.pattern().orElse("")), "pattern", "a pattern with look-around");
            case PATTERN_THAT_IS_NO_GRAMMAR -> badGrammar(place.pattern());
            case LARGE_BOUND -> largeBound(place, "minLength", "maxLength", "minItems", "maxItems");
        };
    }

    private static Optional<Breach> breach(boolean isBroken, String found) {
        return breach(isBroken, "", found);
    }

    private static Optional<Breach> breach(boolean isBroken, String keyword, String found) {
        return isBroken ? Optional.of(new Breach(keyword, found)) : Optional.empty();
    }

    private static Optional<Breach> keyword(SchemaPlace place, String... keywords) {
        Optional<String> first = place.first(keywords);
        return first.isEmpty() ? Optional.empty() : Optional.of(Breach.of(first.get()));
    }

    private static Optional<Breach> atRoot(SchemaPlace place, String... keywords) {
        return place.isRoot() ? keyword(place, keywords) : Optional.empty();
    }

    private static Optional<Breach> badName(ModelRule rule, SchemaPlace place) {
        for (String name : place.schema().path("properties").propertyNames()) {
            // Anthropic looks at the names of the arguments themselves
            boolean isForNobody = place.isRoot() && !matches(ANTHROPIC_NAME, name);
            boolean isBad =
                    rule == ModelRule.NAME_FOR_NOBODY ? isForNobody : !isForNobody && !matches(GEMINI_NAME, name);
            if (isBad) {
                return Optional.of(new Breach("properties", "the name '" + name + "'"));
            }
        }
        return Optional.empty();
    }

    private static boolean matches(Pattern pattern, String name) {
        return pattern.matcher(name).matches();
    }

    private static boolean isWithoutProperties(SchemaPlace place) {
        return !place.isRoot()
                && place.isOfType("object")
                && place.schema().path("properties").isEmpty();
    }

    private static boolean hasOtherThanTexts(JsonNode choices) {
        for (JsonNode choice : choices) {
            if (!choice.isString()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOpen(JsonNode additional) {
        return additional.isObject() || additional.booleanValue(false);
    }

    private static boolean looksAround(String regex) {
        if (regex.isEmpty()) {
            return false;
        }
        String bare = regex.replaceAll("(?s)\\\\.", "").replaceAll("\\[[^\\]]*\\]", "");
        return LOOK_AROUND.matcher(bare).find();
    }

    private static Optional<Breach> badGrammar(Optional<String> regex) {
        if (regex.isEmpty() || looksAround(regex.get())) {
            return Optional.empty();
        }
        Optional<String> fault = new GrammarPattern(regex.get()).fault();
        return breach(fault.isPresent(), "pattern", fault.orElse(""));
    }

    private static Optional<Breach> largeBound(SchemaPlace place, String... bounds) {
        for (String bound : bounds) {
            if (place.schema().path(bound).doubleValue(0) > GrammarPattern.MAX_REPETITIONS) {
                return Optional.of(new Breach(bound, "a large '" + bound + "'"));
            }
        }
        return Optional.empty();
    }
}
