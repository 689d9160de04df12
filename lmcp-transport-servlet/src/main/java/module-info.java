/** Serves lmcp as a Jakarta servlet. */
module dev.lmcp.transport.servlet {
    requires static org.jspecify;
}
