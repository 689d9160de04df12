package dev.lmcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.Tool;
import dev.lmcp.ToolResult;
import dev.lmcp.config.Config;
import dev.lmcp.embed.Lmcp;
import dev.lmcp.spi.MessageChannel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChannelEndpointTest {

    private static final String MODERN = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
            + "\"io.modelcontextprotocol/clientCapabilities\":{}}";

    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final Lmcp lmcp = Lmcp.with(
                    Config.builder().set("lmcp.auth", "none").build())
            .tool(Tool.named("hello").description("Greets").handle((none, call) -> ToolResult.text("Hello")))
            .tool(Tool.named("wait").description("Waits to be cancelled").handle((none, call) -> {
                call.onCancel(cancelled::countDown);
                begun.countDown();
                cancelled.await();
                return ToolResult.text("late");
            }))
            .tool(Tool.named("hold").description("Holds a thread").handle((none, call) -> {
                new CountDownLatch(1).await();
                return ToolResult.text("never");
            }))
            .start();
    private final Pipe pipe = new Pipe();
    private final Thread server = new Thread(() -> lmcp.endpoint().connect(pipe), "channel-server");

    @BeforeEach
    void connect() {
        server.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        pipe.in.add(Optional.empty());
        server.join(5_000);
        lmcp.close();
        assertThat(server.isAlive()).isFalse();
    }

    @Test
    void servesTheModernEraWithoutAHandshake() throws Exception {
        pipe.send("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"hello\"," + MODERN
                + "}}");

        assertThat(pipe.next()).contains("\"id\":1").contains("Hello").contains("\"resultType\":\"complete\"");
    }

    @Test
    void servesTheLegacyEraBesideIt() throws Exception {
        pipe.send(
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-06-18\","
                        + "\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}");
        assertThat(pipe.next()).contains("\"protocolVersion\":\"2025-06-18\"");

        pipe.send("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":\"hello\"}}");
        assertThat(pipe.next()).contains("\"id\":2").contains("Hello").doesNotContain("resultType");
    }

    @Test
    void refusesALegacyRequestBeforeTheHandshake() throws Exception {
        pipe.send("{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"tools/list\"}");

        assertThat(pipe.next()).contains("\"id\":\"a\"").contains("-32600").contains("begin with initialize");
    }

    @Test
    void answersTextThatIsNotJson() throws Exception {
        pipe.send("{\"jsonrpc\":");

        assertThat(pipe.next()).contains("-32700").doesNotContain("\"id\"");
    }

    @Test
    void cancelsByNotificationAndDoesNotAnswer() throws Exception {
        pipe.send("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\",\"params\":{\"name\":\"wait\"," + MODERN
                + "}}");
        assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
        pipe.send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":7," + MODERN
                + "}}");

        assertThat(cancelled.await(5, TimeUnit.SECONDS)).isTrue();
        pipe.send("{\"jsonrpc\":\"2.0\",\"id\":8,\"method\":\"tools/call\",\"params\":{\"name\":\"hello\"," + MODERN
                + "}}");
        assertThat(pipe.next()).contains("\"id\":8");
    }

    @Test
    void answersCallsThatFinishSoonAfterTheEnd() throws Exception {
        pipe.send("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"hello\"," + MODERN
                + "}}");
        pipe.in.add(Optional.empty());

        assertThat(pipe.next()).contains("\"id\":1").contains("Hello");
    }

    @Test
    void cancelsCallsThatDoNotFinishSoonAfterTheEnd() throws Exception {
        pipe.send("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\",\"params\":{\"name\":\"wait\"," + MODERN
                + "}}");
        pipe.in.add(Optional.empty());

        assertThat(cancelled.await(5, TimeUnit.SECONDS)).isTrue();
        server.join(5_000);
        assertThat(pipe.out).isEmpty();
    }

    @Test
    void refusesAMessageThatIsTooLong() throws Exception {
        pipe.send("x".repeat(4 * 1024 * 1024 + 1));

        assertThat(pipe.next())
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32600,\"message\":"
                        + "\"Content too large: a message has at most 4194304 bytes\"}}");
        pipe.send("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"hello\"," + MODERN
                + "}}");
        assertThat(pipe.next()).contains("Hello");
    }

    /** Sends as many waiting calls as can run at once, then one more, and cancels that one before it starts. */
    @Test
    void cancelsACallThatHasNotBegun() throws Exception {
        for (int id = 0; id < 64; id++) {
            pipe.send("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"tools/call\",\"params\":{\"name\":\"hold\","
                    + MODERN + "}}");
        }
        for (String id : List.of("late", "later")) {
            pipe.send("{\"jsonrpc\":\"2.0\",\"id\":\"" + id + "\",\"method\":\"tools/call\",\"params\":{\"name\":"
                    + "\"hello\"," + MODERN + "}}");
        }
        pipe.cancel("\"late\"");
        pipe.cancel("3");

        assertThat(pipe.next()).contains("\"id\":\"later\"");
        assertThat(pipe.out).isEmpty();
    }

    @Test
    void cancelsALegacyCallByNotification() throws Exception {
        pipe.send(
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-06-18\","
                        + "\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}");
        pipe.next();
        pipe.send("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":\"wait\"}}");
        pipe.send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":2}}");
        pipe.send("{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"ping\"}");

        assertThat(pipe.next()).contains("\"id\":3");
    }

    private void initialize(int id, String revision) throws InterruptedException {
        pipe.send("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"initialize\",\"params\":{\"protocolVersion\":\""
                + revision + "\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}");
        assertThat(pipe.next()).contains("\"protocolVersion\":\"" + revision + "\"");
    }

    private static String legacyCall(String id, String tool) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
                + "\"}}";
    }

    private static String bareCancellation(String id) {
        return "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":" + id + "}}";
    }

    @Test
    void cancelsALegacyCallThatHasNotBegun() throws Exception {
        initialize(1, "2025-06-18");
        for (int id = 100; id < 164; id++) {
            pipe.send(legacyCall("" + id, "hold"));
        }
        pipe.send(legacyCall("\"late\"", "hello"));
        pipe.send(legacyCall("\"later\"", "hello"));
        pipe.send(bareCancellation("\"late\""));
        pipe.send(bareCancellation("103"));

        assertThat(pipe.next()).contains("\"id\":\"later\"");
        assertThat(pipe.out).isEmpty();
    }

    @Test
    void cancelsARequestOfABatch() throws Exception {
        initialize(1, "2025-03-26");
        pipe.send("[" + legacyCall("2", "wait") + "," + legacyCall("3", "hello") + "]");
        assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
        pipe.send(bareCancellation("2"));

        assertThat(pipe.next()).startsWith("[{").contains("\"id\":3").doesNotContain("\"id\":2");
    }

    /** A cancellation without {@code _meta} does not name its era. */
    @Test
    void cancelsAModernCallByABareNotification() throws Exception {
        initialize(1, "2025-06-18");
        pipe.send("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\",\"params\":{\"name\":\"wait\"," + MODERN
                + "}}");
        assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
        pipe.send(bareCancellation("7"));

        assertThat(cancelled.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void cancelsTheCallsOfASessionThatIsReplaced() throws Exception {
        initialize(1, "2025-06-18");
        pipe.send(legacyCall("2", "wait"));
        assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
        initialize(3, "2025-11-25");

        assertThat(cancelled.await(5, TimeUnit.SECONDS)).isTrue();
        pipe.send(legacyCall("2", "hello"));
        assertThat(pipe.next()).contains("\"id\":2").contains("Hello");
    }

    @Test
    void announcesChangesToALegacySession() throws Exception {
        initialize(1, "2025-06-18");

        lmcp.registry().removeTool("wait");

        assertThat(pipe.next())
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\",\"params\":{}}");
    }

    @Test
    void leavesNoThreadBehind() throws Exception {
        for (int id = 0; id < 64; id++) {
            pipe.send("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"tools/call\",\"params\":{\"name\":\"wait\","
                    + MODERN + "}}");
        }
        assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
        pipe.in.add(Optional.empty());
        lmcp.close();

        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("lmcp-call-"));
    }

    @Test
    void announcesChangesToAListener() throws Exception {
        pipe.send("{\"jsonrpc\":\"2.0\",\"id\":\"sub\",\"method\":\"subscriptions/listen\",\"params\":{"
                + "\"notifications\":{\"toolsListChanged\":true}," + MODERN + "}}");
        assertThat(pipe.next())
                .contains("notifications/subscriptions/acknowledged")
                .contains("\"sub\"");

        lmcp.registry().removeTool("wait");
        assertThat(pipe.next()).contains("notifications/tools/list_changed").contains("\"sub\"");

        lmcp.close();
        assertThat(pipe.next()).contains("notifications/cancelled").contains("\"requestId\":\"sub\"");
        assertThat(pipe.next()).contains("\"id\":\"sub\"").contains("\"resultType\":\"complete\"");
    }

    private static final class Pipe implements MessageChannel {

        private final BlockingQueue<Optional<byte[]>> in = new LinkedBlockingQueue<>();
        private final BlockingQueue<String> out = new LinkedBlockingQueue<>();

        void send(String message) {
            in.add(Optional.of(message.getBytes(StandardCharsets.UTF_8)));
        }

        void cancel(String id) {
            send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":" + id + ","
                    + MODERN + "}}");
        }

        String next() throws InterruptedException {
            String message = out.poll(5, TimeUnit.SECONDS);
            assertThat(message).as("a message within five seconds").isNotNull();
            return message;
        }

        @Override
        public Optional<byte[]> read(int maxBytes) throws IOException {
            try {
                return in.take();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        @Override
        public void write(byte[] message) {
            out.add(new String(message, StandardCharsets.UTF_8));
        }
    }
}
