package dev.lmcp.testkit;

import dev.lmcp.Principal;
import dev.lmcp.Registry;
import dev.lmcp.Tool;
import dev.lmcp.embed.Lmcp;
import dev.lmcp.spi.ToolProvider;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A complete server with the tools under test, which starts when the first client is asked for.
 *
 * <p>As {@code @RegisterExtension static final TestServer SERVER = TestServer.of(tool);} it gives each test method a {@link
 * TestClient} as a parameter, and is closed after the last test of the class; in an instance field, after each test. Without
 * JUnit, close it with try-with-resources.
 *
 * <p>The server finds no plugins on the class path, unless it is made by {@link #ofClassPath}. It reads no file and no
 * environment. Its callers are those of its clients, whom it authenticates; it prints no warning. Safe for concurrent use,
 * once it is configured.
 */
public final class TestServer
        implements AutoCloseable,
                BeforeAllCallback,
                BeforeEachCallback,
                AfterEachCallback,
                AfterAllCallback,
                ParameterResolver {

    static final String PATH = "/mcp";

    private static final ExtensionContext.Namespace SPACE = ExtensionContext.Namespace.create(TestServer.class);

    private final Plan plan;
    private @Nullable RunningTestServer running;
    private @Nullable String owner;
    private boolean isClosed;

    private TestServer(Plan plan) {
        this.plan = plan;
    }

    /** Returns a server with these tools. */
    public static TestServer of(Tool first, Tool... more) {
        return registering(registry -> {
            registry.add(first);
            for (Tool tool : more) {
                registry.add(tool);
            }
        });
    }

    /**
     * Returns a server with what these providers register. Each of them reads the settings of {@link #set} whose keys begin
     * with {@code lmcp.tools.NAME.}; a setting that it reports as wrong fails the start.
     */
    public static TestServer of(ToolProvider first, ToolProvider... more) {
        Plan plan = new Plan();
        plan.add(first);
        for (ToolProvider provider : more) {
            plan.add(provider);
        }
        return new TestServer(plan);
    }

    /** Returns a server with what {@code registration} registers: tools, resources, templates and prompts. */
    public static TestServer registering(Consumer<Registry> registration) {
        Plan plan = new Plan();
        plan.add(registration);
        return new TestServer(plan);
    }

    /**
     * Returns a server that finds its tool plugins on the class path by {@code META-INF/services}, as in production. It shows
     * that the services file is right.
     */
    public static TestServer ofClassPath() {
        Plan plan = new Plan();
        plan.findPlugins();
        return new TestServer(plan);
    }

    /**
     * Sets a key of the configuration, as in {@code set("lmcp.limits.page-size", "2")}.
     *
     * @throws IllegalStateException if the server has started
     */
    public synchronized TestServer set(String key, String value) {
        requireNotStarted();
        plan.set(key, value);
        return this;
    }

    /**
     * Sets the clock of the server, for example a {@link TestClock}.
     *
     * @throws IllegalStateException if the server has started
     */
    public synchronized TestServer clock(Clock clock) {
        requireNotStarted();
        plan.clock(clock);
        return this;
    }

    private void requireNotStarted() {
        if (running != null) {
            throw new IllegalStateException(
                    "the test server has started; expected it to be configured before the first client");
        }
    }

    /** Returns a client of the modern era, within the process. */
    public TestClient client() {
        return client(Era.MODERN, Connection.MEMORY);
    }

    /** Returns a client of this era, within the process. */
    public TestClient client(Era era) {
        return client(era, Connection.MEMORY);
    }

    /** Returns a client of this era, over this connection. */
    public TestClient client(Era era, Connection connection) {
        return new TestClient(this, era, connection, Profile.of(Principal.anonymous()));
    }

    /**
     * Returns the URI of the endpoint on a free port of the loopback address, which is opened by the first call. A request
     * needs the header field of a client, so that programs without it get 401.
     */
    public URI uri() {
        return running().uri();
    }

    /** Returns the registry, to change what the server offers while clients are connected. */
    public Registry registry() {
        return running().lmcp().registry();
    }

    /** Returns the server itself. */
    public Lmcp lmcp() {
        return running().lmcp();
    }

    private synchronized RunningTestServer running() {
        if (isClosed) {
            throw new IllegalStateException("the test server is closed; expected it to be used before close()");
        }
        if (running == null) {
            running = RunningTestServer.start(plan);
        }
        return running;
    }

    ClientSession session(
            Era era, Connection connection, Profile profile, Function<String, Optional<Definition>> definitions) {
        return running().session(era, connection, profile, definitions);
    }

    Transfer newTransfer() {
        return running().newTransfer();
    }

    Optional<Throwable> takeFailure(Transfer transfer) {
        return running().takeFailure(transfer);
    }

    <T> Future<T> submit(Callable<T> work) {
        return running().submit(work);
    }

    /** Stops the server, frees its port and ends its threads. Does nothing the second time. */
    @Override
    public synchronized void close() {
        isClosed = true;
        if (running != null) {
            running.close();
            running = null;
        }
    }

    @Override
    public synchronized void beforeAll(ExtensionContext context) {
        if (owner == null) {
            owner = context.getUniqueId();
        }
        // not the server itself: JUnit closes what is in a store
        context.getStore(SPACE).put(TestServer.class, true);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        context.getStore(SPACE).put(TestServer.class, true);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (owner == null) {
            close();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (context.getUniqueId().equals(owner)) {
            close();
        }
    }

    /** Refuses a test without a server. */
    static void requireIn(ExtensionContext context) {
        if (context.getStore(SPACE).get(TestServer.class) == null) {
            throw new ExtensionConfigurationException("class '"
                    + context.getRequiredTestClass().getName()
                    + "' has no TestServer; expected one: declare '@RegisterExtension static final TestServer SERVER ="
                    + " TestServer.of(tool)'");
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestClient.class;
    }

    @Override
    public TestClient resolveParameter(ParameterContext parameter, ExtensionContext context) {
        McpTestExtension.Way way = McpTestExtension.Way.of(context);
        return client(way.era(), way.connection());
    }
}
