package dev.lmcp.server.start;

import dev.lmcp.Registry;
import dev.lmcp.config.ConfigReader;
import dev.lmcp.spi.Authenticator;
import dev.lmcp.spi.Cluster;
import dev.lmcp.spi.Secret;
import dev.lmcp.spi.ToolFailure;
import dev.lmcp.spi.Transport;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The options of a server's start.
 *
 * @param basis the configuration, the class loader and the clock
 * @param parts the parts that the program adds in code
 * @param generatedSecret generates a secret for an auth plugin that has none
 */
public record StartOptions(Basis basis, Parts parts, Optional<Supplier<Secret>> generatedSecret) {

    /**
     * The configuration, the class loader and the clock of a server.
     *
     * @param config the configuration
     * @param loader the class loader that finds plugins
     * @param clock the clock for all decisions that depend on the time
     * @param classFolders the folders of a build whose changes are taken over; none in production
     */
    public record Basis(ConfigReader config, ClassLoader loader, Clock clock, List<Path> classFolders) {

        /** Makes an immutable copy. */
        public Basis {
            classFolders = List.copyOf(classFolders);
        }
    }

    /**
     * The parts that a program adds in code.
     *
     * @param registrations each adds tools, resources and prompts to the registry
     * @param authenticators the authenticators by name, in the order in which they are asked
     * @param transports the transports by name
     * @param clusters the connection to the other nodes by its name; at most one
     * @param failureObservers are told of tools that fail
     */
    public record Parts(
            List<Consumer<Registry>> registrations,
            Map<String, Authenticator> authenticators,
            Map<String, Transport> transports,
            Map<String, Cluster> clusters,
            List<Consumer<ToolFailure>> failureObservers) {

        /** Makes immutable copies. */
        public Parts {
            registrations = List.copyOf(registrations);
            authenticators = Collections.unmodifiableMap(new LinkedHashMap<>(authenticators));
            transports = Collections.unmodifiableMap(new LinkedHashMap<>(transports));
            clusters = Map.copyOf(clusters);
            failureObservers = List.copyOf(failureObservers);
        }

        /** Tells the observers of a tool that failed. */
        void report(ToolFailure failure) {
            failureObservers.forEach(observer -> observer.accept(failure));
        }
    }
}
