package dev.lmcp.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lmcp.Tool;
import dev.lmcp.ToolResult;
import dev.lmcp.config.Config;
import dev.lmcp.config.StartupException;
import dev.lmcp.embed.Lmcp;
import dev.lmcp.embed.LmcpBuilder;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class LauncherTest {

    private static final String INITIALIZE = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":"
            + "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}";

    private static LmcpBuilder open() {
        Tool hello = Tool.named("hello").description("Greets").handle((none, call) -> ToolResult.text("hello"));
        return Lmcp.with(Config.builder().set("lmcp.auth", "none").build()).tool(hello);
    }

    /** Sends an initialize request and returns the response. */
    private static String connect(URI uri) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setRequestProperty("Accept", "application/json, text/event-stream");
        connection.getOutputStream().write(INITIALIZE.getBytes(StandardCharsets.UTF_8));
        return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void servesAToolOnAFreePort() throws Exception {
        try (Launcher launcher = Launcher.start(open())) {
            assertThat(connect(launcher.uri())).contains("\"protocolVersion\":\"2025-11-25\"");
        }
    }

    @Test
    void servesAToolOnTomcat() throws Exception {
        try (Launcher launcher = Launcher.startOnTomcat(open())) {
            assertThat(connect(launcher.uri())).contains("\"protocolVersion\":\"2025-11-25\"");
        }
    }

    @Test
    void runsTwoIndependentServers() throws Exception {
        try (Launcher one = Launcher.start(open())) {
            try (Launcher other = Launcher.start(open())) {
                assertThat(other.uri()).isNotEqualTo(one.uri());
                connect(other.uri());
            }
            assertThat(connect(one.uri())).contains("\"serverInfo\"");
        }
    }

    @Test
    void releasesItsPortWhenClosed() {
        int port;
        try (Launcher launcher = Launcher.start(open())) {
            port = launcher.uri().getPort();
        }
        try (Launcher again = Launcher.start(open(), "127.0.0.1", port)) {
            assertThat(again.uri().getPort()).isEqualTo(port);
        }
    }

    @Test
    void reportsAPortThatIsInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() -> Launcher.start(open(), "127.0.0.1", port))
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining("LMCP-302 cannot bind 127.0.0.1:" + port + " (")
                    .hasMessageContaining("; expected a free port and an address of this machine: use --port with"
                            + " another port, or with 0 for any free port");
        }
    }

    @Test
    void isFoundAsATransport() {
        Config config = Config.builder()
                .set("lmcp.auth", "none")
                .set("lmcp.transport", "http")
                .set("lmcp.transport.http.port", "0")
                .build();

        try (Lmcp lmcp = Lmcp.with(config).start()) {
            assertThat(lmcp.report()).containsPattern("transport +http +\\S+ +active +http://127.0.0.1:\\d+/mcp");
        }
    }

    @Test
    void hasTheDocumentedDefaults() throws IOException {
        String keys = Files.readString(Path.of("..", "docs", "configuration.md"));

        assertThat(keys)
                .contains("| `lmcp.transport.http.host` | `" + HostPort.HOST + "` |")
                .contains("| `lmcp.transport.http.port` | `" + HostPort.PORT + "` |");
    }
}
