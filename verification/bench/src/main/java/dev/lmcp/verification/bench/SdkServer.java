package dev.lmcp.verification.bench;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema;
import jakarta.servlet.Servlet;
import java.util.List;
import java.util.Map;

/** The official Java SDK with the tool that is measured, as its documentation sets it up. */
final class SdkServer {

    private static final McpSchema.Tool ECHO = McpSchema.Tool.builder(
                    "echo",
                    Map.of(
                            "type", "object",
                            "properties", Map.of("text", Map.of("type", "string", "description", "What to say")),
                            "required", List.of("text")))
            .description("Says what it is told")
            .build();

    private static final McpSchema.ServerCapabilities CAPABILITIES =
            McpSchema.ServerCapabilities.builder().tools(true).build();

    private SdkServer() {}

    static Servlet streamable() {
        HttpServletStreamableServerTransportProvider transport = HttpServletStreamableServerTransportProvider.builder()
                .jsonMapper(mapper())
                .mcpEndpoint("/mcp")
                .build();
        McpServer.sync(transport)
                .serverInfo("bench", "1")
                .capabilities(CAPABILITIES)
                .toolCall(ECHO, (exchange, request) -> echo(request))
                .build();
        return transport;
    }

    private static McpJsonMapper mapper() {
        return McpJsonDefaults.getMapper();
    }

    private static McpSchema.CallToolResult echo(McpSchema.CallToolRequest request) {
        return McpSchema.CallToolResult.builder()
                .addTextContent(String.valueOf(request.arguments().get("text")))
                .build();
    }
}
