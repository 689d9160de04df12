/** Serves lmcp as a Jakarta servlet, and starts the server with its web application. */
module dev.lmcp.transport.servlet {
    requires dev.lmcp.core;
    requires jakarta.servlet;
    requires static org.jspecify;
}
