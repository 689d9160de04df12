package dev.lmcp.transport.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Web applications that start their own server, in each of the ways there are. */
@ParameterizedClass
@EnumSource(Container.class)
final class McpInitializerTest {

    private static final String INITIALIZE = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":"
            + "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}";

    @Parameter
    private Container container;

    private static void initialize(ServletContext context, Map<String, String> parameters) {
        parameters.forEach(context::setInitParameter);
        new McpInitializer().onStartup(Set.of(), context);
    }

    private static String request(String path) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Accept: application/json, text/event-stream\r\nContent-Length: " + INITIALIZE.length() + "\r\n\r\n"
                + INITIALIZE;
    }

    private static int status(Running server, String request) {
        try (Wire wire = server.connect().send(request)) {
            return wire.reply().status();
        }
    }

    @Test
    void mountsTheEndpointByContextParameters() {
        try (Running server = container.start((types, context) -> initialize(context, Map.of("lmcp.auth", "none")));
                Wire wire = server.connect().send(request("/mcp"))) {
            Wire.Reply reply = wire.reply();

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body()).contains("\"protocolVersion\":\"2025-11-25\"");
        }
    }

    @Test
    void leavesTheRestOfTheApplicationAlone() {
        try (Running server = container.start((types, context) -> initialize(context, Map.of("lmcp.auth", "none")))) {
            assertThat(status(server, "GET /elsewhere HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                    .isEqualTo(404);
            assertThat(server.context().getServletRegistration("lmcp").getMappings())
                    .containsExactlyInAnyOrder(
                            "/mcp",
                            "/mcp/",
                            "/.well-known/oauth-protected-resource/*",
                            "/.well-known/oauth-authorization-server/*",
                            "/health/*");
        }
    }

    @Test
    void mountsWhereThePathIsSet() {
        Map<String, String> parameters = Map.of("lmcp.auth", "none", "lmcp.path", "/api/model");

        try (Running server = container.start((types, context) -> initialize(context, parameters))) {
            assertThat(status(server, request("/api/model"))).isEqualTo(200);
        }
    }

    @Test
    void servesThePathWithOneSlashAtItsEnd() {
        try (Running server = container.start((types, context) -> initialize(context, Map.of("lmcp.auth", "none")))) {
            assertThat(status(server, request("/mcp/"))).isEqualTo(200);
            assertThat(status(server, request("/mcp/x"))).isNotEqualTo(200);
        }
    }

    @Test
    void refusesACompressedBodyBeforeItIsRead() {
        String head = request("/mcp").replace("\r\n\r\n" + INITIALIZE, "\r\nContent-Encoding: gzip\r\n\r\n");

        try (Running server = container.start((types, context) -> initialize(context, Map.of("lmcp.auth", "none")));
                Wire wire = server.connect().send(head)) {
            Wire.Reply reply = wire.reply();

            assertThat(reply.status()).isEqualTo(415);
            assertThat(reply.headers()).containsEntry("accept-encoding", "identity");
        }
    }

    @Test
    void leavesAServletAloneThatTheApplicationDeclares() {
        try (Running server = container.start((types, context) -> {
            ServletRegistration.Dynamic servlet = context.addServlet("own", McpServlet.class);
            servlet.setAsyncSupported(true);
            servlet.setInitParameter("lmcp.auth", "none");
            servlet.addMapping("/*");
            initialize(context, Map.of());
        })) {
            assertThat(status(server, request("/mcp"))).isEqualTo(200);
            assertThat(server.context().getServletRegistration("lmcp")).isNull();
        }
    }

    @Test
    void startsOnceWhereBothWaysAreTaken() {
        try (Running server = container.start((types, context) -> {
            initialize(context, Map.of("lmcp.auth", "none"));
            context.addListener(new McpListener(Map.of()));
        })) {
            assertThat(status(server, request("/mcp"))).isEqualTo(200);
        }
    }

    @Test
    void answers503WithoutDetailWhereTheServerCannotStart() {
        Map<String, String> parameters = Map.of("lmcp.auth", "no-such-plugin");

        try (Running server = container.start((types, context) -> initialize(context, parameters));
                Wire wire = server.connect().send(request("/mcp"))) {
            assertThat(wire.reply())
                    .extracting(Wire.Reply::status, Wire.Reply::body)
                    .containsExactly(503, "");
        }
    }

    @Test
    void tellsItsHealthAlsoWhereTheServerCannotStart() {
        try (Running good = container.start((types, context) -> initialize(context, Map.of("lmcp.auth", "none")));
                Running refused = container.start((types, context) -> initialize(context, Map.of("lmcp.auth", "no")))) {
            assertThat(status(good, get("/health/live"))).isEqualTo(200);
            assertThat(status(good, get("/health/ready"))).isEqualTo(200);
            assertThat(status(good, get("/health/other"))).isEqualTo(404);
            assertThat(status(refused, get("/health/live"))).isEqualTo(200);
            assertThat(status(refused, get("/health/ready"))).isEqualTo(503);
        }
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }
}
