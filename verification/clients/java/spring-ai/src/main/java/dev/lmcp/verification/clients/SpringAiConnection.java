package dev.lmcp.verification.clients;

import io.modelcontextprotocol.client.McpSyncClient;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.mcp.SyncMcpToolCallbackProvider;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.execution.ToolExecutionException;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** An application with its default settings, and its tools as a model would have them. */
final class SpringAiConnection implements OtherClient.Connection {

    private static final JsonMapper JSON = new JsonMapper();

    private final ConfigurableApplicationContext context;

    SpringAiConnection(String url, Optional<String> token) {
        var uri = URI.create(url);
        var connection = "spring.ai.mcp.client.streamable-http.connections.lmcp.";
        context = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "spring.main.banner-mode=off",
                        "spring.ai.mcp.client.request-timeout=" + OtherClient.PATIENCE,
                        connection + "url=" + url.substring(0, url.indexOf(uri.getRawPath())),
                        connection + "endpoint=" + uri.getRawPath(),
                        "token=" + token.orElse(""))
                .run();
    }

    @Override
    public String about() {
        var clients = (List<?>) context.getBean("mcpSyncClients");
        var result = ((McpSyncClient) clients.get(0)).getCurrentInitializationResult();
        return result.serverInfo().name() + ", " + result.protocolVersion();
    }

    @Override
    public List<String> list() {
        return callbacks().map(callback -> callback.getToolDefinition().name()).toList();
    }

    @Override
    public OtherClient.Result call(String tool, Map<String, Object> arguments) {
        var callback = callbacks()
                .filter(candidate -> candidate.getToolDefinition().name().equals(tool))
                .findFirst()
                .orElseThrow();
        try {
            var content = callback.call(
                    JSON.writeValueAsString(arguments), new ToolContext(Map.of("progressToken", tool)));
            var text = StreamSupport.stream(JSON.readTree(content).spliterator(), false)
                    .map(block -> block.path("text").stringValue(""))
                    .collect(Collectors.joining("\n"));
            return new OtherClient.Result(false, text);
        } catch (ToolExecutionException error) {
            return new OtherClient.Result(true, error.getMessage());
        }
    }

    @Override
    public BlockingQueue<Double> progress() {
        return context.getBean(Application.Person.class).progress();
    }

    @Override
    public void close() {
        context.close();
    }

    private Stream<ToolCallback> callbacks() {
        return Stream.of(context.getBean(SyncMcpToolCallbackProvider.class).getToolCallbacks());
    }
}
