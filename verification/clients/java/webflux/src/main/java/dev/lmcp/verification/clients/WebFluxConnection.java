package dev.lmcp.verification.clients;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.ClientCapabilities;
import io.modelcontextprotocol.spec.McpSchema.ElicitResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import org.springframework.web.reactive.function.client.WebClient;

/** A client with its default settings. */
final class WebFluxConnection implements OtherClient.Connection {

    private final BlockingQueue<Double> progress = new LinkedBlockingQueue<>();
    private final McpSyncClient client;
    private final String about;

    WebFluxConnection(String url, Optional<String> token) {
        var uri = URI.create(url);
        var webClient = WebClient.builder().baseUrl(url.substring(0, url.indexOf(uri.getRawPath())));
        token.ifPresent(secret -> webClient.defaultHeader("Authorization", "Bearer " + secret));
        client = McpClient.sync(Transports.of(webClient, uri.getRawPath()))
                .requestTimeout(OtherClient.PATIENCE)
                .capabilities(ClientCapabilities.builder().elicitation().build())
                .elicitation(question -> new ElicitResult(ElicitResult.Action.ACCEPT, OtherClient.ANSWERS))
                .progressConsumer(notification -> progress.add(notification.progress()))
                .build();
        var result = client.initialize();
        about = result.serverInfo().name() + ", " + result.protocolVersion();
    }

    @Override
    public String about() {
        return about;
    }

    @Override
    public List<String> list() {
        return client.listTools().tools().stream().map(Tool::name).toList();
    }

    @Override
    public OtherClient.Result call(String tool, Map<String, Object> arguments) {
        var result = client.callTool(new CallToolRequest(tool, arguments, Map.of("progressToken", tool)));
        var text = result.content().stream()
                .filter(TextContent.class::isInstance)
                .map(content -> ((TextContent) content).text())
                .collect(Collectors.joining("\n"));
        return new OtherClient.Result(Boolean.TRUE.equals(result.isError()), text);
    }

    @Override
    public BlockingQueue<Double> progress() {
        return progress;
    }

    @Override
    public void close() {
        client.closeGracefully();
    }
}
