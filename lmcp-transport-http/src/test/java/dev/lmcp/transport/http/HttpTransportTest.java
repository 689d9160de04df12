package dev.lmcp.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lmcp.Tool;
import dev.lmcp.ToolResult;
import dev.lmcp.config.Config;
import dev.lmcp.config.StartupException;
import dev.lmcp.embed.Lmcp;
import dev.lmcp.embed.LmcpBuilder;
import dev.lmcp.verification.transport.Wire;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole server on this transport. */
final class HttpTransportTest {

    private static final Pattern LOCATION = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/mcp");

    private final CompletableFuture<Void> running = new CompletableFuture<>();
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

    private Lmcp start() {
        return Lmcp.with(Config.builder()
                        .set("lmcp.auth", "none")
                        .set("lmcp.transport", "http")
                        .set("lmcp.transport.http.port", "0")
                        .build())
                .classLoader(HttpTransportTest.class.getClassLoader())
                .tool(Tool.named("wait").description("Waits").handle((nothing, call) -> {
                    running.complete(null);
                    try {
                        Thread.sleep(2_000);
                        ended.complete(false);
                    } catch (InterruptedException e) {
                        ended.complete(true);
                    }
                    return ToolResult.text("waited");
                }))
                .start();
    }

    private static int port(Lmcp server) {
        Matcher location = LOCATION.matcher(server.report());
        assertThat(location.find()).isTrue();
        return URI.create(location.group()).getPort();
    }

    private static String post(String fields, String body) {
        return "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Accept: application/json, text/event-stream\r\n" + fields + "Content-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    private static String modernCall() {
        return post(
                "Mcp-Protocol-Version: 2026-07-28\r\nMcp-Method: tools/call\r\nMcp-Name: wait\r\n",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"wait\","
                        + "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                        + "\"io.modelcontextprotocol/clientCapabilities\":{}}}}");
    }

    @Test
    void cancelsAModernCallWhenItsClientCloses() {
        try (Lmcp server = start();
                Wire wire = Wire.to(port(server)).send(modernCall())) {
            assertThat(running).succeedsWithin(Duration.ofSeconds(5));
            wire.disconnect();

            assertThat(ended).succeedsWithin(Duration.ofMillis(100)).isEqualTo(true);
        }
    }

    @Test
    void cancelsAModernCallWhenItsClientResets() throws Exception {
        try (Lmcp server = start();
                Wire wire = Wire.to(port(server)).send(modernCall())) {
            assertThat(running).succeedsWithin(Duration.ofSeconds(5));
            wire.reset();

            assertThat(ended).succeedsWithin(Duration.ofMillis(100)).isEqualTo(true);
        }
    }

    @Test
    void cancelsAModernCallWhenItsClientResetsItsStreamAndKeepsTheConnection() {
        String body = modernCall().substring(modernCall().indexOf("{"));
        try (Lmcp server = start();
                Http2Wire wire = Http2Wire.to(port(server))) {
            wire.post(
                            1,
                            "content-type",
                            "application/json",
                            "accept",
                            "application/json, text/event-stream",
                            "mcp-protocol-version",
                            "2026-07-28",
                            "mcp-method",
                            "tools/call",
                            "mcp-name",
                            "wait")
                    .data(1, body, true);
            assertThat(running).succeedsWithin(Duration.ofSeconds(5));
            wire.reset(1);

            assertThat(ended).succeedsWithin(Duration.ofMillis(100)).isEqualTo(true);
            wire.get(3);
            assertThat(wire.reply(3).status()).isNotZero();
        }
    }

    @Test
    void letsALegacyCallGoOn() {
        try (Lmcp server = start();
                Wire first = Wire.to(port(server))) {
            String session = first.send(
                            post(
                                    "",
                                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":"
                                            + "\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}"))
                    .reply()
                    .headers()
                    .get("mcp-session-id");
            first.send(post(
                    "Mcp-Session-Id: " + session + "\r\nMcp-Protocol-Version: 2025-11-25\r\n",
                    "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":\"wait\"}}"));
            assertThat(running).succeedsWithin(Duration.ofSeconds(5));
            first.disconnect();

            assertThat(ended).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(false);
        }
    }

    @Test
    void acceptsTheNamesOfLoopbackOnly() {
        try (Lmcp server = start();
                Wire wire = Wire.to(port(server)).send("GET /mcp HTTP/1.1\r\nHost: evil.example\r\n\r\n")) {
            assertThat(wire.reply().status()).isEqualTo(403);
        }
    }

    @Test
    void saysThatAPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Config config = Config.builder()
                    .set("lmcp.auth", "none")
                    .set("lmcp.transport", "http")
                    .set("lmcp.transport.http.port", String.valueOf(taken.getLocalPort()))
                    .build();

            assertThatThrownBy(() -> Lmcp.with(config)
                            .classLoader(HttpTransportTest.class.getClassLoader())
                            .start())
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining("LMCP-302 cannot bind 127.0.0.1:" + taken.getLocalPort())
                    .hasMessageContaining("; expected a free port and an address of this machine: use --port with"
                            + " another port, or with 0 for any free port");
        }
    }

    private static LmcpBuilder at(String host) {
        return Lmcp.with(Config.builder()
                        .set("lmcp.auth", "none")
                        .set("lmcp.transport", "http")
                        .set("lmcp.transport.http.host", host)
                        .set("lmcp.transport.http.port", "0")
                        .build())
                .classLoader(HttpTransportTest.class.getClassLoader());
    }

    @Test
    void saysThatAnAddressIsNotOfThisMachine() {
        assertThatThrownBy(() -> at("192.0.2.7").start())
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("LMCP-302 cannot bind 192.0.2.7:0 (")
                .hasMessageContaining("); expected an address of this machine: correct --host");
    }

    @ParameterizedTest
    @ValueSource(strings = {"::1", "[::1]"})
    void takesAnAddressWithAndWithoutBrackets(String host) {
        assertThat(new ListenAddress(host, 0).urlHost()).isEqualTo("[::1]");
        assertThat(new ListenAddress(host, 0).names()).containsExactly("[::1]", "localhost", "127.0.0.1");
    }
}
