/** Sample tools. */
module dev.lmcp.tools.sample {
    requires static org.jspecify;
}
