package dev.lmcp.spi;

/**
 * Connects the nodes of a server, selected by {@code lmcp.cluster}; its settings have the prefix
 * {@code lmcp.cluster.NAME.}.
 *
 * <p>Implemented by plugins.
 */
public non-sealed interface ClusterProvider extends Plugin {

    /**
     * Creates the connection of one node. Called by one thread, once per server.
     *
     * <p>It does not fail if the engine cannot be reached: the server starts, and the plugin connects later. Report what is
     * wrong with the settings through {@link Settings}.
     *
     * @param settings the plugin's own part of the configuration
     * @param services what the server offers its plugins; usable until the server stops
     */
    Cluster create(Settings settings, Services services);
}
