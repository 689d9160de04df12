package dev.lmcp.verification.clients;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.exception.ToolExecutionException;
import dev.langchain4j.mcp.client.DefaultMcpClient;
import dev.langchain4j.mcp.client.McpClient;
import dev.langchain4j.mcp.client.transport.http.StreamableHttpMcpTransport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A client with its default settings. */
final class LangChain4jConnection implements OtherClient.Connection {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final BlockingQueue<Double> progress = new LinkedBlockingQueue<>();
    private final McpClient client;

    LangChain4jConnection(String url, Optional<String> token) {
        client = DefaultMcpClient.builder()
                .transport(StreamableHttpMcpTransport.builder()
                        .url(url)
                        .customHeaders(token.map(secret -> Map.of("Authorization", "Bearer " + secret))
                                .orElse(Map.of()))
                        .build())
                .progressHandler(notification -> progress.add(notification.progress()))
                .build();
    }

    @Override
    public String about() {
        return "";
    }

    @Override
    public List<String> list() {
        return client.listTools().stream().map(ToolSpecification::name).toList();
    }

    @Override
    public OtherClient.Result call(String tool, Map<String, Object> arguments) throws JsonProcessingException {
        var request = ToolExecutionRequest.builder()
                .name(tool)
                .arguments(JSON.writeValueAsString(arguments))
                .build();
        try {
            return new OtherClient.Result(false, client.executeTool(request).resultText());
        } catch (ToolExecutionException error) {
            return new OtherClient.Result(true, error.getMessage());
        }
    }

    @Override
    public BlockingQueue<Double> progress() {
        return progress;
    }

    @Override
    public void close() throws Exception {
        client.close();
    }
}
