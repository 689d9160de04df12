package dev.lmcp.transport.servlet;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Mounts the server in a web application that holds this jar and says nothing about it in its {@code web.xml}: the
 * endpoint, the discovery documents and the health documents, nothing else of its paths.
 *
 * <p>An application that declares the {@link McpServlet} itself is left as it is, but for the listener.
 */
public final class McpInitializer implements ServletContainerInitializer {

    private static final String NAME = "lmcp";

    /** Creates an initializer; for containers. */
    public McpInitializer() {}

    @Override
    public void onStartup(@Nullable Set<Class<?>> types, ServletContext context) {
        boolean declared = context.getServletRegistrations().values().stream().anyMatch(McpListener::isOurs);
        context.addListener(new McpListener(McpListener.parametersOf(context)));
        if (!declared) {
            mount(context);
        }
    }

    private static void mount(ServletContext context) {
        ServletRegistration.Dynamic servlet = context.addServlet(NAME, new McpServlet());
        if (servlet == null) {
            throw new IllegalStateException("the web application declares a servlet '" + NAME
                    + "' that is none of lmcp's; expected the name to be free: rename it");
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
