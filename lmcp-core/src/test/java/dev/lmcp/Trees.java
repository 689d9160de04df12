package dev.lmcp;

import dev.lmcp.jsonrpc.MessageCodec;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON in tests, read as the server reads it; single quotes stand for double ones. */
public final class Trees {

    private static final MessageCodec CODEC = new MessageCodec(200);

    private Trees() {}

    public static JsonNode tree(String json) {
        return CODEC.readTree(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    public static ObjectNode object(String json) {
        return (ObjectNode) tree(json);
    }
}
