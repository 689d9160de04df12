package dev.lmcp.server.base;

import dev.lmcp.schema.Problems;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads members of JSON objects from clients, and creates new objects. */
public final class Json {

    private static final int BYTES_PER_NODE = 32;

    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** Returns a string member. Returns empty if the member is absent or is not a string. */
    public static Optional<String> text(JsonNode object, String name) {
        JsonNode value = object.get(name);
        return value != null && value.isString() ? Optional.of(value.stringValue()) : Optional.empty();
    }

    /** Returns an object member. Returns empty if the member is absent or is not an object. */
    public static Optional<ObjectNode> object(JsonNode object, String name) {
        return object.get(name) instanceof ObjectNode value ? Optional.of(value) : Optional.empty();
    }

    /** Returns a member as a message shows it: its value, shortened, or that it is absent. */
    public static String found(JsonNode object, String name) {
        JsonNode value = object.get(name);
        return "'" + name + "' is " + (value == null || value.isNull() ? "absent" : Problems.show(value));
    }

    /** Estimates the size of a tree in memory, in bytes: the length of its texts, and a constant for each node. */
    public static long size(JsonNode tree) {
        long size = BYTES_PER_NODE;
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

    public static void putIfPresent(ObjectNode object, String name, Optional<String> value) {
        value.ifPresent(text -> object.put(name, text));
    }
}
