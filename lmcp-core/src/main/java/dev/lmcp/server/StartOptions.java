package dev.lmcp.server;

import dev.lmcp.Config;
import dev.lmcp.Registry;
import dev.lmcp.spi.Authenticator;
import dev.lmcp.spi.Transport;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a program gives to the start of a server.
 *
 * @param config the configuration
 * @param loader where plugins are found
 * @param clock by which everything is judged
 * @param registrations what the program itself offers
 * @param authenticators those that the program made, in the order in which they are asked
 * @param transports those that the program made
 */
public record StartOptions(
        Config config,
        ClassLoader loader,
        Clock clock,
        List<Consumer<Registry>> registrations,
        Map<String, Authenticator> authenticators,
        Map<String, Transport> transports) {

    /** Makes an immutable copy. */
    public StartOptions {
        registrations = List.copyOf(registrations);
        authenticators = Collections.unmodifiableMap(new LinkedHashMap<>(authenticators));
        transports = Collections.unmodifiableMap(new LinkedHashMap<>(transports));
    }
}
