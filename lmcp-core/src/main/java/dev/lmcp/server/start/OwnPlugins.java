package dev.lmcp.server.start;

import java.util.Set;

/** The names of lmcp's own plugins that the core knows: a default, and names for messages. */
final class OwnPlugins {

    /** The auth plugin that is in use if several are found and {@code lmcp.auth} is not set. */
    static final String DEFAULT_AUTH = "bearer";

    /** The jars of auth plugins, for a message. */
    static final String AUTH_JARS = "lmcp-auth-bearer or lmcp-auth-oauth";

    /**
     * The transports whose settings are allowed in every configuration.
     *
     * <p>One file can then serve an application in a container, which has none of these transports, and with the launcher.
     */
    static final Set<String> TRANSPORTS = Set.of("http", "stdio");

    private static final Set<String> JARS = Set.of(
            "lmcp-auth-bearer", "lmcp-auth-oauth", "lmcp-cluster-jdbc", "lmcp-cluster-redis", "lmcp-transport-stdio");

    private OwnPlugins() {}

    /** Returns the jar of a plugin, followed by a comma, for a message; empty if it is not one of lmcp's own. */
    static String jar(String kind, String name) {
        String jar = "lmcp-" + kind + '-' + name;
        return JARS.contains(jar) ? jar + ", " : "";
    }
}
