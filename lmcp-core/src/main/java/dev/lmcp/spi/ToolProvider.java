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
}
