package dev.lmcp.transport.servlet;

import dev.lmcp.config.ConfigBuilder;
import dev.lmcp.embed.Lmcp;
import dev.lmcp.verification.transport.Wire;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/** A server in a Tomcat that the test configures, with plugins that their services file lists. */
final class TomcatServer implements AutoCloseable {

    private static final String CALL =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"who\","
                    + "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                    + "\"io.modelcontextprotocol/clientCapabilities\":{}}}}";

    private final Tomcat tomcat = new Tomcat();
    private final Connector connector = new Connector();
    private final Context context;
    private final Lmcp lmcp;

    TomcatServer(Path folder, ConfigBuilder config) {
        tomcat.setBaseDir(folder.toString());
        connector.setPort(0);
        connector.setThrowOnFailure(true);
        tomcat.setConnector(connector);
        context = tomcat.addContext("", null);
        lmcp = Lmcp.with(config.build())
                .classLoader(TomcatServer.class.getClassLoader())
                .tool(WhoCalls.tool())
                .start();
        Wrapper servlet = Tomcat.addServlet(context, "mcp", new McpServlet(lmcp.endpoint()));
        servlet.setAsyncSupported(true);
        servlet.addMapping("/mcp");
    }

    Tomcat tomcat() {
        return tomcat;
    }

    Context context() {
        return context;
    }

    Connector connector() {
        return connector;
    }

    void start() throws LifecycleException {
        tomcat.start();
    }

    int port() {
        return connector.getLocalPort();
    }

    /** Calls the tool with these header fields, in addition to those that every client sends. */
    static Wire.Reply call(Wire wire, String... lines) {
        try (wire) {
            return wire.send("POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                            + "Accept: application/json, text/event-stream\r\nMcp-Protocol-Version: 2026-07-28\r\n"
                            + "Mcp-Method: tools/call\r\nMcp-Name: who\r\nContent-Length: "
                            + CALL.getBytes(StandardCharsets.UTF_8).length + "\r\n"
                            + String.join(
                                    "",
                                    Arrays.stream(lines)
                                            .map(line -> line + "\r\n")
                                            .toList())
                            + "\r\n" + CALL)
                    .reply();
        }
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
        lmcp.close();
    }
}
