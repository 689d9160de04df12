package dev.lmcp.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A schema within a schema.
 *
 * @param schema the schema at this place
 * @param root the whole
 * @param pointer the JSON Pointer to this place, from the root
 */
record SchemaPlace(ObjectNode schema, ObjectNode root, String pointer) {

    private static final Set<String> MAPS =
            Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");
    private static final Set<String> LISTS = Set.of("anyOf", "oneOf", "allOf", "prefixItems");
    private static final Set<String> SINGLE = Set.of(
            "items",
            "additionalProperties",
            "not",
            "if",
            "then",
            "else",
            "contains",
            "propertyNames",
            "unevaluatedItems",
            "unevaluatedProperties");

    /** Returns the schema itself and every schema in it. */
    static List<SchemaPlace> all(ObjectNode root) {
        List<SchemaPlace> places = new ArrayList<>();
        collect(root, root, "", places);
        return places;
    }

    private static void collect(JsonNode node, ObjectNode root, String pointer, List<SchemaPlace> places) {
        if (!(node instanceof ObjectNode schema)) {
            return;
        }
        places.add(new SchemaPlace(schema, root, pointer));
        schema.forEachEntry((keyword, value) -> {
            String inner = pointer + '/' + keyword;
            if (SINGLE.contains(keyword)) {
                collect(value, root, inner, places);
            } else if (MAPS.contains(keyword)) {
                value.forEachEntry((name, each) -> collect(each, root, inner + '/' + escaped(name), places));
            } else if (LISTS.contains(keyword)) {
                for (int i = 0; i < value.size(); i++) {
                    collect(value.path(i), root, inner + '/' + i, places);
                }
            }
        });
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    boolean isRoot() {
        return pointer.isEmpty();
    }

    /** Returns whether this is the schema of a property or of the items of an array. */
    boolean isValue() {
        return pointer.matches("(?s).*/(properties/[^/]+|items)");
    }

    /** Returns how many objects and arrays this place is in. */
    int depth() {
        return (int) Stream.of(pointer.split("/", -1))
                .filter(step -> step.equals("properties") || step.equals("items"))
                .count();
    }

    boolean has(String keyword) {
        return schema.has(keyword);
    }

    /** Returns the first of these keywords that the schema has. */
    Optional<String> first(String... keywords) {
        return Stream.of(keywords).filter(this::has).findFirst();
    }

    /** Returns whether the schema names this type, alone or among others. */
    boolean isOfType(String type) {
        JsonNode types = schema.path("type");
        return types.isArray()
                ? types.valueStream().anyMatch(each -> type.equals(each.stringValue("")))
                : type.equals(types.stringValue(""));
    }

    /** Returns the regular expression; empty if there is none. */
    Optional<String> pattern() {
        return Optional.ofNullable(schema.path("pattern").stringValue(null));
    }

    /** Returns whether {@code $ref} leads to a schema that contains this one. */
    boolean refersToItself() {
        String reference = schema.path("$ref").stringValue("");
        return reference.startsWith("#") && (pointer + '/').startsWith(reference.substring(1) + '/');
    }
}
