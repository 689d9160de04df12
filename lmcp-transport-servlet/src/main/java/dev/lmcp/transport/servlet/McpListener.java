package dev.lmcp.transport.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import java.util.Map;
import java.util.Optional;

/**
 * Starts the server of a web application and stops it.
 *
 * <p>Where the server cannot start the application stays deployed and answers 503; why stands in the log.
 */
public final class McpListener implements ServletContextListener {

    private final Optional<Map<String, String>> parameters;
    private Optional<WebServer> server = Optional.empty();

    /** Creates a listener; for containers. */
    public McpListener() {
        this.parameters = Optional.empty();
    }

    /** Creates a listener for a program: those may not ask the context for its servlets' parameters. */
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

    /** Returns the init parameters of the servlets of this kind. */
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
