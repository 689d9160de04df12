package dev.lmcp.schema;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** True or false. */
public enum BooleanCodec implements Codec<Boolean> {
    ONLY;

    @Override
    public ObjectNode schema() {
        return JsonNodeFactory.instance.objectNode().put("type", "boolean");
    }

    @Override
    public Boolean read(JsonNode value, String pointer, Problems problems) {
        if (!value.isBoolean()) {
            problems.add(pointer, "must be true or false, but was " + Problems.show(value));
            return false;
        }
        return value.booleanValue();
    }

    @Override
    public JsonNode write(Boolean value, String pointer, Problems problems) {
        return JsonNodeFactory.instance.booleanNode(value);
    }
}
