/** Serves lmcp as a Jakarta servlet. */
module dev.lmcp.transport.servlet {
    requires dev.lmcp.core;
    requires jakarta.servlet;
    requires static org.jspecify;
}
