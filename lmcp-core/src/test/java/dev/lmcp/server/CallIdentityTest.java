package dev.lmcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.Call;
import dev.lmcp.Claims;
import dev.lmcp.Principal;
import dev.lmcp.Scopes;
import dev.lmcp.TaskMode;
import dev.lmcp.Tool;
import dev.lmcp.ToolResult;
import dev.lmcp.config.Config;
import dev.lmcp.embed.Lmcp;
import dev.lmcp.embed.LmcpBuilder;
import dev.lmcp.server.support.TestExchange;
import dev.lmcp.spi.AuthDecision;
import dev.lmcp.spi.Authenticator;
import dev.lmcp.spi.Challenge;
import dev.lmcp.spi.Peer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What a tool can learn about its caller: claims, address and header fields, but never a credential. */
class CallIdentityTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Challenge CHALLENGE = Challenge.of("Key");
    private static final Peer SENDER = new Peer() {
        @Override
        public Optional<String> address() {
            return Optional.of("192.0.2.7");
        }
    };

    /** Accepts each user of a tenant, with one of two keys. */
    private static final Authenticator FIRST = key("X-First-Key");

    private static final Authenticator SECOND = key("X-Second-Key");

    private final CountDownLatch requestEnded = new CountDownLatch(1);
    private Lmcp lmcp;

    private static Authenticator key(String field) {
        Principal ada = Principal.named("ada")
                .withScopes(Scopes.all())
                .withClaims(Claims.none().with("tenant", "acme"));
        return Authenticator.of(
                CHALLENGE,
                request -> request.header(field)
                        .map(value -> AuthDecision.accept(ada))
                        .orElseGet(AuthDecision::abstain));
    }

    private void start(Authenticator... authenticators) {
        LmcpBuilder builder = Lmcp.with(Config.builder()
                .set("lmcp.auth", authenticators.length == 0 ? "none" : "key0,key1")
                .build());
        for (int i = 0; i < authenticators.length; i++) {
            builder.authenticator("key" + i, authenticators[i]);
        }
        lmcp = builder.tool(Tool.named("who")
                        .description("Who calls")
                        .handle((nothing, call) -> ToolResult.text(describe(call))))
                .tool(Tool.named("later")
                        .description("Who has called")
                        .taskMode(TaskMode.DEFERRED)
                        .handle((nothing, call) -> {
                            call.continueAsTask();
                            requestEnded.await();
                            return ToolResult.text(describe(call));
                        }))
                .start();
    }

    private static String describe(Call call) {
        StringBuilder text =
                new StringBuilder(call.principal().claims().text("tenant").orElse("no tenant"));
        text.append(" at ").append(call.remoteAddress().orElse("nowhere"));
        for (String name : List.of(
                "x-tenant", "Authorization", "Cookie", "X-First-Key", "X-Second-Key", "Mcp-Session-Id", "Mcp-Method")) {
            call.header(name)
                    .ifPresent(
                            value -> text.append(' ').append(name).append('=').append(value));
        }
        return text.toString();
    }

    @AfterEach
    void stop() {
        requestEnded.countDown();
        lmcp.close();
    }

    private TestExchange send(String method, String params, Map<String, List<String>> more) {
        Map<String, List<String>> headers = new HashMap<>(more);
        headers.put("Host", List.of("localhost"));
        headers.put("Content-Type", List.of("application/json"));
        headers.put("Accept", List.of("application/json, text/event-stream"));
        headers.put("Cookie", List.of("session=secret"));
        headers.put("X-Tenant", List.of("a", "b"));
        String body = "{'jsonrpc':'2.0','id':1,'method':'" + method + "','params':{" + params + "}}";
        TestExchange exchange = new TestExchange("POST", "/mcp", headers, body.replace('\'', '"')).from(SENDER);
        lmcp.endpoint().handle(exchange);
        return exchange;
    }

    private TestExchange modern(String method, String name, String capabilities, Map<String, List<String>> more) {
        Map<String, List<String>> headers = new HashMap<>(more);
        headers.put("MCP-Protocol-Version", List.of("2026-07-28"));
        headers.put("Mcp-Method", List.of(method));
        headers.put("Mcp-Name", List.of(name));
        String parameter = method.equals("tools/call") ? "name" : "taskId";
        return send(
                method,
                "'" + parameter + "':'" + name + "','_meta':{'io.modelcontextprotocol/protocolVersion':'2026-07-28',"
                        + "'io.modelcontextprotocol/clientCapabilities':{" + capabilities + "}}",
                headers);
    }

    @Test
    void showsTheRequestWithoutItsCredentials() throws InterruptedException {
        start(FIRST, SECOND);

        assertThat(modern("tools/call", "who", "", Map.of("X-First-Key", List.of("secret")))
                        .body(PATIENCE))
                .contains("\"acme at 192.0.2.7 x-tenant=a, b\"");
    }

    @Test
    void hidesAFieldThatAnAuthenticatorMayReadInAnotherRequest() throws InterruptedException {
        start(FIRST, SECOND);

        modern("tools/call", "who", "", Map.of("X-Second-Key", List.of("secret")));

        assertThat(modern(
                                "tools/call",
                                "who",
                                "",
                                Map.of("X-First-Key", List.of("secret"), "X-Second-Key", List.of("secret")))
                        .body(PATIENCE))
                .contains("\"acme at 192.0.2.7 x-tenant=a, b\"");
    }

    @Test
    void hidesCredentialsEvenIfNoneAreRequired() throws InterruptedException {
        start();

        assertThat(modern("tools/call", "who", "", Map.of("Authorization", List.of("Bearer secret")))
                        .body(PATIENCE))
                .contains("\"no tenant at 192.0.2.7 x-tenant=a, b\"");
    }

    @Test
    void differsForEachRequestOfASession() throws InterruptedException {
        start(FIRST, SECOND);
        Map<String, List<String>> key = Map.of("X-First-Key", List.of("secret"));
        String session = send(
                        "initialize",
                        "'protocolVersion':'2025-11-25','capabilities':{},'clientInfo':{'name':'c','version':'1'}",
                        key)
                .header("Mcp-Session-Id")
                .orElseThrow();

        assertThat(send(
                                "tools/call",
                                "'name':'who'",
                                Map.of("X-First-Key", List.of("secret"), "Mcp-Session-Id", List.of(session)))
                        .body(PATIENCE))
                .contains("\"acme at 192.0.2.7 x-tenant=a, b\"");
    }

    @Test
    void isTakenFromTheRequestThatBeganATask() throws InterruptedException {
        start(FIRST, SECOND);
        String tasks = "'extensions':{'io.modelcontextprotocol/tasks':{}}";
        Map<String, List<String>> key = Map.of("X-First-Key", List.of("secret"));

        String task = JsonMapper.shared()
                .readTree(modern("tools/call", "later", tasks, key).body(PATIENCE))
                .path("result")
                .path("taskId")
                .stringValue();
        requestEnded.countDown();
        String state = "";
        for (long end = System.nanoTime() + PATIENCE.toNanos();
                !state.contains("\"completed\"") && System.nanoTime() < end; ) {
            state = modern("tasks/get", task, tasks, key).body(PATIENCE);
        }

        assertThat(state).contains("\"acme at 192.0.2.7 x-tenant=a, b\"");
    }

    @Test
    void isEmptyForACallInTheSameProcess() {
        start();

        assertThat(lmcp.local().callTool("who", Map.of()).toString()).contains("\"no tenant at nowhere\"");
    }
}
