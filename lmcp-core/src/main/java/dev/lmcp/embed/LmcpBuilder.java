package dev.lmcp.embed;

import dev.lmcp.Registry;
import dev.lmcp.Tool;
import dev.lmcp.config.Config;
import dev.lmcp.config.StartupException;
import dev.lmcp.server.start.Assembly;
import dev.lmcp.server.start.CheckResult;
import dev.lmcp.server.start.StartOptions;
import dev.lmcp.spi.Authenticator;
import dev.lmcp.spi.Cluster;
import dev.lmcp.spi.Secret;
import dev.lmcp.spi.ToolFailure;
import dev.lmcp.spi.Transport;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Builds a server, from {@link Lmcp#with} to {@link #start}.
 *
 * <p>Not safe for concurrent use.
 */
public final class LmcpBuilder {

    private final Config config;
    private final List<Consumer<Registry>> registrations = new ArrayList<>();
    private final Map<String, Authenticator> authenticators = new LinkedHashMap<>();
    private final Map<String, Transport> transports = new LinkedHashMap<>();
    private final List<Consumer<ToolFailure>> failureObservers = new ArrayList<>();
    private final Map<String, Cluster> clusters = new LinkedHashMap<>();
    private ClassLoader loader = LmcpBuilder.class.getClassLoader();
    private Clock clock = Clock.systemUTC();
    private List<Path> classFolders = List.of();
    private Optional<Supplier<Secret>> generatedSecret = Optional.empty();

    LmcpBuilder(Config config) {
        this.config = Objects.requireNonNull(config, "config");
    }

    /** Sets the class loader that finds plugins; by default that of lmcp, never that of the thread. */
    public LmcpBuilder classLoader(ClassLoader value) {
        loader = Objects.requireNonNull(value, "classLoader");
        return this;
    }

    /** Sets the clock by which expiry is judged; by default that of the system, in UTC. */
    public LmcpBuilder clock(Clock value) {
        clock = Objects.requireNonNull(value, "clock");
        return this;
    }

    /**
     * Takes over changed classes while the server runs, and logs each message as one line, with its contents. For the
     * development of tools, on a machine that nobody else reaches.
     *
     * <p>The tool plugins in these folders are used in place of those of the class path. When a build has changed a file,
     * they are loaded and registered again within a second. Sessions and addresses stay, and clients are told that lists
     * have changed. If the new classes cannot be used, the ones before stay in use, and the log has the reason. What a plugin
     * has begun by {@link dev.lmcp.spi.Services} goes on until the server stops.
     *
     * @param folders folders of classes and resources, as in {@code target/classes}
     */
    public LmcpBuilder dev(List<Path> folders) {
        classFolders = List.copyOf(folders);
        return this;
    }

    /** Adds a tool. */
    public LmcpBuilder tool(Tool tool) {
        Objects.requireNonNull(tool, "tool");
        return register(registry -> registry.add(tool));
    }

    /** Adds what {@code registration} registers. It is called at the start, before plugins register theirs. */
    public LmcpBuilder register(Consumer<Registry> registration) {
        registrations.add(Objects.requireNonNull(registration, "registration"));
        return this;
    }

    /**
     * Adds a transport. The server starts it, in place of those that the configuration names, and closes it.
     *
     * @param name the name of the transport in the start report
     * @throws IllegalArgumentException if the name has been given already
     */
    public LmcpBuilder transport(String name, Transport transport) {
        putOnce(transports, "transport", name, transport);
        return this;
    }

    /**
     * Adds an authenticator. The server closes it.
     *
     * <p>Added authenticators are used in the order in which they were added. If {@code lmcp.auth} is set, those that it
     * names are used instead.
     *
     * @param name the name by which {@code lmcp.auth} may select it, in place of a plugin with this name
     * @throws IllegalArgumentException if the name has been given already
     */
    public LmcpBuilder authenticator(String name, Authenticator authenticator) {
        putOnce(authenticators, "authenticator", name, authenticator);
        return this;
    }

    /**
     * Adds an observer of tools that fail, for example for an error tracker or a test.
     *
     * @param observer called with each exception that ends a run of a tool, by the thread of the run, before the result is
     *     sent; what the observer throws is logged. Questions and tasks, which end a run as well, are no failures. Safe for
     *     concurrent use
     */
    public LmcpBuilder onToolFailure(Consumer<ToolFailure> observer) {
        failureObservers.add(Objects.requireNonNull(observer, "observer"));
        return this;
    }

    /**
     * Connects this server to other nodes, in place of the plugin that {@code lmcp.cluster} names. The server closes it.
     *
     * <p>All nodes need the same state keys ({@code lmcp.state-key-file}).
     *
     * @param name the name of the connection in the start report
     * @throws IllegalArgumentException if there is one already
     */
    public LmcpBuilder cluster(String name, Cluster cluster) {
        if (!clusters.isEmpty()) {
            throw new IllegalArgumentException("a second cluster '" + name + "' is given; expected one");
        }
        putOnce(clusters, "cluster", name, cluster);
        return this;
    }

    /**
     * Offers a secret that is made for this run to an auth plugin that has none configured, as a launcher does for a
     * first trial on the own machine.
     *
     * @param generator called only if a plugin takes the secret and accepts it from then on
     */
    public LmcpBuilder generatedSecret(Supplier<Secret> generator) {
        generatedSecret = Optional.of(generator);
        return this;
    }

    /**
     * Starts the server.
     *
     * @throws StartupException if anything is wrong, with all problems; everything added or opened is then closed
     */
    public Lmcp start() {
        return new Lmcp(Assembly.start(options()));
    }

    /**
     * Builds the server without opening a transport, lets every authenticator try what it depends on, and closes it.
     *
     * <p>May take some seconds. Does not throw because of anything in the configuration.
     */
    public Lmcp.Check check() {
        CheckResult result = Assembly.check(options());
        return new Lmcp.Check(result.isGood(), result.findings(), result.text());
    }

    private StartOptions options() {
        return new StartOptions(
                new StartOptions.Basis(config.reader(), loader, clock, classFolders),
                new StartOptions.Parts(registrations, authenticators, transports, clusters, failureObservers),
                generatedSecret);
    }

    private static <T> void putOnce(Map<String, T> all, String kind, String name, T one) {
        Objects.requireNonNull(one, kind);
        if (all.putIfAbsent(Objects.requireNonNull(name, "name"), one) != null) {
            throw new IllegalArgumentException(
                    kind + " '" + name + "' is given twice; expected another name for the second one");
        }
    }
}
