package dev.lmcp.server.legacy;

import dev.lmcp.InputRequest;
import dev.lmcp.TaskMode;
import dev.lmcp.Tool;
import dev.lmcp.UrlElicitation;
import dev.lmcp.jsonrpc.RequestId;
import dev.lmcp.server.base.Json;
import dev.lmcp.server.call.Questions;
import dev.lmcp.server.methods.Catalog;
import dev.lmcp.server.methods.ServerInfo;
import dev.lmcp.server.methods.ServerInfoJson;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Converts results for older revisions: leaves out or replaces the features of later revisions. */
final class LegacyDowngrade {

    private final Catalog catalog;

    LegacyDowngrade(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Converts the result of a method for this session. Changes the result itself, and copies shared definitions. */
    ObjectNode of(LegacySession session, String method, ObjectNode result) {
        switch (method) {
            case "tools/list" -> each(result, "tools", tool -> tool(session, tool));
            case "resources/list" -> each(result, "resources", item -> definition(session, item));
            case "resources/templates/list" -> each(result, "resourceTemplates", item -> definition(session, item));
            case "prompts/list" -> each(result, "prompts", item -> definition(session, item));
            case "tools/call", "tasks/result" -> toolResult(session, result);
            case "prompts/get" ->
                result.path("messages")
                        .forEach(message ->
                                ((ObjectNode) message).set("content", block(session, message.path("content"))));
            default -> {}
        }
        return result;
    }

    private interface View {
        ObjectNode of(ObjectNode item);
    }

    private static void each(ObjectNode result, String member, View view) {
        ArrayNode items = (ArrayNode) result.get(member);
        for (int i = 0; i < items.size(); i++) {
            // definitions are shared between responses, so only copies are changed
            items.set(i, view.of((ObjectNode) items.get(i).deepCopy()));
        }
    }

    private ObjectNode tool(LegacySession session, ObjectNode tool) {
        definition(session, tool);
        if (!session.isAtLeast(LegacyRevisions.REV_2025_03)) {
            tool.remove("annotations");
        }
        JsonNode output = tool.path("outputSchema");
        if (!session.isAtLeast(LegacyRevisions.REV_2025_06)
                || !output.path("type").stringValue("").equals("object")) {
            tool.remove("outputSchema");
        }
        replaceBooleanSchemas(tool.path("inputSchema"));
        replaceBooleanSchemas(tool.path("outputSchema"));
        if (session.isAtLeast(LegacyRevisions.REV_2025_11)) {
            taskSupport(tool);
        }
        return tool;
    }

    private void taskSupport(ObjectNode tool) {
        TaskMode mode = catalog.tools()
                .find(tool.path("name").stringValue(""))
                .map(Tool::taskMode)
                .orElse(TaskMode.NEVER);
        if (mode != TaskMode.NEVER) {
            tool.putObject("execution").put("taskSupport", mode == TaskMode.REQUIRED ? "required" : "optional");
        }
    }

    private static ObjectNode definition(LegacySession session, ObjectNode item) {
        if (!session.isAtLeast(LegacyRevisions.REV_2025_11)) {
            item.remove("icons");
        }
        if (!session.isAtLeast(LegacyRevisions.REV_2025_06)) {
            item.remove(List.of("title", "_meta"));
        }
        return item;
    }

    /** Replaces the schemas true and false: the schemas of these revisions allow only objects. */
    private static void replaceBooleanSchemas(JsonNode schema) {
        if (schema.path("properties") instanceof ObjectNode properties) {
            for (String name : List.copyOf(properties.propertyNames())) {
                JsonNode property = properties.get(name);
                if (property.isBoolean()) {
                    ObjectNode schemaObject = properties.putObject(name);
                    if (!property.booleanValue()) {
                        schemaObject.putObject("not");
                    }
                } else {
                    replaceBooleanSchemas(property);
                }
            }
        }
    }

    private static void toolResult(LegacySession session, ObjectNode result) {
        if (!session.isAtLeast(LegacyRevisions.REV_2025_06)) {
            result.remove(List.of("structuredContent", "_meta"));
        } else if (result.has("structuredContent")
                && !result.get("structuredContent").isObject()) {
            result.remove("structuredContent");
        }
        if (result.path("content") instanceof ArrayNode blocks) {
            for (int i = 0; i < blocks.size(); i++) {
                blocks.set(i, block(session, blocks.get(i)));
            }
        }
    }

    private static JsonNode block(LegacySession session, JsonNode block) {
        String type = block.path("type").stringValue("");
        if (type.equals("resource_link") && !session.isAtLeast(LegacyRevisions.REV_2025_06)) {
            return text(block.path("name").stringValue("") + ": "
                    + block.path("uri").stringValue(""));
        }
        if (type.equals("audio") && !session.isAtLeast(LegacyRevisions.REV_2025_03)) {
            ObjectNode embedded = Json.object().put("type", "resource");
            embedded.putObject("resource")
                    .put("uri", "data:" + block.path("mimeType").stringValue(""))
                    .put("mimeType", block.path("mimeType").stringValue(""))
                    .put("blob", block.path("data").stringValue(""));
            return embedded;
        }
        if (!session.isAtLeast(LegacyRevisions.REV_2025_06)
                && block.path("annotations") instanceof ObjectNode annotations) {
            annotations.remove("lastModified");
        }
        return block;
    }

    private static ObjectNode text(String text) {
        return Json.object().put("type", "text").put("text", text);
    }

    /** Returns the parameters of a question for the session's revision. */
    static ObjectNode question(LegacySession session, RequestId id, InputRequest<?> question) {
        ObjectNode params = Questions.params(question);
        if (!session.isAtLeast(LegacyRevisions.REV_2025_11)) {
            params.remove("mode");
        } else if (question instanceof UrlElicitation) {
            params.put("elicitationId", id.toJson().asString());
        }
        return params;
    }

    /** Returns the result of {@code initialize}: the revision, the capabilities and the server information. */
    static ObjectNode initializeResult(String version, ServerInfo serverInfo) {
        ObjectNode result = Json.object().put("protocolVersion", version);
        ObjectNode capabilities = ServerInfoJson.capabilities();
        if (version.compareTo(LegacyRevisions.REV_2025_03) < 0) {
            capabilities.remove("completions");
        }
        if (version.compareTo(LegacyRevisions.REV_2025_11) >= 0) {
            ObjectNode tasks = capabilities.putObject("tasks");
            tasks.putObject("list");
            tasks.putObject("cancel");
            tasks.putObject("requests").putObject("tools").putObject("call");
        }
        result.set("capabilities", capabilities);
        ObjectNode info = ServerInfoJson.serverInfo(serverInfo);
        if (version.compareTo(LegacyRevisions.REV_2025_06) < 0) {
            info.remove("title");
        }
        result.set("serverInfo", info);
        Json.putIfPresent(result, "instructions", serverInfo.instructions());
        return result;
    }
}
