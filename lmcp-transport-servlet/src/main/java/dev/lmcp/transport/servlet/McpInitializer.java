package dev.lmcp.transport.servlet;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Adds the server to a web application that contains this jar and does not declare the {@link McpServlet}.
 *
 * <p>It maps the servlet to the MCP endpoint, the discovery documents and the health documents. If the application declares
 * the servlet itself, it adds only the listener.
 */
public final class McpInitializer implements ServletContainerInitializer {

    private static final String NAME = "lmcp";

    /** Creates an initializer. Containers call it. */
    public McpInitializer() {}

    @Override
    public void onStartup(@Nullable Set<Class<?>> types, ServletContext context) {
        boolean isDeclared = context.getServletRegistrations().values().stream().anyMatch(McpListener::isOurs);
        context.addListener(new McpListener(McpListener.parametersOf(context)));
        if (!isDeclared) {
            mount(context);
        }
    }

    private static void mount(ServletContext context) {
        ServletRegistration.Dynamic servlet = context.addServlet(NAME, new McpServlet());
        if (servlet == null) {
            throw new IllegalStateException("the web application declares a servlet '" + NAME
                    + "' of another class than McpServlet; expected the name to be free: rename that servlet");
        }
        servlet.setAsyncSupported(true);
        servlet.setLoadOnStartup(1);
        String path = WebConfig.path(WebConfig.read(context, Map.of()));
        servlet.addMapping(
                path,
                // the same with a slash at its end; of the root it is the root
                path.endsWith("/") ? path : path + "/",
                "/.well-known/oauth-protected-resource/*",
                "/.well-known/oauth-authorization-server/*",
                "/health/*");
    }
}
