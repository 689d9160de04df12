/** Runs any lmcp web archive by {@code java -jar}, on an embedded Tomcat. */
module dev.lmcp.launcher {
    requires static org.jspecify;
}
