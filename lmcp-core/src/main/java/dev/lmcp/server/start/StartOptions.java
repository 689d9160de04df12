package dev.lmcp.server.start;

import dev.lmcp.Registry;
import dev.lmcp.config.ConfigReader;
import dev.lmcp.spi.Authenticator;
import dev.lmcp.spi.Secret;
import dev.lmcp.spi.Transport;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a program gives to the start of a server.
 *
 * @param basis what the server stands on
 * @param parts what the program brings itself
 * @param generatedSecret makes a secret for an auth plugin that has none
 */
public record StartOptions(Basis basis, Parts parts, Optional<Supplier<Secret>> generatedSecret) {

    /**
     * What a server stands on.
     *
     * @param config the configuration
     * @param loader where plugins are found
     * @param clock by which everything is judged
     */
    public record Basis(ConfigReader config, ClassLoader loader, Clock clock) {}

    /**
     * What a program brings itself.
     *
     * @param registrations what it offers
     * @param authenticators in the order in which they are asked
     * @param transports by name
     */
    public record Parts(
            List<Consumer<Registry>> registrations,
            Map<String, Authenticator> authenticators,
            Map<String, Transport> transports) {

        /** Makes immutable copies. */
        public Parts {
            registrations = List.copyOf(registrations);
            authenticators = Collections.unmodifiableMap(new LinkedHashMap<>(authenticators));
            transports = Collections.unmodifiableMap(new LinkedHashMap<>(transports));
        }
    }
}
