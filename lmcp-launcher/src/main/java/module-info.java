/** Runs any lmcp web archive by {@code java -jar}, on an embedded Tomcat; serves programs and tests from their own process. */
module dev.lmcp.launcher {
    requires transitive dev.lmcp.core;
    requires org.apache.tomcat.embed.core;
    requires java.logging;
    requires static org.jspecify;

    exports dev.lmcp.launcher;

    provides dev.lmcp.spi.TransportProvider with
            dev.lmcp.launcher.HttpTransportProvider;
}
