package dev.lmcp.spi;

/**
 * Creates a way of authentication, selected by {@code lmcp.auth}; its settings have the prefix {@code lmcp.auth.NAME.}.
 *
 * <p>Implemented by plugins.
 */
public non-sealed interface AuthProvider extends Plugin {

    /**
     * Creates the authenticator for one server. Called by one thread, once per server.
     *
     * <p>Report what is wrong with the settings through {@link Settings}, which collects all problems for the operator. If
     * this method throws, the server does not start.
     *
     * @param settings the plugin's own part of the configuration
     * @param services what the server offers its plugins; usable until the server stops
     */
    Authenticator create(Settings settings, Services services);
}
