package dev.lmcp.transport.servlet;

import static dev.lmcp.transport.servlet.WarFolder.listener;
import static dev.lmcp.transport.servlet.WarFolder.parameter;
import static dev.lmcp.transport.servlet.WarFolder.servlet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.verification.transport.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Web applications that have the transport in {@code WEB-INF/lib}, in each possible way. */
@ParameterizedClass
@EnumSource(Container.class)
final class AutoMountListenerTest {

    private static final String OPEN = parameter("lmcp.auth", "none");
    private static final String OWN = listener("com.example.app.OwnServerListener");
    private static final String SHOP = "com.example.app.ShopServlet";

    @Parameter
    private Container container;

    @TempDir
    private Path folder;

    private Heard heard;

    @BeforeEach
    void listen() {
        heard = new Heard("dev.lmcp.server");
    }

    @AfterEach
    void stopListening() {
        heard.close();
    }

    private Running deploy(String declarations) throws IOException {
        return container.deploy(WarFolder.write(folder, declarations).folder());
    }

    private static String post(String path) {
        String list = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{\"_meta\":"
                + "{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                + "\"io.modelcontextprotocol/clientCapabilities\":{}}}}";
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Accept: application/json, text/event-stream\r\nMcp-Protocol-Version: 2026-07-28\r\n"
                + "Mcp-Method: tools/list\r\nContent-Length: " + list.length() + "\r\n\r\n" + list;
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    private static Wire.Reply send(Running server, String request) {
        try (Wire wire = server.connect().send(request)) {
            return wire.reply();
        }
    }

    private static int status(Running server, String request) {
        return send(server, request).status();
    }

    private List<String> conflicts() {
        return heard.lines().stream().filter(line -> line.contains("LMCP-303")).toList();
    }

    @Test
    void mountsTheServerInAnApplicationWithoutAServer() throws IOException {
        try (Running server = deploy(OPEN)) {
            assertThat(send(server, post("/mcp")))
                    .extracting(Wire.Reply::status)
                    .isEqualTo(200);
            assertThat(status(server, get("/health/ready"))).isEqualTo(200);
            assertThat(status(server, get("/health/other"))).isEqualTo(404);
            assertThat(server.context().getServletRegistration("lmcp").getMappings())
                    .containsExactlyInAnyOrder(
                            "/mcp",
                            "/mcp/",
                            "/.well-known/oauth-protected-resource/*",
                            "/.well-known/oauth-authorization-server/*",
                            "/health/*");
        }
        assertThat(conflicts()).isEmpty();
    }

    @Test
    void mountsTheServerAtTheConfiguredPath() throws IOException {
        try (Running server = deploy(OPEN + parameter("lmcp.path", "/api/model"))) {
            assertThat(status(server, post("/api/model"))).isEqualTo(200);
        }
    }

    @Test
    void servesThePathWithOneSlashAtItsEnd() throws IOException {
        try (Running server = deploy(OPEN)) {
            assertThat(status(server, post("/mcp/"))).isEqualTo(200);
            // the container answers here: no servlet serves this path
            assertThat(status(server, post("/mcp/x"))).isIn(404, 405);
        }
    }

    @Test
    void refusesACompressedBodyBeforeItIsRead() throws IOException {
        String request = post("/mcp");
        String head = request.substring(0, request.indexOf("\r\n\r\n")) + "\r\nContent-Encoding: gzip\r\n\r\n";

        try (Running server = deploy(OPEN)) {
            Wire.Reply reply = send(server, head);

            assertThat(reply.status()).isEqualTo(415);
            assertThat(reply.headers()).containsEntry("accept-encoding", "identity");
        }
    }

    @Test
    void showsABrowserTheUrlOfTheEndpoint() throws IOException {
        String browser = "GET /mcp HTTP/1.1\r\nHost: mcp.example:81\r\nAccept: text/html\r\n\r\n";

        try (Running server = deploy(OPEN)) {
            Wire.Reply reply = send(server, browser);

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.headers()).containsEntry("cache-control", "no-store");
            assertThat(reply.headers().get("content-security-policy")).startsWith("default-src 'none'; ");
            assertThat(reply.body()).contains("<code>http://mcp.example:81/mcp</code>");
        }
    }

    @Test
    void keepsAServerThatTheApplicationStartsInAListener() throws IOException {
        try (Running server = deploy(OWN)) {
            assertThat(send(server, post("/mcp")).body()).contains("\"name\":\"mine\"");
            assertThat(server.context().getServletRegistration("lmcp")).isNull();
        }
        assertThat(conflicts()).isEmpty();
        assertThat(heard.lines()).noneMatch(line -> line.contains("LMCP-201"));
    }

    /** Only in Tomcat: Jetty needs its annotations module to call an initializer. */
    @Test
    void keepsAServerThatTheApplicationStartsInAnInitializer() throws IOException {
        WarFolder war = WarFolder.write(folder, "").withInitializer("com.example.app.OwnServerInitializer");

        try (Running server = Container.TOMCAT.deploy(war.folder())) {
            assertThat(send(server, post("/mcp")).body()).contains("\"name\":\"mine\"");
            assertThat(server.context().getServletRegistration("lmcp")).isNull();
        }
    }

    @Test
    void mountsNothingIfAutoMountIsFalse() throws IOException {
        try (Running server = deploy(OPEN + parameter("lmcp.transport.servlet.auto-mount", "false"))) {
            assertThat(status(server, post("/mcp"))).isIn(404, 405);
            assertThat(server.context().getServletRegistration("lmcp")).isNull();
        }
        assertThat(heard.lines()).isEmpty();
    }

    @Test
    void refusesAKeyThatIsNeitherTrueNorFalse() throws IOException {
        try (Running server = deploy(OPEN + parameter("lmcp.transport.servlet.auto-mount", "no"))) {
            assertThat(status(server, post("/mcp"))).isEqualTo(503);
        }
        assertThat(heard.lines())
                .anyMatch(line -> line.contains(
                        "LMCP-102 lmcp.transport.servlet.auto-mount is 'no' (context parameter lmcp.transport.servlet.auto-mount); "
                                + "expected 'true' or 'false'"));
    }

    @Test
    void mountsNothingIfAServletHasThePath() throws IOException {
        try (Running server = deploy(OPEN + servlet("shop", SHOP, List.of("/mcp")))) {
            assertThat(send(server, get("/mcp")).body()).isEqualTo("shop");
        }
        assertThat(conflicts())
                .containsExactly(
                        "SEVERE LMCP-303 servlet 'shop' (com.example.app.ShopServlet) of the application is mapped"
                                + " to '/mcp', so that servlet 'lmcp' (dev.lmcp.transport.servlet.McpServlet) is not; expected the"
                                + " path to be free: map the servlet to another path, or set"
                                + " lmcp.transport.servlet.auto-mount to 'false'. No server has been started");
    }

    @Test
    void mountsNothingIfAServletHasTheName() throws IOException {
        try (Running server = deploy(OPEN + servlet("lmcp", SHOP, List.of("/shop")))) {
            assertThat(send(server, get("/shop")).body()).isEqualTo("shop");
        }
        assertThat(conflicts())
                .containsExactly(
                        "SEVERE LMCP-303 servlet 'lmcp' (com.example.app.ShopServlet) of the application has the"
                                + " name of the one that lmcp mounts; expected the name to be free: rename the servlet, or set"
                                + " lmcp.transport.servlet.auto-mount to 'false'. No server has been started");
    }

    @Test
    void servesTheRestIfAServletHasThePathOfADocument() throws IOException {
        try (Running server = deploy(OPEN + servlet("shop", SHOP, List.of("/health/*")))) {
            assertThat(send(server, get("/health/ready")).body()).isEqualTo("shop");
            assertThat(status(server, post("/mcp"))).isEqualTo(200);
        }
        assertThat(conflicts()).hasSize(1).allMatch(line -> line.startsWith("WARNING") && line.contains("'/health/*'"));
    }

    @Test
    void namesBothServersOfAnApplicationThatStartsOneAndDeclaresTheListener() throws IOException {
        try (Running server = deploy(OPEN + OWN + listener("dev.lmcp.transport.servlet.McpListener"))) {
            assertThat(send(server, post("/mcp")).body()).contains("\"name\":\"mine\"");
        }
        assertThat(conflicts())
                .containsExactly(
                        "WARNING LMCP-303 servlet 'mine' serves a server that the application started in code, and"
                                + " dev.lmcp.transport.servlet.McpListener started another one, which no servlet serves; expected"
                                + " one server: remove the listener from web.xml, or the server from the code");
    }

    @Test
    void keepsAServletThatWebXmlDeclares() throws IOException {
        String declared = servlet("own", "dev.lmcp.transport.servlet.McpServlet", List.of("/*"))
                .replace(
                        "</servlet-class>",
                        "</servlet-class><init-param><param-name>lmcp.auth</param-name>"
                                + "<param-value>none</param-value></init-param>");

        try (Running server = deploy(declared)) {
            assertThat(status(server, post("/mcp"))).isEqualTo(200);
            assertThat(server.context().getServletRegistration("lmcp")).isNull();
        }
    }

    @Test
    void startsOnceIfTheListenerIsDeclaredAsWell() throws IOException {
        try (Running server = deploy(OPEN + listener("dev.lmcp.transport.servlet.McpListener"))) {
            assertThat(status(server, post("/mcp"))).isEqualTo(200);
        }
        assertThat(heard.lines())
                .filteredOn(line -> line.startsWith("INFO lmcp "))
                .hasSize(1);
    }

    @Test
    void answers503WithoutDetailIfTheServerCannotStart() throws IOException {
        try (Running server = deploy(parameter("lmcp.auth", "no-such-plugin"))) {
            assertThat(send(server, post("/mcp")))
                    .extracting(Wire.Reply::status, Wire.Reply::body)
                    .containsExactly(503, "");
            assertThat(status(server, get("/health/live"))).isEqualTo(200);
            assertThat(status(server, get("/health/ready"))).isEqualTo(503);
        }
    }
}
