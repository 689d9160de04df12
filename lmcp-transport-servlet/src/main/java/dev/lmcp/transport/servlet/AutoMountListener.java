package dev.lmcp.transport.servlet;

import dev.lmcp.config.Config;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Adds the server to a web application that contains this jar and does not register the {@link McpServlet}.
 *
 * <p>It maps the servlet to the MCP endpoint, the discovery documents and the health documents. If the application registers
 * the servlet itself, in {@code web.xml} or in code, this listener adds nothing. The {@code web-fragment.xml} of this jar
 * declares this listener as the last one. So the application's own initializers and listeners have registered their
 * servlets before (Servlet 6.0 §8.2.2).
 */
public final class AutoMountListener implements ServletContextListener {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.server");
    private static final String NAME = "lmcp";

    /** The paths besides the endpoint. A path that a servlet of the application has is left out. */
    private static final List<String> DOCUMENTS = List.of(
            "/.well-known/oauth-protected-resource/*", "/.well-known/oauth-authorization-server/*", "/health/*");

    private final McpListener server = new McpListener();

    /** Creates a listener. Containers call it. */
    public AutoMountListener() {}

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        Config config = WebConfig.read(context, Map.of());
        if (!WebConfig.isAutoMount(config)) {
            return;
        }
        Optional<? extends ServletRegistration> own =
                ServletConflicts.ours(context).stream().findFirst();
        if (own.isPresent()) {
            LOG.log(
                    Level.DEBUG,
                    "the application registers servlet ''{0}'' itself, so that lmcp mounts none",
                    own.get().getName());
        } else if (mount(context, WebConfig.path(config))) {
            server.contextInitialized(event);
        }
    }

    private static boolean mount(ServletContext context, String path) {
        Optional<String> conflict =
                ServletConflicts.ofName(context, NAME).or(() -> ServletConflicts.ofPath(context, path));
        if (conflict.isPresent()) {
            LOG.log(Level.ERROR, conflict.get() + ". No server has been started");
            return false;
        }
        ServletRegistration.Dynamic servlet = context.addServlet(NAME, new McpServlet());
        servlet.setAsyncSupported(true);
        servlet.setLoadOnStartup(1);
        servlet.addMapping(path);
        if (!path.endsWith("/")) {
            // the same with a slash at its end; of the root it is the root
            mapIfFree(context, servlet, path + "/");
        }
        DOCUMENTS.forEach(document -> mapIfFree(context, servlet, document));
        return true;
    }

    private static void mapIfFree(ServletContext context, ServletRegistration.Dynamic servlet, String path) {
        ServletConflicts.ofPath(context, path)
                .ifPresentOrElse(
                        text -> LOG.log(Level.WARNING, text + ". The other paths are served"),
                        () -> servlet.addMapping(path));
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        server.contextDestroyed(event);
    }
}
