package dev.lmcp.verification.clients;

import static dev.lmcp.verification.clients.Clients.text;
import static dev.lmcp.verification.clients.Column.expect;

import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.CompleteRequest;
import io.modelcontextprotocol.spec.McpSchema.GetPromptRequest;
import io.modelcontextprotocol.spec.McpSchema.LoggingLevel;
import io.modelcontextprotocol.spec.McpSchema.PromptReference;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceRequest;
import io.modelcontextprotocol.spec.McpSchema.SubscribeRequest;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import io.modelcontextprotocol.spec.McpSchema.UnsubscribeRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What the client does with the fixtures of the conformance suite: everything beyond plain tool calls. */
final class FeatureChecks {

    private static final String WATCHED = "test://watched-resource";
    private static final String PROMPT = "test_prompt_with_arguments";

    private final Column column;
    private final Heard heard = new Heard();
    private final McpSyncClient client;

    FeatureChecks(Column column, String url) {
        this.column = column;
        this.client = heard.client(url);
    }

    void run() {
        if (column.check("connect to the fixtures", () -> client.initialize().protocolVersion())) {
            column.check("read resources", this::readResources);
            column.check("get a prompt", this::getPrompt);
            column.check("complete an argument", this::complete);
            column.check("hear progress", this::hearProgress);
            column.check("hear log messages", this::hearLog);
            column.check(
                    "answer an elicitation",
                    () -> told(call("test_elicitation", Map.of("message", "Who are you?")), "ada@example.org"));
            column.check(
                    "answer a sampling request",
                    () -> told(call("test_sampling", Map.of("prompt", "Greet me")), "Good morning"));
            column.check(
                    "tell the roots",
                    () -> told(call("test_input_required_result_list_roots", Map.of()), "file:///srv/two"));
            column.check(
                    "answer several questions at once",
                    () -> told(
                            call("test_input_required_result_multiple_inputs", Map.of()),
                            "Good morning from Ada, who opened 2 roots"));
            column.check("hear of a changed resource", this::hearUpdate);
            column.check("hear of changed lists", this::hearListChange);
            column.absent("run a task", "the client has no tasks");
        }
        client.closeGracefully();
    }

    private String readResources() {
        var resources = client.listResources().resources();
        expect(resources.stream().anyMatch(resource -> resource.uri().equals(WATCHED)), resources);
        var read = client.readResource(new ReadResourceRequest("test://template/4%202/data"));
        expect(
                read.contents().get(0) instanceof TextResourceContents contents
                        && contents.text().contains("\"4 2\""),
                read);
        try {
            client.readResource(new ReadResourceRequest("test://nowhere"));
        } catch (McpError error) {
            expect(error.getJsonRpcError().code() == -32002, error);
            return error.getMessage();
        }
        throw new AssertionError("found a resource at test://nowhere");
    }

    private String getPrompt() {
        var prompt = client.getPrompt(new GetPromptRequest(PROMPT, Map.of("arg1", "a \"b\"", "arg2", "ü")));
        expect(
                prompt.messages().get(0).content() instanceof TextContent content
                        && content.text().contains("arg1='a \"b\"', arg2='ü'"),
                prompt);
        return "";
    }

    private String complete() {
        var values = client.completeCompletion(new CompleteRequest(
                        new PromptReference(PROMPT), new CompleteRequest.CompleteArgument("arg1", "test")))
                .completion()
                .values();
        expect(!values.isEmpty() && values.stream().allMatch(value -> value.startsWith("test")), values);
        return String.join(" ", values);
    }

    private String hearProgress() throws InterruptedException {
        client.callTool(CallToolRequest.builder("test_tool_with_progress")
                .arguments(Map.of())
                .progressToken("token-1")
                .build());
        List<Double> values = new ArrayList<>();
        for (int count = 0; count < 3; count++) {
            values.add(heard.progress().poll(5, TimeUnit.SECONDS));
        }
        // The synchronous client runs each consumer on another thread, so their order is not that of the messages.
        expect(new HashSet<>(values).equals(Set.of(0.0, 50.0, 100.0)), values);
        return "";
    }

    private String hearLog() throws InterruptedException {
        client.setLoggingLevel(LoggingLevel.DEBUG);
        call("test_tool_with_logging", Map.of());
        for (int count = 0; count < 3; count++) {
            var level = heard.log().poll(5, TimeUnit.SECONDS);
            expect(level == LoggingLevel.INFO, level);
        }
        return "";
    }

    private String hearUpdate() throws InterruptedException {
        client.subscribeResource(new SubscribeRequest(WATCHED));
        call("test_trigger_resource_update", Map.of());
        var uri = heard.updates().poll(5, TimeUnit.SECONDS);
        expect(WATCHED.equals(uri), uri);
        client.unsubscribeResource(new UnsubscribeRequest(WATCHED));
        return uri;
    }

    private String hearListChange() throws InterruptedException {
        var before = client.listTools().tools().size();
        var nodes = System.getenv("FIXTURES_NODES");
        if (nodes == null) {
            call("test_trigger_tool_change", Map.of());
            var after = heard.tools().poll(5, TimeUnit.SECONDS);
            expect(after != null && Math.abs(after - before) == 1, after);
            return "";
        }
        // each node behind a load balancer has its own list, and the client reads the list after each change
        Integer after = null;
        for (String node : nodes.split(" ")) {
            changeTools(node);
            after = heard.tools().poll(5, TimeUnit.SECONDS);
        }
        expect(after != null && Math.abs(after - before) == 1, after);
        return "";
    }

    private static void changeTools(String url) {
        try (var changing = new Heard().client(url)) {
            changing.initialize();
            changing.callTool(CallToolRequest.builder("test_trigger_tool_change")
                    .arguments(Map.of())
                    .build());
        }
    }

    private CallToolResult call(String tool, Map<String, Object> arguments) {
        return client.callTool(
                CallToolRequest.builder(tool).arguments(arguments).build());
    }

    private static String told(CallToolResult result, String expected) {
        expect(!Boolean.TRUE.equals(result.isError()) && text(result).contains(expected), result);
        return text(result);
    }
}
