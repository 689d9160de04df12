package dev.lmcp.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
        for (Map.Entry<String, JsonNode> member : schema.properties()) {
            String inner = pointer + '/' + member.getKey();
            JsonNode value = member.getValue();
            if (SINGLE.contains(member.getKey())) {
                collect(value, root, inner, places);
            } else if (MAPS.contains(member.getKey())) {
                for (Map.Entry<String, JsonNode> each : value.properties()) {
                    collect(each.getValue(), root, inner + '/' + escaped(each.getKey()), places);
                }
            } else if (LISTS.contains(member.getKey())) {
                for (int i = 0; i < value.size(); i++) {
                    collect(value.path(i), root, inner + '/' + i, places);
                }
            }
        }
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    boolean isRoot() {
        return pointer.isEmpty();
    }

    /** Returns whether this is the schema of a property or of the items of an array. */
    boolean isValue() {
        int last = pointer.lastIndexOf('/');
        return pointer.endsWith("/items")
                || (last > 0 && pointer.startsWith("/properties", last - "/properties".length()));
    }

    /** Returns how many objects and arrays this place is in. */
    int depth() {
        int depth = 0;
        for (String step : pointer.split("/", -1)) {
            if (step.equals("properties") || step.equals("items")) {
                depth++;
            }
        }
        return depth;
    }

    boolean has(String keyword) {
        return schema.has(keyword);
    }

    /** Returns the first of these keywords that the schema has. */
    Optional<String> first(String... keywords) {
        for (String keyword : keywords) {
            if (has(keyword)) {
                return Optional.of(keyword);
            }
        }
        return Optional.empty();
    }

    /** Returns whether the schema names this type, alone or among others. */
    boolean isOfType(String type) {
        JsonNode types = schema.path("type");
        if (!types.isArray()) {
            return type.equals(types.stringValue(""));
        }
        for (JsonNode each : types) {
            if (type.equals(each.stringValue(""))) {
                return true;
            }
        }
        return false;
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
