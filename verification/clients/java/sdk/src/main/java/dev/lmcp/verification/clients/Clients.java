package dev.lmcp.verification.clients;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes clients of the official Java SDK, and reads their results. */
final class Clients {

    private Clients() {}

    /** A client of the server at {@code url}, not connected yet. */
    static McpClient.SyncSpec of(String url, Optional<String> token) {
        var uri = URI.create(url);
        var transport = HttpClientStreamableHttpTransport.builder(url.substring(0, url.indexOf(uri.getRawPath())))
                .endpoint(uri.getRawPath())
                .httpRequestCustomizer((request, method, target, body, context) ->
                        token.ifPresent(secret -> request.setHeader("Authorization", "Bearer " + secret)))
                .build();
        return McpClient.sync(transport)
                .clientInfo(new Implementation("lmcp-verification", "1"))
                .requestTimeout(Duration.ofSeconds(20))
                .initializationTimeout(Duration.ofSeconds(20));
    }

    static String text(CallToolResult result) {
        return result.content().stream()
                .filter(TextContent.class::isInstance)
                .map(content -> ((TextContent) content).text())
                .collect(Collectors.joining("\n"));
    }
}
