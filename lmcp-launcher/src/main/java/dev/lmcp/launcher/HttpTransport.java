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

/** HTTP on a Tomcat in this process. */
final class HttpTransport implements Transport {

    /** Named by text: the Servlet API that Tomcat brings is another module than the one that the servlet knows. */
    private static final String SERVLET = "dev.lmcp.transport.servlet.McpServlet";

    private static final String ENDPOINT = "dev.lmcp.transport.servlet.endpoint";

    private final HostPort address;
    private final String path;
    private @Nullable EmbeddedTomcat server;
    private @Nullable Cleanup cleanup;

    HttpTransport(HostPort address, String path) {
        this.address = address;
        this.path = path;
    }

    @Override
    public void start(Endpoint endpoint) {
        try {
            Path made = Files.createTempDirectory("lmcp-");
            cleanup = Cleanup.atExit(made);
            EmbeddedTomcat tomcat = new EmbeddedTomcat(address, made);
            server = tomcat;
            Context context = tomcat.tomcat().addContext("", null);
            Webapp.tune(context);
            context.getServletContext().setAttribute(ENDPOINT, endpoint);
            context.addServletContainerInitializer(
                    (types, starting) -> {
                        var servlet = starting.addServlet("mcp", newServlet());
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
        return root() + path;
    }

    @Override
    public List<String> hosts() {
        return address.names();
    }

    /** Returns the root of everything that is served. */
    String root() {
        return server == null ? "" : server.root();
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
