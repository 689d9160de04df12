package dev.lmcp.spi;

/**
 * Creates a transport, selected by {@code lmcp.transport}; its settings have the prefix {@code lmcp.transport.NAME.}.
 *
 * <p>Implemented by plugins.
 */
public non-sealed interface TransportProvider extends Plugin {

    /**
     * Creates the transport for one server, not yet started. Called by one thread, once per server.
     *
     * @param settings the plugin's own part of the configuration
     * @param services what the server offers its plugins; usable until the server stops
     */
    Transport create(Settings settings, Services services);

    /**
     * Returns whether the callers of this transport are trusted, as the user who starts a process is trusted by it.
     *
     * <p>Such a transport uses {@link Endpoint#connect} only. While it is in use, no auth plugin is.
     */
    default boolean isTrusted() {
        return false;
    }
}
