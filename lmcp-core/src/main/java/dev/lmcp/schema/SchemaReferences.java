package dev.lmcp.schema;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Refuses schemas that need another document, or rules of another dialect. */
final class SchemaReferences {

    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    /** The keywords whose values may look like schemas and are none. */
    private static final Set<String> VALUES = Set.of("const", "enum", "default", "examples");

    private final JsonNode root;
    private final Set<String> anchors = new HashSet<>();
    private final Set<String> ids = new HashSet<>();

    private SchemaReferences(JsonNode root) {
        this.root = root;
    }

    static void check(JsonNode schema) {
        String dialect = schema.path("$schema").asString(DIALECT);
        if (!dialect.equals(DIALECT) && !dialect.equals(DIALECT + "#")) {
            throw new IllegalArgumentException(
                    "the schema's dialect is '" + dialect + "'; expected '" + DIALECT + "', or none");
        }
        SchemaReferences references = new SchemaReferences(schema);
        references.collect(schema);
        references.refuse(schema);
    }

    private void collect(JsonNode node) {
        node.forEachEntry((name, value) -> {
            if (value.isString()) {
                switch (name) {
                    case "$anchor", "$dynamicAnchor" -> anchors.add("#" + value.stringValue());
                    case "$id" -> ids.add(value.stringValue());
                    default -> {}
                }
            }
        });
        children(node, this::collect);
    }

    private void refuse(JsonNode node) {
        for (String keyword : new String[] {"$ref", "$dynamicRef"}) {
            JsonNode reference = node.get(keyword);
            if (reference != null && reference.isString() && !isKnown(reference.stringValue())) {
                throw new IllegalArgumentException("the schema refers to '" + reference.stringValue()
                        + "', which is not in it; expected a reference into the schema, as in '#/$defs/name'");
            }
        }
        children(node, this::refuse);
    }

    /** If parts of the schema have ids, references are relative to these, and only the validator can follow them. */
    private boolean isKnown(String reference) {
        if (!ids.isEmpty() || reference.equals("#") || reference.equals(DIALECT)) {
            return true;
        }
        if (reference.startsWith("#/")) {
            String pointer = URLDecoder.decode(reference.substring(1).replace("+", "%2B"), StandardCharsets.UTF_8);
            return !root.at(pointer).isMissingNode();
        }
        return anchors.contains(reference);
    }

    private interface Visitor {
        void visit(JsonNode child);
    }

    private static void children(JsonNode node, Visitor visitor) {
        if (node.isArray()) {
            node.forEach(visitor::visit);
        }
        node.forEachEntry((name, child) -> {
            if (!VALUES.contains(name) || node.get(name).has("type")) {
                visitor.visit(child);
            }
        });
    }
}
