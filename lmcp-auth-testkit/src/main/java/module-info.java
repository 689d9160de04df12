/** Support for the tests of plugins: the contract of auth plugins, and test doubles. */
module dev.lmcp.auth.testkit {
    requires transitive dev.lmcp.core;
    requires java.logging;
    requires org.assertj.core;
    requires static transitive org.jspecify;
    requires transitive org.junit.jupiter.api;

    exports dev.lmcp.auth.testkit;

    opens dev.lmcp.auth.testkit to
            org.junit.platform.commons;
}
