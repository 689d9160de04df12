package dev.lmcp.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lmcp.Tool;
import dev.lmcp.ToolBuilder;
import dev.lmcp.ToolResult;
import dev.lmcp.config.Config;
import dev.lmcp.config.ConfigBuilder;
import dev.lmcp.config.StartupException;
import dev.lmcp.embed.Lmcp;
import dev.lmcp.embed.LmcpBuilder;
import dev.lmcp.verification.transport.Wire;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** On which thread a tool runs. */
final class NonBlockingToolTest {

    private static Lmcp start(ConfigBuilder config) {
        return builder(config).start();
    }

    private static LmcpBuilder builder(ConfigBuilder config) {
        return Lmcp.with(config.set("lmcp.transport", "http")
                        .set("lmcp.transport.http.port", "0")
                        .build())
                .classLoader(NonBlockingToolTest.class.getClassLoader())
                .tool(where("blocking"))
                .tool(where("quick", ToolBuilder::nonBlocking))
                .tool(Tool.named("sleepy").description("Sleeps").nonBlocking().handle((nothing, call) -> {
                    Thread.sleep(1);
                    return ToolResult.text("slept");
                }))
                .tool(Tool.named("talks").description("Talks").nonBlocking().handle((nothing, call) -> {
                    call.progress(1, 2, "half");
                    return ToolResult.text("talked");
                }));
    }

    private interface Change {
        ToolBuilder<ObjectNode, ToolResult> of(ToolBuilder<ObjectNode, ToolResult> builder);
    }

    private static Tool where(String name) {
        return where(name, builder -> builder);
    }

    private static Tool where(String name, Change change) {
        return change.of(Tool.named(name).description("Says where it runs"))
                .handle((nothing, call) ->
                        ToolResult.text(Thread.currentThread().getName()));
    }

    private static String call(Wire wire, String tool) {
        return send(wire, "tools/call", "\"name\":\"" + tool + "\",", "Mcp-Name: " + tool + "\r\n")
                .reply()
                .body();
    }

    private static Wire send(Wire wire, String method, String params, String... fields) {
        String body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":{" + params
                + "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                + "\"io.modelcontextprotocol/clientCapabilities\":{},\"progressToken\":7}}}";
        return wire.send("POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Accept: application/json, text/event-stream\r\nMcp-Protocol-Version: 2026-07-28\r\n"
                + "Mcp-Method: " + method + "\r\n" + String.join("", fields)
                + "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body);
    }

    private static Wire connect(Lmcp server) {
        return Wire.to(URI.create(server.location().orElseThrow()).getPort());
    }

    @Test
    void runsOnTheEventLoopIfItNeverBlocks() {
        try (Lmcp server = start(Config.builder().set("lmcp.auth", "none"));
                Wire wire = connect(server)) {
            assertThat(call(wire, "quick")).contains("lmcp-io-");
            assertThat(call(wire, "blocking")).contains("lmcp-http-");
            assertThat(call(wire, "quick")).contains("lmcp-io-");
        }
    }

    @Test
    void runsOnTheSameThreadsWhileMessagesAreLogged(@TempDir Path classes) {
        try (Lmcp server = builder(Config.builder().set("lmcp.auth", "none"))
                        .dev(List.of(classes))
                        .start();
                Wire wire = connect(server)) {
            assertThat(call(wire, "blocking")).contains("lmcp-http-");
            assertThat(call(wire, "quick")).contains("lmcp-io-");
        }
    }

    @Test
    void isRefusedWithoutAHandOverIfItIsUnknown() {
        try (Lmcp server = start(Config.builder().set("lmcp.auth", "none"));
                Wire wire = connect(server)) {
            assertThat(call(wire, "none")).contains("Unknown tool");
        }
    }

    @Test
    void mayStreamFromTheEventLoop() {
        try (Lmcp server = start(Config.builder().set("lmcp.auth", "none"));
                Wire wire = connect(server)) {
            assertThat(call(wire, "talks")).contains("notifications/progress").contains("talked");
            assertThat(call(wire, "quick")).contains("lmcp-io-");
        }
    }

    @Test
    void answersRequestsThatWereSentAtOnce() {
        try (Lmcp server = start(Config.builder().set("lmcp.auth", "none"));
                Wire wire = connect(server);
                Wire other = connect(server)) {
            String request = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";
            wire.send(request.repeat(100));
            for (int i = 0; i < 100; i++) {
                assertThat(wire.reply().body()).contains("UP");
            }
            assertThat(call(other, "quick")).contains("lmcp-io-");
        }
    }

    @Test
    void isNamedIfItBlocksWhileTheLoggerIsAtDebug() {
        Logger logger = Logger.getLogger("dev.lmcp.calls");
        List<String> lines = new CopyOnWriteArrayList<>();
        Handler heard = new Handler() {
            @Override
            public void publish(LogRecord record) {
                lines.add(new SimpleFormatter().formatMessage(record));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.setLevel(Level.FINE);
        logger.addHandler(heard);
        try (Lmcp server = start(Config.builder().set("lmcp.auth", "none"));
                Wire wire = connect(server)) {
            call(wire, "sleepy");
            call(wire, "quick");
        } finally {
            logger.removeHandler(heard);
            logger.setLevel(null);
        }
        assertThat(lines)
                .filteredOn(line -> line.contains("nonBlocking"))
                .singleElement()
                .asString()
                .startsWith("tool 'sleepy' is declared nonBlocking, and its run took ")
                .endsWith(" times; expected at most 20 ms and no wait: remove nonBlocking() from the tool, or what it"
                        + " waits for");
    }

    @Test
    void answersWhatTheServerAnswersByItselfWhileAllThreadsAreBusy() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(ThreadPool.MAX_THREADS);
        Semaphore held = new Semaphore(0);
        LmcpBuilder builder = builder(
                        Config.builder().set("lmcp.auth", "none").set("lmcp.transport.http.threads", "platform"))
                .tool(Tool.named("hold").description("Holds its thread").handle((nothing, call) -> {
                    begun.countDown();
                    held.acquire();
                    return ToolResult.text("held");
                }));
        List<Wire> busy = new ArrayList<>();
        try (Lmcp server = builder.start();
                Wire wire = connect(server)) {
            for (int i = 0; i < ThreadPool.MAX_THREADS; i++) {
                Wire one = connect(server);
                busy.add(one);
                send(one, "tools/call", "\"name\":\"hold\",", "Mcp-Name: hold\r\n");
            }
            begun.await();
            assertThat(wire.send("GET /health/ready HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .reply()
                            .body())
                    .contains("UP");
            for (String method : List.of(
                    "server/discover", "tools/list", "prompts/list", "resources/list", "resources/templates/list")) {
                assertThat(send(wire, method, "").reply().body()).contains("\"result\"");
            }
            assertThat(call(wire, "quick")).contains("lmcp-io-");
            assertThat(call(wire, "none")).contains("Unknown tool");
            held.release(ThreadPool.MAX_THREADS);
            for (Wire one : busy) {
                assertThat(one.reply().body()).contains("held");
            }
        } finally {
            busy.forEach(Wire::close);
        }
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void runsOnAVirtualThreadIfThatIsSet() {
        try (Lmcp server = builder(
                                Config.builder().set("lmcp.auth", "none").set("lmcp.transport.http.threads", "virtual"))
                        .tool(Tool.named("kind")
                                .description("Says what thread runs it")
                                .handle((nothing, call) ->
                                        ToolResult.text(Thread.currentThread().toString())))
                        .start();
                Wire wire = connect(server)) {
            assertThat(call(wire, "kind")).contains("VirtualThread").contains("lmcp-http-");
        }
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_20)
    void doesNotStartWithVirtualThreadsThatTheJavaRuntimeDoesNotHave() {
        assertThatThrownBy(() -> start(
                                Config.builder().set("lmcp.auth", "none").set("lmcp.transport.http.threads", "virtual"))
                        .close())
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("lmcp.transport.http.threads")
                .hasMessageContaining("is 'virtual' on Java "
                        + Runtime.version().feature()
                        + "; expected Java 21 or newer: set it to 'platform', or use a newer Java");
    }

    @Test
    void doesNotStartWithAnotherKindOfThreads() {
        assertThatThrownBy(() -> start(
                                Config.builder().set("lmcp.auth", "none").set("lmcp.transport.http.threads", "green"))
                        .close())
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("platform")
                .hasMessageContaining("green");
    }
}
