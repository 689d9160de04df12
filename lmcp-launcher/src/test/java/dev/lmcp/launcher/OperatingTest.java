package dev.lmcp.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.Statistics;
import dev.lmcp.Tool;
import dev.lmcp.ToolResult;
import dev.lmcp.config.Config;
import dev.lmcp.config.ConfigBuilder;
import dev.lmcp.embed.Lmcp;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Limits and the shutdown, over real sockets, for clients of both eras. */
@Timeout(60)
final class OperatingTest {

    private static final String META = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
            + "\"io.modelcontextprotocol/clientCapabilities\":{}}";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Semaphore begun = new Semaphore(0);
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicBoolean interrupted = new AtomicBoolean();
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final ConfigBuilder config = Config.builder().set("lmcp.auth", "none");
    private Launcher launcher;

    /** The era of a request. */
    enum Era {
        MODERN,
        LEGACY
    }

    @AfterEach
    void stop() {
        release.countDown();
        if (launcher != null) {
            launcher.close();
        }
    }

    private void start() {
        Tool waiting = Tool.named("waiting").description("Waits").handle((none, call) -> {
            call.onCancel(cancelled::countDown);
            begun.release();
            try {
                release.await();
                return ToolResult.text("released");
            } catch (InterruptedException e) {
                interrupted.set(true);
                throw e;
            }
        });
        launcher = Launcher.start(Lmcp.with(config.build()).tool(waiting));
    }

    private CompletableFuture<HttpResponse<String>> call(Era era) throws Exception {
        return era == Era.MODERN ? modern("tools/call", "\"name\":\"waiting\"") : legacy(session());
    }

    private CompletableFuture<HttpResponse<String>> modern(String method, String params) {
        HttpRequest.Builder request = post("{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"" + method
                        + "\",\"params\":{" + params + "," + META + "}}")
                .header("MCP-Protocol-Version", "2026-07-28")
                .header("Mcp-Method", method);
        if (method.equals("tools/call")) {
            request.header("Mcp-Name", "waiting");
        }
        return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private CompletableFuture<HttpResponse<String>> legacy(String session) {
        HttpRequest request = post("{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"tools/call\","
                        + "\"params\":{\"name\":\"waiting\"}}")
                .header("Mcp-Session-Id", session)
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> initialize() throws IOException, InterruptedException {
        return http.send(
                post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{"
                                + "\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},"
                                + "\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String session() throws IOException, InterruptedException {
        return initialize().headers().firstValue("Mcp-Session-Id").orElseThrow();
    }

    private HttpRequest.Builder post(String body) {
        return HttpRequest.newBuilder(launcher.uri())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = launcher.at(path);
        return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private void awaitBegun() throws InterruptedException {
        assertThat(begun.tryAcquire(30, TimeUnit.SECONDS)).as("the tool runs").isTrue();
    }

    private static void assertLater(HttpResponse<String> response, int status, String message) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Retry-After")).contains("5");
        assertThat(response.body())
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32603,\"message\":\"" + message + "\"}}");
    }

    @ParameterizedTest
    @EnumSource
    void stopsAToolThatTakesTooLong(Era era) throws Exception {
        config.set("lmcp.limits.tool-timeout.wait*", "50ms");
        start();

        HttpResponse<String> answer = call(era).get();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"isError\":true", "The tool ran longer than 50 ms and was stopped");
        assertThat(interrupted).isTrue();
        assertThat(cancelled.await(30, TimeUnit.SECONDS)).as("onCancel ran").isTrue();
        assertThat(launcher.server().statistics().toolCalls())
                .containsExactly(Statistics.ToolCalls.of("waiting", "timed_out", 1));
    }

    @ParameterizedTest
    @EnumSource
    void refusesCallsAboveTheLimit(Era era) throws Exception {
        config.set("lmcp.limits.max-concurrent-calls", "1");
        start();
        CompletableFuture<HttpResponse<String>> first = call(era);
        awaitBegun();

        assertLater(call(era).get(), 503, "The server is busy; try again later");
        assertThat(get("/health/ready").statusCode()).as("busy is not down").isEqualTo(200);
        release.countDown();
        assertThat(first.get().body()).contains("released");
        assertThat(call(era).get().body()).contains("released");
        assertThat(launcher.server().statistics().toolCalls())
                .containsExactlyInAnyOrder(
                        Statistics.ToolCalls.of("waiting", "completed", 2),
                        Statistics.ToolCalls.of("waiting", "overloaded", 1));
    }

    @ParameterizedTest
    @EnumSource
    void refusesCallsAboveTheLimitOfACaller(Era era) throws Exception {
        config.set("lmcp.limits.max-concurrent-calls-per-caller", "1");
        start();
        CompletableFuture<HttpResponse<String>> first = call(era);
        awaitBegun();

        assertLater(call(era).get(), 429, "Too many open calls or streams for this caller; close some or retry later");
        release.countDown();
        assertThat(first.get().body()).contains("released");
        assertThat(call(era).get().body()).contains("released");
    }

    @Test
    void refusesStreamsAboveTheLimitOfACaller() throws Exception {
        config.set("lmcp.limits.max-streams-per-caller", "1");
        start();
        String session = session();
        HttpRequest listen = HttpRequest.newBuilder(launcher.uri())
                .header("Accept", "text/event-stream")
                .header("Mcp-Session-Id", session)
                .build();
        HttpResponse<InputStream> first = http.send(listen, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(first.statusCode()).isEqualTo(200);

        HttpResponse<String> second = modern("subscriptions/listen", "\"notifications\":{\"toolsListChanged\":true}")
                .get();

        assertLater(second, 429, "Too many open calls or streams for this caller; close some or retry later");
        awaitStreams(1);
        first.body().close();
    }

    @Test
    void answersOnlyUnderLoopbackNamesIfItListensOnLoopback() throws Exception {
        start();

        for (String host : new String[] {"localhost", "127.0.0.1:1", "[::1]"}) {
            assertThat(raw(host)).as(host).startsWith("HTTP/1.1 400 ");
        }
        assertThat(raw("rebound.example")).startsWith("HTTP/1.1 403 ");
    }

    private String raw(String host) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), launcher.uri().getPort())) {
            socket.getOutputStream()
                    .write(("DELETE /mcp HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @ParameterizedTest
    @EnumSource
    void letsRunningCallsFinishAndAdmitsNoneWhileItStops(Era era) throws Exception {
        start();
        String session = session();
        CompletableFuture<HttpResponse<String>> running = call(era);
        awaitBegun();
        CompletableFuture<HttpResponse<String>> listening =
                modern("subscriptions/listen", "\"notifications\":{\"toolsListChanged\":true}");
        CompletableFuture<HttpResponse<String>> get = http.sendAsync(
                HttpRequest.newBuilder(launcher.uri())
                        .header("Accept", "text/event-stream")
                        .header("Mcp-Session-Id", session)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        awaitStreams(2);

        // The common pool may have only one thread, and since JDK 25 the client's responses need it.
        CompletableFuture<Void> stopping =
                CompletableFuture.runAsync(launcher::close, task -> new Thread(task).start());
        while (launcher.server().isReady()) {
            Thread.onSpinWait();
        }

        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertLater(modern("tools/call", "\"name\":\"waiting\"").get(), 503, "The server is busy; try again later");
        assertLater(legacy(session).get(), 503, "The server is busy; try again later");
        assertLater(initialize(), 503, "The server is busy; try again later");
        assertThat(listening).isNotDone();
        release.countDown();
        assertThat(running.get().body()).contains("released");
        assertThat(listening.get().body()).contains("\"id\":\"x\",\"result\":{\"resultType\":\"complete\"");
        assertThat(get.get().statusCode()).isEqualTo(200);
        stopping.get();
        assertThat(interrupted).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void interruptsCallsThatDoNotEndInTimeAndAnswersThem(Era era) throws Exception {
        config.set("lmcp.limits.drain-timeout", "100ms");
        start();
        CompletableFuture<HttpResponse<String>> running = call(era);
        awaitBegun();

        launcher.close();

        assertThat(running.get().statusCode()).isEqualTo(200);
        assertThat(running.get().body())
                .contains("\"error\":{\"code\":-32603,\"message\":\"The server is stopping; try again later\"}");
        assertThat(interrupted).isTrue();
    }

    private void awaitStreams(int number) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (launcher.server().statistics().openStreams() < number && System.nanoTime() < end) {
            Thread.sleep(10);
        }
        assertThat(launcher.server().statistics().openStreams()).isEqualTo(number);
    }
}
