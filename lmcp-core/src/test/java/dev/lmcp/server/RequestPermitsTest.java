package dev.lmcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.Tool;
import dev.lmcp.ToolResult;
import dev.lmcp.server.auth.ScopeRules;
import dev.lmcp.server.support.TestExchange;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every call and every stream releases its permit, however it ends. Each caller has one permit of each kind here. */
class RequestPermitsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String META = "'_meta':{'io.modelcontextprotocol/protocolVersion':'2026-07-28',"
            + "'io.modelcontextprotocol/clientCapabilities':{}}";

    private final TestServer server = new TestServer(
            Map.of("lmcp.limits.max-concurrent-calls-per-caller", "1", "lmcp.limits.max-streams-per-caller", "1"),
            ScopeRules.NONE);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aCallWhoseAnswerCannotBeSent() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            TestExchange broken = modern("tools/list", "");
            broken.breakResponse();
            server.endpoint().handle(broken);
        }

        assertThat(server.statistics().runningCalls()).isZero();
        assertThat(handled(modern("tools/list", "")).status(PATIENCE)).isEqualTo(200);
    }

    @Test
    void aCallThatIsRefusedBecauseItsCallerHasOne() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        server.registry().add(Tool.named("slow").description("Waits").handle((none, call) -> {
            begun.countDown();
            release.await();
            return ToolResult.text("done");
        }));
        TestExchange slow = modern("tools/call", "'name':'slow',");
        Thread call = new Thread(() -> server.endpoint().handle(slow), "slow-call");
        call.start();
        begun.await();

        for (int i = 0; i < 3; i++) {
            assertThat(handled(modern("tools/list", "")).status(PATIENCE)).isEqualTo(429);
        }
        assertThat(server.statistics().runningCalls()).isEqualTo(1);
        release.countDown();
        assertThat(slow.status(PATIENCE)).isEqualTo(200);
        call.join(PATIENCE.toMillis());

        assertThat(handled(modern("tools/list", "")).status(PATIENCE)).isEqualTo(200);
        assertThat(server.statistics().runningCalls()).isZero();
    }

    @Test
    void aListenStreamWhoseConnectionCannotBeOpened() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            TestExchange broken = listen();
            broken.breakResponse();
            server.endpoint().handle(broken);
        }

        assertThat(handled(listen()).isStream()).isTrue();
    }

    @Test
    void aListenStreamThatEnds() throws InterruptedException {
        TestExchange first = handled(listen());
        assertThat(first.isStream()).isTrue();
        assertThat(handled(listen()).status(PATIENCE)).isEqualTo(429);

        first.goAway();

        assertThat(handled(listen()).isStream()).isTrue();
        assertThat(server.statistics().openStreams()).isEqualTo(1);
    }

    @Test
    void aGetStreamWhoseConnectionCannotBeOpened() {
        Map<String, List<String>> session = session();
        for (int i = 0; i < 3; i++) {
            TestExchange broken = get(session);
            broken.breakResponse();
            server.endpoint().handle(broken);
        }

        assertThat(handled(get(session)).isStream()).isTrue();
    }

    @Test
    void aGetStreamThatEnds() throws InterruptedException {
        Map<String, List<String>> session = session();
        TestExchange first = handled(get(session));
        assertThat(first.isStream()).isTrue();
        assertThat(handled(get(session)).status(PATIENCE)).isEqualTo(429);

        first.goAway();

        assertThat(handled(get(session)).isStream()).isTrue();
        assertThat(server.statistics().openStreams()).isEqualTo(1);
    }

    private TestExchange handled(TestExchange exchange) {
        server.endpoint().handle(exchange);
        return exchange;
    }

    private static TestExchange listen() {
        return modern("subscriptions/listen", "'notifications':{'toolsListChanged':true},");
    }

    private static TestExchange modern(String method, String params) {
        Map<String, List<String>> headers = new HashMap<>();
        headers.put("MCP-Protocol-Version", List.of("2026-07-28"));
        headers.put("Mcp-Method", List.of(method));
        headers.put("Mcp-Name", List.of("slow"));
        return TestServer.post(
                "ada", "{'jsonrpc':'2.0','id':1,'method':'" + method + "','params':{" + params + META + "}}", headers);
    }

    private Map<String, List<String>> session() {
        String id = handled(TestServer.post(
                        "ada",
                        "{'jsonrpc':'2.0','id':0,'method':'initialize','params':{'protocolVersion':'2025-11-25',"
                                + "'capabilities':{},'clientInfo':{'name':'c','version':'1'}}}",
                        Map.of()))
                .header("Mcp-Session-Id")
                .orElseThrow();
        return Map.of("Mcp-Session-Id", List.of(id));
    }

    private static TestExchange get(Map<String, List<String>> session) {
        return new TestExchange("GET", "/mcp", TestServer.headers("ada", session), "");
    }
}
