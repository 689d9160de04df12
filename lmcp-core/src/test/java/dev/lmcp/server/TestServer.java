package dev.lmcp.server;

import dev.lmcp.CacheHint;
import dev.lmcp.Config;
import dev.lmcp.ConfigReaders;
import dev.lmcp.Principal;
import dev.lmcp.Prompt;
import dev.lmcp.Resource;
import dev.lmcp.ResourceContents;
import dev.lmcp.Scopes;
import dev.lmcp.Tool;
import dev.lmcp.ToolResult;
import dev.lmcp.spi.AuthDecision;
import dev.lmcp.spi.Authenticator;
import dev.lmcp.spi.Challenge;
import dev.lmcp.spi.Credentials;
import dev.lmcp.spi.Endpoint;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A server without any socket, whose clock and timer a test moves.
 *
 * <p>It lets in whoever has a bearer token: the token is the name, and all but {@code eve} may do everything.
 */
final class TestServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Challenge CHALLENGE = Challenge.of("Bearer");

    private final TestClock clock = new TestClock();
    private final TestTimer timer = new TestTimer();
    private final ExecutorService worker = Executors.newFixedThreadPool(4);
    private final ChangeBus changes = new ChangeBus(worker);
    private final Catalog catalog = new Catalog(changes);
    private final TestOffer offer = new TestOffer();
    private final Engine engine;

    TestServer() {
        this(Map.of());
    }

    /** Takes settings by their keys; known here is {@code lmcp.limits.page-size}. */
    TestServer(Map<String, String> settings) {
        this(settings, ScopeRules.NONE);
    }

    TestServer(Map<String, String> settings, ScopeRules rules) {
        offer.register(catalog);
        ScopePolicy scopes = new ScopePolicy(rules);
        this.engine = new Engine(new Engine.Parts(
                new ServerInfo("test", "1.0", Optional.empty(), Optional.empty()),
                limits(Integer.parseInt(settings.getOrDefault("lmcp.limits.page-size", "50"))),
                "/mcp",
                clock.withZone(ZoneOffset.UTC),
                timer,
                worker,
                new AuthChain(List.of(new AuthChain.Member("test", authenticator())), scopes, 1000),
                scopes,
                origins(),
                new PublicDocuments(clock),
                changes,
                catalog,
                CacheHint.none(),
                StateSeal.randomKey()));
    }

    private OriginPolicy origins() {
        StartupDiagnostics diagnostics = new StartupDiagnostics();
        return OriginPolicy.read(
                new PluginSettings(ConfigReaders.of(Config.builder()), "lmcp.", new UsedKeys(), diagnostics),
                List.of(),
                List.of("Mcp-Session-Id"),
                clock);
    }

    /** The defaults, but for the page, a heartbeat that every tick of the timer is due for, and a short drain. */
    private static Limits limits(int page) {
        return Limits.DEFAULT
                .with(Limit.PAGE_SIZE, page)
                .with(Limit.HEARTBEAT_INTERVAL, Duration.ofNanos(2))
                .with(Limit.DRAIN_TIMEOUT, Duration.ofMillis(1));
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

    /** Lets time go by, and does what is due then. */
    void pass(Duration time) {
        clock.pass(time);
        timer.tick();
    }

    /** Waits until a tool has come to a point, while hearts beat. */
    void await(String point) throws InterruptedException {
        offer.await(point, PATIENCE, timer::tick);
    }

    /** Lets something happen on the server's side. */
    void change(String what) {
        switch (what) {
            case "tools" ->
                catalog.add(Tool.named("late").describedAs("Late").handle((in, call) -> ToolResult.text("")));
            case "prompts" ->
                catalog.add(Prompt.named("late").write((arguments, call) -> Prompt.Result.of(Prompt.Turn.user(""))));
            case "resources" -> catalog.add(Resource.at("app://late").read(call -> ResourceContents.text("")));
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
