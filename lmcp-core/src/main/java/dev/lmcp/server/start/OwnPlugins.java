package dev.lmcp.server.start;

import java.util.Set;

/** What the core knows of lmcp's own plugins: a default, and names for messages. */
final class OwnPlugins {

    /** The auth plugin that is in use if several are found and none is named. */
    static final String DEFAULT_AUTH = "bearer";

    /** The jars of auth plugins, for a sentence. */
    static final String AUTH_JARS = "lmcp-auth-bearer or lmcp-auth-oauth";

    /**
     * The transports whose settings may stand in every configuration: one file serves an application both in a container,
     * which finds none of them, and with its launcher.
     */
    static final Set<String> TRANSPORTS = Set.of("http", "stdio");

    private static final Set<String> JARS = Set.of("lmcp-auth-bearer", "lmcp-auth-oauth", "lmcp-transport-stdio");

    private OwnPlugins() {}

    /** Returns the jar of a plugin, to be put into a sentence; nothing if it is not one of lmcp's own. */
    static String jar(String kind, String name) {
        String jar = "lmcp-" + kind + '-' + name;
        return JARS.contains(jar) ? jar + ", " : "";
    }
}
