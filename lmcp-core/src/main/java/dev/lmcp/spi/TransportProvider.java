package dev.lmcp.spi;

/** A way in for messages, selected by {@code lmcp.transport}; its settings stand under {@code lmcp.transport.NAME.}. */
public non-sealed interface TransportProvider extends Plugin {

    /**
     * Creates the transport for one server, not yet started.
     *
     * @param settings the plugin's own slice of the configuration
     * @param services what the server offers its plugins
     */
    Transport create(Settings settings, Services services);

    /**
     * Returns whether its callers are trusted, as whoever starts a process is by it: they come by
     * {@link Endpoint#connect} alone, and no auth plugin is in use while this transport is.
     */
    default boolean isTrusted() {
        return false;
    }
}
