package dev.lmcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.Call;
import dev.lmcp.ElicitResult;
import dev.lmcp.InputRequest;
import dev.lmcp.Prompt;
import dev.lmcp.PromptMessage;
import dev.lmcp.PromptResult;
import dev.lmcp.Resource;
import dev.lmcp.ResourceResult;
import dev.lmcp.ResourceTemplate;
import dev.lmcp.Shape;
import dev.lmcp.Statistics;
import dev.lmcp.TaskMode;
import dev.lmcp.Tool;
import dev.lmcp.ToolBuilder;
import dev.lmcp.ToolResult;
import dev.lmcp.Trees;
import dev.lmcp.server.support.TestExchange;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The scopes of the tool, resource or prompt that runs are checked, even if another one has replaced it. */
class ResolvedTargetsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int TASK_THREADS = 32;
    private static final String META = "'_meta':{'io.modelcontextprotocol/protocolVersion':'2026-07-28',"
            + "'io.modelcontextprotocol/clientCapabilities':{'extensions':{'io.modelcontextprotocol/tasks':{}}}}";
    private static final InputRequest<ElicitResult<Optional<String>>> FORM =
            InputRequest.form("?", Shape.object(fields -> {
                var n = fields.string("n").optional();
                return in -> in.get(n);
            }));

    private final TestServer server = new TestServer();
    private final CompletableFuture<String> ran = new CompletableFuture<>();
    private final AtomicBoolean swapped = new AtomicBoolean();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void runTheToolWhoseScopesWereChecked() throws InterruptedException {
        server.registry().add(open().input(key()).handle((key, call) -> ToolResult.text("open")));

        TestExchange exchange = callWithHeader(this::swapTool, "k");

        assertThat(exchange.body(PATIENCE)).contains("\"open\"").doesNotContain("secret");
        assertThat(swapped).isTrue();
    }

    @Test
    void countTheToolWhoseHeadersWereChecked() throws InterruptedException {
        server.registry().add(open().input(key()).handle((key, call) -> ToolResult.text("open")));

        TestExchange exchange = callWithHeader(() -> server.registry().removeTool("door"), "other");

        assertThat(exchange.body(PATIENCE)).contains("Header mismatch: Mcp-Param-Key does not match the argument");
        assertThat(server.statistics().calls()).containsExactly(Statistics.Calls.of("door", "refused", 1));
    }

    @Test
    void runTheSameToolInEachRoundOfQuestions() throws Exception {
        server.registry().add(open().handle((none, call) -> {
            ask(call, this::swapTool);
            return ToolResult.text("open");
        }));

        assertThat(answered("tools/call", "'name':'door'")).contains("\"open\"").doesNotContain("secret");
    }

    @Test
    void readTheSameResourceInEachRoundOfQuestions() throws Exception {
        server.registry().add(Resource.at("app://door").handle(call -> {
            ask(call, () -> {
                server.registry().removeResource("app://door");
                server.registry().add(Resource.at("app://door").handle(second -> ResourceResult.text("secret")));
            });
            return ResourceResult.text("open");
        }));

        assertThat(answered("resources/read", "'uri':'app://door'"))
                .contains("\"open\"")
                .doesNotContain("secret");
    }

    @Test
    void readByTheSameTemplateInEachRoundOfQuestions() throws Exception {
        server.registry().add(ResourceTemplate.at("app://doors/{id}").handle((variables, call) -> {
            ask(
                    call,
                    () -> server.registry()
                            .add(Resource.at("app://doors/1").handle(second -> ResourceResult.text("secret"))));
            return ResourceResult.text("open " + variables.get("id"));
        }));

        assertThat(answered("resources/read", "'uri':'app://doors/1'"))
                .contains("\"open 1\"")
                .doesNotContain("secret");
    }

    @Test
    void getTheSamePromptInEachRoundOfQuestions() throws Exception {
        server.registry().add(Prompt.named("door").handle((arguments, call) -> {
            ask(call, () -> {
                server.registry().removePrompt("door");
                server.registry().add(Prompt.named("door").handle((none, second) -> said("secret")));
            });
            return said("open");
        }));

        assertThat(answered("prompts/get", "'name':'door'"))
                .contains("\"open\"")
                .doesNotContain("secret");
    }

    @Test
    void runTheSameToolAsATask() throws Exception {
        server.registry().add(open().taskMode(TaskMode.DEFERRED).handle((none, call) -> {
            if (swapped.get()) {
                ran.complete("open");
            } else {
                swapTool();
                call.continueAsTask();
            }
            return ToolResult.text("open");
        }));

        assertThat(modern("door", "", Map.of()).body(PATIENCE)).contains("\"taskId\"");
        assertThat(ran.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo("open");
    }

    @Test
    void runTheSameToolAsATaskThatHadToWait() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        server.registry()
                .add(Tool.named("busy")
                        .description("Takes a thread")
                        .taskMode(TaskMode.REQUIRED)
                        .handle((none, call) -> {
                            release.await();
                            return ToolResult.text("done");
                        }));
        server.registry().add(open().taskMode(TaskMode.REQUIRED).handle((none, call) -> {
            ran.complete("open");
            return ToolResult.text("open");
        }));

        for (int i = 0; i < TASK_THREADS; i++) {
            modern("busy", "", Map.of());
        }
        modern("door", "", Map.of());
        swapTool();
        release.countDown();

        assertThat(ran.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo("open");
    }

    /** A tool that every caller may call. */
    private static ToolBuilder<ObjectNode, ToolResult> open() {
        return Tool.named("door").description("An open door");
    }

    /** Replaces the tool with one of the same name whose scope the caller does not have. */
    private void swapTool() {
        swapped.set(true);
        server.registry().removeTool("door");
        server.registry()
                .add(Tool.named("door")
                        .description("A vault")
                        .input(key())
                        .scopes("vault.open")
                        .taskMode(TaskMode.OPTIONAL)
                        .handle((key, call) -> {
                            ran.complete("secret");
                            return ToolResult.text("secret");
                        }));
    }

    private static Shape<String> key() {
        return Shape.object(fields -> {
            var key = fields.string("key").header("Key").orElse("");
            return in -> in.get(key);
        });
    }

    private static PromptResult said(String text) {
        return PromptResult.of(PromptMessage.user(text));
    }

    /** Asks a question; the first time, runs the action before. */
    private void ask(Call call, Runnable first) {
        if (swapped.compareAndSet(false, true)) {
            first.run();
        }
        call.ask("n", FORM);
    }

    /** Calls the tool with a header field for its argument, and runs the action when the server reads that field. */
    private TestExchange callWithHeader(Runnable action, String value) {
        TestExchange exchange = modernExchange(
                        "door", "'arguments':{'key':'k'},", Map.of("Mcp-Param-Key", List.of(value)))
                .onHeader("Mcp-Param-Key", action);
        server.endpoint().handle(exchange);
        return exchange;
    }

    private TestExchange modern(String tool, String params, Map<String, List<String>> more) {
        TestExchange exchange = modernExchange(tool, params, more);
        server.endpoint().handle(exchange);
        return exchange;
    }

    private static TestExchange modernExchange(String tool, String params, Map<String, List<String>> more) {
        Map<String, List<String>> headers = new HashMap<>(more);
        headers.put("MCP-Protocol-Version", List.of("2026-07-28"));
        headers.put("Mcp-Method", List.of("tools/call"));
        headers.put("Mcp-Name", List.of(tool));
        return exchange(
                "{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'name':'" + tool + "'," + params + META + "}}",
                headers);
    }

    /** Sends a request in a session and answers the server's question; returns the messages to the client. */
    private String answered(String method, String params) throws Exception {
        Map<String, List<String>> session = Map.of("Mcp-Session-Id", List.of(session()));
        TestExchange exchange =
                exchange("{'jsonrpc':'2.0','id':1,'method':'" + method + "','params':{" + params + "}}", session);
        Thread call = new Thread(() -> server.endpoint().handle(exchange), "call");
        call.start();
        post("{'jsonrpc':'2.0','id':" + question(exchange).path("id") + ",'result':{'action':'decline'}}", session);
        call.join(PATIENCE.toMillis());
        return exchange.body(PATIENCE);
    }

    private static JsonNode question(TestExchange exchange) throws InterruptedException {
        for (int number = 0; number < 3; number++) {
            String data = exchange.event(number, PATIENCE).orElseThrow().data().orElse("");
            if (data.contains("elicitation/create")) {
                return Trees.tree(data);
            }
        }
        throw new AssertionError("no question came");
    }

    private String session() {
        return post(
                        "{'jsonrpc':'2.0','id':0,'method':'initialize','params':{'protocolVersion':'2025-11-25',"
                                + "'capabilities':{'elicitation':{}},'clientInfo':{'name':'c','version':'1'}}}",
                        Map.of())
                .header("Mcp-Session-Id")
                .orElseThrow();
    }

    private TestExchange post(String body, Map<String, List<String>> more) {
        TestExchange exchange = exchange(body, more);
        server.endpoint().handle(exchange);
        return exchange;
    }

    /** The caller has no scopes. */
    private static TestExchange exchange(String body, Map<String, List<String>> more) {
        return TestServer.post("eve", body, more);
    }
}
