package dev.lmcp.schema;

import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The restricted JSON Schema of forms: flat, and of a few kinds (MCP 2026-07-28, client/elicitation, requested schema). */
public final class FormSchema {

    private static final String KINDS = "; expected text, a number, a boolean or choices, as a form has no structure:"
            + " ask for the parts in fields of their own";

    private static final Set<String> MEMBERS =
            Set.of("$schema", "type", "title", "description", "properties", "required");

    /** The formats of a form; clients need not know others. The server checks these as well. */
    private static final Set<String> FORMATS = Set.of("email", "uri", "date", "date-time");

    private FormSchema() {}

    /** Returns the schema as a form has it; throws {@link IllegalArgumentException} if it says more than a form can. */
    public static ObjectNode of(ObjectNode schema) {
        ObjectNode form = schema.deepCopy();
        // a form has exactly the fields that it shows
        form.remove("additionalProperties");
        for (String member : form.propertyNames()) {
            if (!MEMBERS.contains(member)) {
                throw new IllegalArgumentException(
                        "the form's schema has '" + member + "'; expected only type, properties and required");
            }
        }
        form.withObject("/properties").forEachEntry((name, property) -> {
            check(name, property);
            if (property instanceof ObjectNode rules
                    && !FORMATS.contains(rules.path("format").stringValue(""))) {
                rules.remove("format");
            }
        });
        return form;
    }

    private static void check(String name, JsonNode property) {
        String type = property.path("type").stringValue("");
        switch (type) {
            case "string", "integer", "number", "boolean" -> {}
            case "array" -> {
                if (!isChoice(property.path("items"))) {
                    throw new IllegalArgumentException("the form's field '" + name
                            + "' is a list of anything; expected a list of choices: use choices(…)");
                }
            }
            default ->
                throw new IllegalArgumentException(
                        "the form's field '" + name + "' " + found(property.path("type")) + KINDS);
        }
    }

    private static String found(JsonNode type) {
        if (type.isMissingNode()) {
            return "has no type";
        }
        return type.stringValue("").equals("object") ? "is an object" : "has the type " + type;
    }

    /** Whether it is one of several texts, with or without titles. */
    private static boolean isChoice(JsonNode items) {
        if (items.path("type").stringValue("").equals("string")) {
            return items.path("enum").isArray();
        }
        if (!items.path("anyOf").isArray()) {
            return false;
        }
        for (JsonNode choice : items.path("anyOf")) {
            if (!choice.path("const").isString()) {
                return false;
            }
        }
        return true;
    }
}
