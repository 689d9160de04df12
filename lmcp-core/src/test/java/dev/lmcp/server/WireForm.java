package dev.lmcp.server;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The form of requests and results in each revision. */
enum WireForm {
    V_2024_11_05("2024-11-05"),
    V_2025_03_26("2025-03-26"),
    V_2025_06_18("2025-06-18"),
    V_2025_11_25("2025-11-25"),
    V_2026_07_28("2026-07-28");

    /** Escapes, so that a transcript can send what the server itself never writes. */
    private static final ObjectWriter WRITER = JsonMapper.shared().writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);

    private static final String META = "io.modelcontextprotocol/";

    private final String revision;

    WireForm(String revision) {
        this.revision = revision;
    }

    String revision() {
        return revision;
    }

    boolean isModern() {
        return this == V_2026_07_28;
    }

    /** Returns the header fields of a request. A legacy request needs the session's id. */
    Map<String, String> fields(String method, JsonNode params, Optional<String> session) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("MCP-Protocol-Version", revision);
        if (isModern()) {
            fields.put("Mcp-Method", method);
            name(method, params).ifPresent(name -> fields.put("Mcp-Name", name));
        } else {
            fields.put("Mcp-Session-Id", session.orElseThrow());
        }
        return fields;
    }

    private static Optional<String> name(String method, JsonNode params) {
        String source = switch (method) {
            case "tools/call", "prompts/get" -> "name";
            case "resources/read" -> "uri";
            case "tasks/get", "tasks/update", "tasks/cancel" -> "taskId";
            default -> "";
        };
        return Optional.ofNullable(params.get(source))
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue);
    }

    /** Returns a request, or a notification if the id is {@code -}. */
    String message(String id, String method, JsonNode params, JsonNode capabilities) {
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("jsonrpc", "2.0");
        if (!id.equals("-")) {
            message.set("id", WirePattern.json(id));
        }
        message.put("method", method);
        ObjectNode full = params.isObject() ? (ObjectNode) params.deepCopy() : message.objectNode();
        if (isModern()) {
            ObjectNode meta = full.withObjectProperty("_meta");
            put(meta, META + "protocolVersion", meta.stringNode(revision));
            put(meta, META + "clientCapabilities", capabilities);
        }
        if (!full.isEmpty()) {
            message.set("params", full);
        }
        return WRITER.writeValueAsString(message);
    }

    private static void put(ObjectNode meta, String key, JsonNode value) {
        if (!meta.has(key)) {
            meta.set(key, value);
        }
    }

    /** Returns the bare result; fails if the members that this revision adds are missing or others are there. */
    JsonNode unwrap(JsonNode result) {
        ObjectNode plain = ((ObjectNode) result).deepCopy();
        if (!isModern()) {
            for (String stamp : new String[] {"resultType", "ttlMs", "cacheScope"}) {
                require(!plain.has(stamp), stamp + " stands in a legacy result: " + result);
            }
            require(!plain.path("_meta").has(META + "serverInfo"), "serverInfo stands in a legacy result: " + result);
            return plain;
        }
        require(plain.path("resultType").stringValue("").equals("complete"), "resultType is not complete: " + result);
        require(plain.path("_meta").path(META + "serverInfo").has("name"), "no serverInfo in _meta: " + result);
        plain.remove("resultType");
        plain.remove("ttlMs");
        plain.remove("cacheScope");
        ObjectNode meta = (ObjectNode) plain.path("_meta");
        meta.remove(META + "serverInfo");
        if (meta.isEmpty()) {
            plain.remove("_meta");
        }
        return plain;
    }

    private static void require(boolean claim, String complaint) {
        if (!claim) {
            throw new AssertionError(complaint);
        }
    }
}
