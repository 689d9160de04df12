package dev.lmcp.server.base;

import dev.lmcp.schema.Problems;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reading members of a stranger's object, and beginning one's own. */
public final class Json {

    private static final int BYTES_OF_A_NODE = 32;

    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** A member that is a string; empty where it is absent or something else. */
    public static Optional<String> text(JsonNode object, String name) {
        JsonNode value = object.get(name);
        return value != null && value.isString() ? Optional.of(value.stringValue()) : Optional.empty();
    }

    /** A member that is an object; empty where it is absent or something else. */
    public static Optional<ObjectNode> object(JsonNode object, String name) {
        return object.get(name) instanceof ObjectNode value ? Optional.of(value) : Optional.empty();
    }

    /** How a member reads in a message: its value, shortened, or that it is absent. */
    public static String found(JsonNode object, String name) {
        JsonNode value = object.get(name);
        return "'" + name + "' is " + (value == null || value.isNull() ? "absent" : Problems.show(value));
    }

    /** About how many bytes a tree takes where it is kept: those of its texts, and some for each node. */
    public static long size(JsonNode tree) {
        long size = BYTES_OF_A_NODE;
        if (tree.isString()) {
            size += tree.stringValue().length();
        }
        for (Map.Entry<String, JsonNode> member : tree.properties()) {
            size += member.getKey().length() + size(member.getValue());
        }
        if (tree.isArray()) {
            for (JsonNode item : tree) {
                size += size(item);
            }
        }
        return size;
    }

    public static void putIf(ObjectNode object, String name, Optional<String> value) {
        value.ifPresent(text -> object.put(name, text));
    }
}
