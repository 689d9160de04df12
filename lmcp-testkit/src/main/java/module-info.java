/** Support for the tests of tools and of plugins: a server with clients, the contract of auth plugins, and test doubles. */
module dev.lmcp.testkit {
    requires transitive dev.lmcp.core;
    requires java.logging;
    requires java.net.http;
    requires jdk.httpserver;
    requires org.assertj.core;
    requires org.junit.platform.commons;
    requires static transitive org.jspecify;
    requires transitive org.junit.jupiter.api;

    exports dev.lmcp.testkit;
    exports dev.lmcp.testkit.plugin;

    opens dev.lmcp.testkit to
            org.junit.platform.commons;
    opens dev.lmcp.testkit.plugin to
            org.junit.platform.commons;
}
