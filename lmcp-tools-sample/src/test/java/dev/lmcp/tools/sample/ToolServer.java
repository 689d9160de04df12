package dev.lmcp.tools.sample;

import dev.lmcp.config.Config;
import dev.lmcp.config.ConfigBuilder;
import dev.lmcp.embed.Lmcp;
import dev.lmcp.launcher.Launcher;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server on a real port, and a client that calls its tools in one of the eras. */
final class ToolServer implements AutoCloseable {

    private static final String TOKEN = "alice-4f1c9b6e2d8a7053-4f1c9b6e2d8a7053";
    private static final JsonMapper JSON = new JsonMapper();

    private final Launcher launcher;
    private final Http http;

    /** The era of a client. */
    enum Era {
        MODERN,
        LEGACY
    }

    /** The result of a tool. */
    record Said(boolean isError, String text, JsonNode structured) {}

    private ToolServer(Launcher launcher) {
        this.launcher = launcher;
        this.http = new Http(launcher.uri());
    }

    static ToolServer start(Map<String, String> settings) {
        ConfigBuilder config = Config.builder().set("lmcp.auth.bearer.tokens.alice.value", TOKEN);
        settings.forEach(config::set);
        return new ToolServer(Launcher.start(Lmcp.with(config.build())));
    }

    String report() {
        return launcher.server().report();
    }

    Said call(Era era, String tool, Map<String, ?> arguments) throws IOException {
        JsonNode result = ask(era, "tools/call", Map.of("name", tool, "arguments", arguments), tool)
                .path("result");
        List<String> texts = result.path("content")
                .valueStream()
                .map(block -> block.path("text").stringValue(""))
                .toList();
        return new Said(
                result.path("isError").booleanValue(false), String.join("\n", texts), result.path("structuredContent"));
    }

    List<JsonNode> tools(Era era) throws IOException {
        return ask(era, "tools/list", Map.of(), "")
                .path("result")
                .path("tools")
                .valueStream()
                .toList();
    }

    private JsonNode ask(Era era, String method, Map<String, ?> params, String name) throws IOException {
        Http.Reply reply = era == Era.MODERN ? modern(method, params, name) : legacy(method, params);
        if (reply.status() != 200) {
            throw new IOException("status " + reply.status() + ": " + reply.everything());
        }
        return JSON.readTree(reply.body());
    }

    private Http.Reply modern(String method, Map<String, ?> params, String name) throws IOException {
        Map<String, Object> all = new java.util.LinkedHashMap<>(params);
        all.put(
                "_meta",
                Map.of(
                        "io.modelcontextprotocol/protocolVersion",
                        "2026-07-28",
                        "io.modelcontextprotocol/clientCapabilities",
                        Map.of()));
        Http.Request request =
                post(method, all).with("MCP-Protocol-Version", "2026-07-28").with("Mcp-Method", method);
        return (name.isEmpty() ? request : request.with("Mcp-Name", name)).send();
    }

    private Http.Reply legacy(String method, Map<String, ?> params) throws IOException {
        Http.Reply opened = post(
                        "initialize",
                        Map.of(
                                "protocolVersion",
                                "2025-11-25",
                                "capabilities",
                                Map.of(),
                                "clientInfo",
                                Map.of("name", "t", "version", "1")))
                .send();
        return post(method, params)
                .with("Mcp-Session-Id", opened.headers().get("mcp-session-id"))
                .with("MCP-Protocol-Version", "2025-11-25")
                .send();
    }

    private Http.Request post(String method, Map<String, ?> params) {
        return http.post(JSON.writeValueAsString(Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", params)))
                .with("Authorization", "Bearer " + TOKEN);
    }

    @Override
    public void close() {
        launcher.close();
    }
}
