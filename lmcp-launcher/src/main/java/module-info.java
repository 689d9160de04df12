/** Runs an lmcp web archive with {@code java -jar}, and runs servers within programs and tests. */
module dev.lmcp.launcher {
    requires transitive dev.lmcp.core;
    requires dev.lmcp.transport.http;
    requires static org.apache.tomcat.embed.core;
    requires java.logging;
    requires java.management;
    requires static org.jspecify;

    exports dev.lmcp.launcher;
}
