package dev.lmcp.spi;

/** A collection of tools, resources and prompts; its settings stand under {@code lmcp.tools.NAME.}. */
public non-sealed interface ToolProvider extends Plugin {

    /**
     * Registers what this plugin offers.
     *
     * @param registry takes tools, resources, templates and prompts; it stays usable while the server runs
     * @param settings the plugin's own slice of the configuration
     * @param services what the server offers its plugins
     */
    void register(dev.lmcp.Registry registry, Settings settings, Services services);

    /**
     * Returns whether this plugin is in use only where {@code lmcp.tools} names it: a jar that is merely there does
     * nothing then.
     *
     * <p>For tools that give callers what the process itself may do, such as files, the network or a shell. Asked once,
     * when the plugin is found.
     */
    default boolean isOptIn() {
        return false;
    }
}
