package dev.lmcp.spi;

import java.util.Map;

/**
 * A named factory that a jar brings and {@link java.util.ServiceLoader} finds.
 *
 * <p>Found is not active: configuration names the plugins that are used. A provider needs a public constructor without
 * parameters that does nothing; everything happens in the factory method of its kind, once per server.
 */
public sealed interface Plugin permits AuthProvider, ToolProvider, TransportProvider {

    /**
     * Returns the plugin's name: lower-case letters, digits and hyphens, 1 to 64 characters, beginning with a letter.
     *
     * <p>Configuration selects the plugin by it and its settings stand under it, as in {@code lmcp.auth.NAME.…}.
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
