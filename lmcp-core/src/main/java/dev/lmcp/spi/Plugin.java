package dev.lmcp.spi;

import java.util.Map;

/**
 * A named factory in a jar, found by {@link java.util.ServiceLoader}.
 *
 * <p>A plugin that is found is not yet in use: the configuration names the plugins that are. A provider needs a public
 * constructor without parameters, which does nothing. Everything happens in the factory method of its kind, which is
 * called once per server.
 */
public sealed interface Plugin permits AuthProvider, ClusterProvider, ToolProvider, TransportProvider {

    /**
     * Returns the plugin's name: 1 to 64 lower-case letters, digits and hyphens, the first one a letter.
     *
     * <p>The configuration selects the plugin by this name, and the keys of its settings contain it, as in
     * {@code lmcp.auth.NAME.…}.
     */
    String name();

    /**
     * Returns aliases of this plugin's keys: variables of the environment, as in {@code LMCP_TOKEN}, and flags, as in
     * {@code --auth}, each with the key that it sets, without the prefix.
     *
     * <p>They count besides the names that every key has, which win over them. Asked once, when the plugin is found.
     */
    default Map<String, String> aliases() {
        return Map.of();
    }
}
