package dev.lmcp.schema;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Lets go of the members of an object that its schema does not know. */
public final class KnownMembers {

    private KnownMembers() {}

    /**
     * Returns the value without the members that the schema forbids by {@code "additionalProperties": false}; the value
     * itself if there are none. Objects within it are left as they are.
     */
    public static JsonNode only(JsonNode schema, JsonNode value) {
        boolean isClosed = schema.path("additionalProperties").isBoolean()
                && !schema.path("additionalProperties").booleanValue()
                && !schema.has("patternProperties");
        if (!isClosed || !(value instanceof ObjectNode object)) {
            return value;
        }
        JsonNode known = schema.path("properties");
        if (object.propertyNames().stream().allMatch(known::has)) {
            return value;
        }
        ObjectNode kept = object.objectNode();
        object.forEachEntry((name, member) -> {
            if (known.has(name)) {
                kept.set(name, member);
            }
        });
        return kept;
    }
}
