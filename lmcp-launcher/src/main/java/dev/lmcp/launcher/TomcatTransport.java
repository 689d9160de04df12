package dev.lmcp.launcher;

import dev.lmcp.config.StartupException;
import dev.lmcp.spi.Endpoint;
import dev.lmcp.spi.Transport;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.jspecify.annotations.Nullable;

/** The servlet transport on an embedded Tomcat. */
final class TomcatTransport implements Transport {

    /** The class is loaded by name, because Tomcat's Servlet API is another module than the one that the servlet uses. */
    private static final String SERVLET = "dev.lmcp.transport.servlet.McpServlet";

    private static final String ENDPOINT = "dev.lmcp.transport.servlet.endpoint";

    private final HostPort address;
    private @Nullable EmbeddedTomcat server;
    private @Nullable ShutdownHook cleanup;

    TomcatTransport(HostPort address) {
        this.address = address;
    }

    @Override
    public void start(Endpoint endpoint) {
        try {
            Path folder = Files.createTempDirectory("lmcp-");
            cleanup = ShutdownHook.atExit(folder);
            EmbeddedTomcat tomcat = new EmbeddedTomcat(address, folder);
            server = tomcat;
            Context context = tomcat.tomcat().addContext("", null);
            Webapp.tune(context);
            context.getServletContext().setAttribute(ENDPOINT, endpoint);
            context.addServletContainerInitializer(
                    (types, servletContext) -> {
                        var servlet = servletContext.addServlet("mcp", newServlet());
                        servlet.setAsyncSupported(true);
                        servlet.setLoadOnStartup(1);
                        servlet.addMapping("/*");
                    },
                    null);
            tomcat.bind();
            tomcat.start();
        } catch (IOException | LifecycleException e) {
            close();
            throw new StartupException("LMCP-302", String.valueOf(e.getMessage()));
        }
    }

    private static Servlet newServlet() {
        try {
            return Class.forName(SERVLET)
                    .asSubclass(Servlet.class)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "class '" + SERVLET + "' cannot be used; expected lmcp-transport-servlet on the class path", e);
        }
    }

    @Override
    public String location() {
        return server == null ? "" : server.root();
    }

    @Override
    public List<String> hosts() {
        return address.names();
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
            server = null;
        }
        if (cleanup != null) {
            cleanup.now();
            cleanup = null;
        }
    }
}
