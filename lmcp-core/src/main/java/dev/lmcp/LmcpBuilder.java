package dev.lmcp;

import dev.lmcp.server.Assembly;
import dev.lmcp.server.StartOptions;
import dev.lmcp.spi.Authenticator;
import dev.lmcp.spi.Secret;
import dev.lmcp.spi.Transport;
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
 * A server in the making, from {@link Lmcp#with} to {@link #start}.
 *
 * <p>Not safe for concurrent use.
 */
public final class LmcpBuilder {

    private final Config config;
    private final List<Consumer<Registry>> registrations = new ArrayList<>();
    private final Map<String, Authenticator> authenticators = new LinkedHashMap<>();
    private final Map<String, Transport> transports = new LinkedHashMap<>();
    private ClassLoader loader = LmcpBuilder.class.getClassLoader();
    private Clock clock = Clock.systemUTC();
    private Optional<Supplier<Secret>> generatedSecret = Optional.empty();

    LmcpBuilder(Config config) {
        this.config = Objects.requireNonNull(config, "config");
    }

    /** Says where plugins are found; where nothing is said, beside lmcp itself. Never the thread's class loader. */
    public LmcpBuilder classLoader(ClassLoader value) {
        loader = Objects.requireNonNull(value, "classLoader");
        return this;
    }

    /** Says by which clock everything is judged; the system's where nothing is said. */
    public LmcpBuilder clock(Clock value) {
        clock = Objects.requireNonNull(value, "clock");
        return this;
    }

    /** Offers a tool. */
    public LmcpBuilder tool(Tool tool) {
        Objects.requireNonNull(tool, "tool");
        return register(registry -> registry.add(tool));
    }

    /** Offers what {@code registration} adds, before plugins add theirs. */
    public LmcpBuilder register(Consumer<Registry> registration) {
        registrations.add(Objects.requireNonNull(registration, "registration"));
        return this;
    }

    /**
     * Brings a transport; the server starts it, no other one, and closes it.
     *
     * @param name its name in the start report
     */
    public LmcpBuilder transport(String name, Transport transport) {
        putOnce(transports, "transport", name, transport);
        return this;
    }

    /**
     * Brings an authenticator; the server closes it.
     *
     * <p>Those brought are in use, in their order, unless {@code lmcp.auth} is set: then those that it names are.
     *
     * @param name by which {@code lmcp.auth} may name it; it wins over a plugin of this name
     */
    public LmcpBuilder authenticator(String name, Authenticator authenticator) {
        putOnce(authenticators, "authenticator", name, authenticator);
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
     * @throws StartupException with everything that is wrong; whatever was brought or opened is closed then
     */
    public Lmcp start() {
        return new Lmcp(Assembly.start(options()));
    }

    /**
     * Makes the server without opening a transport, lets every authenticator try what it depends on, and closes it.
     *
     * <p>May take some seconds. Does not throw for what an operator wrote.
     */
    public Lmcp.Check check() {
        return Assembly.check(options());
    }

    private StartOptions options() {
        return new StartOptions(
                new StartOptions.Basis(config.reader(), loader, clock),
                new StartOptions.Parts(registrations, authenticators, transports),
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
