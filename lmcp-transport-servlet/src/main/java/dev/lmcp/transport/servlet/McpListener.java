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

    private final Optional<Map<String, String>> parameters;
    private Optional<WebServer> server = Optional.empty();

    /** Creates a listener. Containers call it. */
    public McpListener() {
        this.parameters = Optional.empty();
    }

    /** Creates a listener that is added in code: such a listener must not read the parameters of servlets itself. */
    McpListener(Map<String, String> parameters) {
        this.parameters = Optional.of(parameters);
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        server = WebServer.startOnce(context, parameters.orElseGet(() -> parametersOf(context)));
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
