package dev.lmcp.spi;

import dev.lmcp.Registry;

/**
 * Registers a collection of tools, resources and prompts; its settings have the prefix {@code lmcp.tools.NAME.}.
 *
 * <p>Implemented by plugins.
 */
public non-sealed interface ToolProvider extends Plugin {

    /**
     * Registers what this plugin offers. Called by one thread, once per server.
     *
     * @param registry takes tools, resources, templates and prompts; usable until the server stops
     * @param settings the plugin's own part of the configuration
     * @param services what the server offers its plugins; usable until the server stops
     */
    void register(Registry registry, Settings settings, Services services);

    /**
     * Returns whether this plugin is used only if {@code lmcp.tools} names it, so that its jar alone does nothing.
     *
     * <p>For tools by which callers can do what the process itself can do, such as tools for files, the network or a
     * shell. Called once, when the plugin is found.
     */
    default boolean isOptIn() {
        return false;
    }
}
