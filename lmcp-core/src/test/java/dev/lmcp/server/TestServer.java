package dev.lmcp.server;

import dev.lmcp.CacheHint;
import dev.lmcp.Principal;
import dev.lmcp.Prompt;
import dev.lmcp.PromptResult;
import dev.lmcp.Registry;
import dev.lmcp.Resource;
import dev.lmcp.ResourceResult;
import dev.lmcp.Scopes;
import dev.lmcp.Statistics;
import dev.lmcp.Tool;
import dev.lmcp.ToolResult;
import dev.lmcp.config.Config;
import dev.lmcp.config.ConfigReaders;
import dev.lmcp.embed.InMemoryCluster;
import dev.lmcp.server.auth.AuthChain;
import dev.lmcp.server.auth.ScopePolicy;
import dev.lmcp.server.auth.ScopeRules;
import dev.lmcp.server.base.KeyRing;
import dev.lmcp.server.base.Limit;
import dev.lmcp.server.base.Limits;
import dev.lmcp.server.base.NamePattern;
import dev.lmcp.server.call.ChangeBus;
import dev.lmcp.server.cluster.ClusterEngine;
import dev.lmcp.server.methods.Catalog;
import dev.lmcp.server.methods.ServerInfo;
import dev.lmcp.server.start.PluginSettings;
import dev.lmcp.server.start.StartupDiagnostics;
import dev.lmcp.server.start.UsedKeys;
import dev.lmcp.server.support.TestClock;
import dev.lmcp.server.support.TestExchange;
import dev.lmcp.server.support.TestTimer;
import dev.lmcp.spi.AuthDecision;
import dev.lmcp.spi.Authenticator;
import dev.lmcp.spi.Challenge;
import dev.lmcp.spi.Cluster;
import dev.lmcp.spi.Credentials;
import dev.lmcp.spi.Endpoint;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A server without a socket. The test moves its clock and timer.
 *
 * <p>Every bearer token is accepted and is the caller's name. All callers except {@code eve} have every scope.
 */
final class TestServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int WORKERS = 4;
    private static final Challenge CHALLENGE = Challenge.of("Bearer");

    private final TestClock clock = new TestClock();
    private final TestTimer timer = new TestTimer();
    private final ExecutorService worker = Executors.newFixedThreadPool(WORKERS);
    private final ChangeBus changes = new ChangeBus(worker);
    private final Catalog catalog = new Catalog(changes);
    private final TestOffer offer = new TestOffer();
    private final Engine engine;

    TestServer() {
        this(Map.of());
    }

    /** Takes settings by their keys; only some keys of {@code lmcp.limits.…} are known here. */
    TestServer(Map<String, String> settings) {
        this(settings, ScopeRules.NONE);
    }

    TestServer(Map<String, String> settings, ScopeRules rules) {
        this(settings, rules, KeyRing.random(), Optional.empty());
    }

    /** Creates a node of several. */
    static TestServer node(KeyRing keys, InMemoryCluster engine) {
        return node(keys, engine, Map.of());
    }

    /** Creates a node of several, with settings by their keys. */
    static TestServer node(KeyRing keys, InMemoryCluster engine, Map<String, String> settings) {
        return node(keys, engine.node(), settings);
    }

    /** Creates a node of several with this connection. If a test closes the connection, the node is lost for the others. */
    static TestServer node(KeyRing keys, Cluster connection, Map<String, String> settings) {
        return new TestServer(settings, ScopeRules.NONE, keys, Optional.of(connection));
    }

    /** Creates a node of several with its own connection. */
    static TestServer node(KeyRing keys, Cluster connection) {
        return new TestServer(Map.of(), ScopeRules.NONE, keys, Optional.of(connection));
    }

    private TestServer(Map<String, String> settings, ScopeRules rules, KeyRing keys, Optional<Cluster> cluster) {
        offer.register(catalog);
        ScopePolicy scopes = new ScopePolicy(rules);
        this.engine = ServerWiring.wire(
                core(settings, keys),
                new ServerRuntime(
                        clock.withZone(ZoneOffset.UTC),
                        timer,
                        worker,
                        cluster.map(connection -> new ClusterEngine("test", connection))),
                new AccessControl(
                        new AuthChain(List.of(new AuthChain.Member("test", authenticator())), scopes, 1000),
                        scopes,
                        origins()),
                new ServerContent(catalog, changes, new PublicDocuments(clock), true, failure -> {}));
    }

    private static ServerSettings core(Map<String, String> settings, KeyRing keys) {
        List<NamePattern> tolerant =
                Optional.ofNullable(settings.get("lmcp.ignore-unknown-arguments")).map(NamePattern::new).stream()
                        .toList();
        return new ServerSettings(
                new ServerInfo("test", "1.0", Optional.empty(), Optional.empty()),
                limits(settings),
                "/mcp",
                Optional.empty(),
                CacheHint.none(),
                tolerant,
                keys);
    }

    private OriginPolicy origins() {
        StartupDiagnostics diagnostics = new StartupDiagnostics();
        return OriginPolicy.read(
                new PluginSettings(ConfigReaders.of(Config.builder()), "lmcp.", new UsedKeys(), diagnostics),
                List.of(),
                List.of("Mcp-Session-Id"),
                clock);
    }

    /** The defaults, the limits that are set, and a heartbeat that is due at each tick of the timer. */
    private static Limits limits(Map<String, String> settings) {
        return Limits.DEFAULT
                .with(Limit.PAGE_SIZE, number(settings, "page-size", 50))
                .with(Limit.HEARTBEAT_INTERVAL, Duration.ofNanos(2))
                .with(Limit.MAX_STREAMS_PER_CALLER, number(settings, "max-streams-per-caller", 0))
                .with(Limit.MAX_CONCURRENT_CALLS_PER_CALLER, number(settings, "max-concurrent-calls-per-caller", 0))
                .with(Limit.MAX_TASKS_PER_CALLER, number(settings, "max-tasks-per-caller", 0))
                .with(Limit.DRAIN_TIMEOUT, Duration.ofMillis(1));
    }

    private static int number(Map<String, String> settings, String limit, int usual) {
        return Integer.parseInt(settings.getOrDefault("lmcp.limits." + limit, Integer.toString(usual)));
    }

    private static Authenticator authenticator() {
        return new Authenticator() {
            @Override
            public AuthDecision authenticate(Credentials request) {
                return request.header("Authorization")
                        .filter(value -> value.startsWith("Bearer "))
                        .map(value -> value.substring("Bearer ".length()))
                        .map(name -> AuthDecision.accept(
                                Principal.named(name).withScopes(name.equals("eve") ? Scopes.none() : Scopes.all())))
                        .orElseGet(() -> AuthDecision.abstain(CHALLENGE));
            }

            @Override
            public Optional<Challenge> challenge() {
                return Optional.of(CHALLENGE);
            }
        };
    }

    Endpoint endpoint() {
        return engine.endpoint();
    }

    /** A POST request; single quotes in the body stand for double quotes. */
    static TestExchange post(String caller, String body, Map<String, List<String>> more) {
        return new TestExchange("POST", "/mcp", headers(caller, more), body.replace('\'', '"'));
    }

    /** The header fields that every request has, and more. */
    static Map<String, List<String>> headers(String caller, Map<String, List<String>> more) {
        Map<String, List<String>> headers = new HashMap<>(more);
        headers.put("Host", List.of("localhost"));
        headers.put("Authorization", List.of("Bearer " + caller));
        headers.put("Content-Type", List.of("application/json"));
        headers.put("Accept", List.of("application/json, text/event-stream"));
        return headers;
    }

    /** The registry of the server, which a test may change. */
    Registry registry() {
        return catalog;
    }

    Statistics statistics() {
        return engine.status().statistics();
    }

    /** Moves the clock, and runs the tasks that are then due. */
    void pass(Duration time) {
        clock.pass(time);
        timer.tick();
    }

    /** Waits until the workers have done all that they were given before. */
    void settle() throws Exception {
        CyclicBarrier allWorkers = new CyclicBarrier(WORKERS + 1);
        for (int i = 0; i < WORKERS; i++) {
            worker.execute(() -> {
                try {
                    allWorkers.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                    // the wait of the test says that it took too long
                }
            });
        }
        allWorkers.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** Waits until a tool has reached a point, and sends heartbeats while it waits. */
    void await(String point) throws InterruptedException {
        offer.await(point, PATIENCE, timer::tick);
    }

    /** Waits until a tool has reached a point. No time passes for the server while it waits. */
    void awaitWhileFrozen(String point) throws InterruptedException {
        offer.await(point, PATIENCE, () -> {});
    }

    /** Changes something on the server. */
    void change(String what) {
        switch (what) {
            case "tools" ->
                catalog.add(Tool.named("late").description("Late").handle((in, call) -> ToolResult.text("")));
            case "prompts" -> catalog.add(Prompt.named("late").handle((arguments, call) -> PromptResult.text("")));
            case "resources" -> catalog.add(Resource.at("app://late").handle(call -> ResourceResult.text("")));
            case "release" -> offer.release();
            case "beat" -> timer.tick();
            case "stop" -> engine.close();
            default -> catalog.resourceUpdated(what);
        }
    }

    @Override
    public void close() {
        offer.release();
        engine.close();
        timer.shutdownNow();
        worker.shutdownNow();
    }
}
