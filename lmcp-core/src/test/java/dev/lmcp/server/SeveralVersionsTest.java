package dev.lmcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.embed.InMemoryCluster;
import dev.lmcp.server.base.KeyRing;
import dev.lmcp.server.support.NewerFormat;
import dev.lmcp.server.support.TestExchange;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node of this version beside a node of a later one, as during an upgrade. The later one writes another format. */
class SeveralVersionsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String INITIALIZE = "{'jsonrpc':'2.0','id':0,'method':'initialize','params':{"
            + "'protocolVersion':'2025-11-25','capabilities':{},'clientInfo':{'name':'c','version':'1'}}}";

    private final KeyRing keys = KeyRing.random();
    private final InMemoryCluster engine = new InMemoryCluster(Clock.systemUTC());
    private final TestServer old = TestServer.node(keys, engine);
    private final TestServer newer = TestServer.node(keys, new NewerFormat(engine.node(), keys));

    @AfterEach
    void stop() {
        old.close();
        newer.close();
    }

    private static Map<String, List<String>> session(TestServer node) throws InterruptedException {
        TestExchange opening = TestServer.post("ada", INITIALIZE, Map.of());
        node.endpoint().handle(opening);
        return Map.of("Mcp-Session-Id", List.of(opening.header("Mcp-Session-Id").orElseThrow()));
    }

    private static TestExchange request(
            TestServer node, Map<String, List<String>> session, String method, String params) {
        String body = "{'jsonrpc':'2.0','id':7,'method':'" + method + "','params':{" + params + "}}";
        TestExchange exchange = TestServer.post("ada", body, session);
        node.endpoint().handle(exchange);
        return exchange;
    }

    private static int list(TestServer node, Map<String, List<String>> session) throws InterruptedException {
        return request(node, session, "tools/list", "").status(PATIENCE);
    }

    private static TestExchange get(TestServer node, Map<String, List<String>> headers) {
        TestExchange stream = new TestExchange("GET", "/mcp", TestServer.headers("ada", headers), "");
        node.endpoint().handle(stream);
        return stream;
    }

    @Test
    void aSessionThatDoesNotChangeIsServedByBoth() throws Exception {
        Map<String, List<String>> session = session(newer);

        assertThat(list(old, session)).isEqualTo(200);
        assertThat(list(newer, session)).isEqualTo(200);
    }

    @Test
    void aStateOfThePreviousFormatIsRead() throws Exception {
        Map<String, List<String>> session = session(old);
        request(old, session, "logging/setLevel", "'level':'error'").body(PATIENCE);

        assertThat(request(newer, session, "tools/call", "'name':'logs'").body(PATIENCE))
                .doesNotContain("it is hot");
    }

    @Test
    void aSessionWhoseStateHasAnUnknownFormatIsUnknown() throws Exception {
        Map<String, List<String>> changed = session(newer);
        Map<String, List<String>> ended = session(newer);
        request(newer, changed, "logging/setLevel", "'level':'error'").body(PATIENCE);
        newer.endpoint().handle(new TestExchange("DELETE", "/mcp", TestServer.headers("ada", ended), ""));

        assertThat(list(old, changed)).isEqualTo(404);
        assertThat(list(old, ended)).isEqualTo(404);
        assertThat(list(newer, changed)).isEqualTo(200);
    }

    @Test
    void aMessageOfAnUnknownFormatIsCountedAndDropped() throws Exception {
        TestExchange stream = get(old, session(old));

        newer.change("prompts");
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (missed() == 0 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(missed()).isEqualTo(1);
        old.change("tools");

        assertThat(stream.event(0, PATIENCE).orElseThrow().data().orElse(""))
                .contains("notifications/tools/list_changed");
    }

    private long missed() {
        return old.statistics().cluster().orElseThrow().missedMessages();
    }

    @Test
    void aStreamWithEventsOfAnUnknownFormatIsNotResumed() throws Exception {
        Map<String, List<String>> session = session(newer);
        TestExchange call = TestServer.post(
                "ada",
                "{'jsonrpc':'2.0','id':7,'method':'tools/call','params':{'name':'steps','_meta':{'progressToken':1}}}",
                session);
        newer.endpoint().handle(call);
        call.body(PATIENCE);
        Map<String, List<String>> resumed = new HashMap<>(session);
        resumed.put(
                "Last-Event-ID",
                List.of(call.event(0, PATIENCE).orElseThrow().id().orElseThrow()));

        assertThat(get(old, resumed).status(PATIENCE)).isEqualTo(400);
        assertThat(get(newer, resumed).body(PATIENCE)).contains("done");
    }
}
