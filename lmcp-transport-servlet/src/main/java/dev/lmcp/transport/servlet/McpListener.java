package dev.lmcp.transport.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import java.util.Map;
import java.util.Optional;

/**
 * Starts and stops the server with its web application.
 *
 * <p>If the server cannot start, the application stays deployed and answers 503. The log has the reason.
 */
public final class McpListener implements ServletContextListener {

    private Optional<WebServer> server = Optional.empty();

    /** Creates a listener. Containers call it. */
    public McpListener() {}

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        server = WebServer.startOnce(context, parametersOf(context));
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        server.ifPresent(WebServer::close);
        server = Optional.empty();
    }

    /** Returns the init parameters of the {@link McpServlet} that the application declares. */
    static Map<String, String> parametersOf(ServletContext context) {
        return context.getServletRegistrations().values().stream()
                .filter(McpListener::isOurs)
                .findFirst()
                .map(ServletRegistration::getInitParameters)
                .orElse(Map.of());
    }

    static boolean isOurs(ServletRegistration registration) {
        return McpServlet.class.getName().equals(registration.getClassName());
    }
}
