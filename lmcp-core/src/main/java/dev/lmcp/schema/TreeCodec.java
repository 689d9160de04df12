package dev.lmcp.schema;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Any JSON, or any JSON object. */
public enum TreeCodec implements Codec<JsonNode> {
    ANY,
    OBJECT;

    @Override
    public ObjectNode schema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        return this == OBJECT ? schema.put("type", "object") : schema;
    }

    @Override
    public JsonNode read(JsonNode value, String pointer, Problems problems) {
        if (this == OBJECT && !value.isObject()) {
            problems.add(pointer, "must be an object, but was " + Problems.show(value));
        }
        // a copy, as the handler may change it and be run again
        return value.deepCopy();
    }

    @Override
    public JsonNode fresh(JsonNode value) {
        return value.deepCopy();
    }

    @Override
    public JsonNode write(JsonNode value, String pointer, Problems problems) {
        if (value.isMissingNode()) {
            problems.add(pointer, "must be JSON, but was a missing node");
        }
        return read(value, pointer, problems);
    }
}
