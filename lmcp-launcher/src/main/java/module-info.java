/** Runs an lmcp web archive with {@code java -jar} on an embedded Tomcat, and runs servers within programs and tests. */
module dev.lmcp.launcher {
    requires transitive dev.lmcp.core;
    requires org.apache.tomcat.embed.core;
    requires java.logging;
    requires static org.jspecify;

    exports dev.lmcp.launcher;

    provides dev.lmcp.spi.TransportProvider with
            dev.lmcp.launcher.HttpTransportProvider;
}
