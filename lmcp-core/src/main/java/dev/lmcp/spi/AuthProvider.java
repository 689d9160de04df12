package dev.lmcp.spi;

/** A way of authentication, selected by {@code lmcp.auth}; its settings stand under {@code lmcp.auth.NAME.}. */
public non-sealed interface AuthProvider extends Plugin {

    /**
     * Creates the authenticator for one server.
     *
     * <p>What is wrong with the settings is said through {@link Settings}, whose readers note each problem, so that an
     * operator sees all of them at once. A throw stops the start.
     *
     * @param settings the plugin's own slice of the configuration
     * @param services what the server offers its plugins
     */
    Authenticator create(Settings settings, Services services);
}
