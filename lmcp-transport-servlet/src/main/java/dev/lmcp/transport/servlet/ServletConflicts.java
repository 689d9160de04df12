package dev.lmcp.transport.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.List;
import java.util.Optional;

/** Finds servlets of a web application that conflict with the server of lmcp. A text for the log is LMCP-303. */
final class ServletConflicts {

    private static final String REMEDY = ", or set lmcp.transport.servlet.auto-mount to 'false'";

    private ServletConflicts() {}

    /** Returns the servlets of lmcp that the application has, in {@code web.xml} or in code. */
    static List<? extends ServletRegistration> ours(ServletContext context) {
        return context.getServletRegistrations().values().stream()
                .filter(McpListener::isOurs)
                .toList();
    }

    /** Returns the conflict if the application has a servlet with this name. */
    static Optional<String> ofName(ServletContext context, String name) {
        return Optional.ofNullable(context.getServletRegistration(name))
                .map(taken ->
                        "LMCP-303 " + describe(taken) + " has the name of the one that lmcp mounts; expected the name"
                                + " to be free: rename the servlet" + REMEDY);
    }

    /** Returns the conflict if the application has mapped a servlet to this path. */
    static Optional<String> ofPath(ServletContext context, String path) {
        return context.getServletRegistrations().values().stream()
                .filter(servlet -> servlet.getMappings().contains(path))
                .findFirst()
                .map(taken -> "LMCP-303 " + describe(taken) + " is mapped to '" + path + "', so that servlet 'lmcp' ("
                        + McpServlet.class.getName()
                        + ") is not; expected the path to be free: map the servlet to another"
                        + " path" + REMEDY);
    }

    /** Returns the conflict if {@code servlet} serves a server that the application started while lmcp started another. */
    static Optional<String> ofServers(ServletContext context, String servlet) {
        if (!WebServer.isStartedIn(context) || ours(context).size() > 1) {
            return Optional.empty();
        }
        return Optional.of("LMCP-303 servlet '" + servlet
                + "' serves a server that the application started in code, and "
                + McpListener.class.getName() + " started another one, which no servlet serves; expected one server:"
                + " remove the listener from web.xml, or the server from the code");
    }

    private static String describe(ServletRegistration servlet) {
        return "servlet '" + servlet.getName() + "' (" + servlet.getClassName() + ") of the application";
    }
}
