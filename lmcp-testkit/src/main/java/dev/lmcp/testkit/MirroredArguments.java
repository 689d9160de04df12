package dev.lmcp.testkit;

import dev.lmcp.jsonrpc.Message;
import dev.lmcp.spi.Headers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * The header fields that repeat a name or arguments of the body (MCP 2026-07-28 basic/transports/streamable-http, custom
 * headers).
 *
 * @param tools finds the definition of a tool, whose schema names the arguments
 */
record MirroredArguments(Function<String, Optional<Definition>> tools) {

    private static final Map<String, String> NAMED = Map.of(
            "tools/call", "name",
            "prompts/get", "name",
            "resources/read", "uri",
            "tasks/get", "taskId",
            "tasks/update", "taskId",
            "tasks/cancel", "taskId");

    /** Returns the fields for a request. */
    Headers in(Message.Request request) {
        Headers fields = Headers.none();
        String name = Optional.ofNullable(NAMED.get(request.method()))
                .map(member -> request.params().path(member).stringValue(""))
                .orElse("");
        if (!name.isEmpty()) {
            fields = fields.with("Mcp-Name", encoded(name));
        }
        if (request.method().equals("tools/call")) {
            JsonNode schema = tools.apply(name).map(Definition::inputSchema).orElse(Answer.object());
            fields = collect(schema, request.params().path("arguments"), fields);
        }
        return fields;
    }

    private static Headers collect(JsonNode schema, JsonNode values, Headers known) {
        Headers fields = known;
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            JsonNode value = values.path(property.getKey());
            String header = property.getValue().path("x-mcp-header").stringValue("");
            if (!header.isEmpty() && !value.isMissingNode() && !value.isNull() && value.isValueNode()) {
                fields = fields.with("Mcp-Param-" + header, encoded(value.asString()));
            }
            fields = collect(property.getValue(), value, fields);
        }
        return fields;
    }

    private static String encoded(String text) {
        boolean isPlain = !text.isEmpty()
                && text.equals(text.strip())
                && !text.startsWith("=?")
                && text.chars().allMatch(c -> c >= 0x20 && c <= 0x7e);
        return isPlain
                ? text
                : "=?base64?" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "?=";
    }
}
