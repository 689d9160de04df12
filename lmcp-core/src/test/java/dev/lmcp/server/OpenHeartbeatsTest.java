package dev.lmcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.Principal;
import dev.lmcp.Scopes;
import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.MessageCodec;
import dev.lmcp.jsonrpc.RequestId;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.spi.AuthDecision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A response has a heartbeat while its work runs, and in no other case: one that stayed would never be let go. */
class OpenHeartbeatsTest {

    private static final Principal ADA = Principal.named("ada").withScopes(Scopes.of(Set.of()));

    private final TestTimer timer = new TestTimer();
    private final TestClock clock = new TestClock();
    private final Heartbeats heartbeats = new Heartbeats(timer, Duration.ofSeconds(1));
    private final ResponseContext responses =
            new ResponseContext(new MessageCodec(64), heartbeats, Duration.ofSeconds(2), Runnable::run);
    private final ChangeBus changes = new ChangeBus(Runnable::run);
    private final TaskStore tasks = new TaskStore(Limits.DEFAULT, clock, Runnable::run, changes);
    private final ScopePolicy scopes = new ScopePolicy(new ScopeRules(
            ScopeRule.NONE,
            NamedRules.NONE,
            Map.of(Target.Kind.TOOL, new NamedRules(Map.of("guarded", ScopeRule.parse("admin")))),
            Map.of(),
            List.of(),
            false,
            false,
            ScopeRules.Asking.OPERATION));
    private final AuthChain auth =
            new AuthChain(List.of(new AuthChain.Member("test", request -> AuthDecision.accept(ADA))), scopes, 1000);
    private final CallLimiter limiter = new CallLimiter(0);
    private final Dispatcher dispatcher = new Dispatcher(
            scopes,
            auth,
            limiter,
            new PerCallerLimiter(0),
            new CallCounts(name -> Optional.empty()),
            Runnable::run,
            tasks);
    private final List<Integer> whileRunning = new ArrayList<>();

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    /** The ways in which a request may end. */
    enum Way {
        COMPLETES(200),
        FAILS(200),
        ASKS(200),
        HAS_NO_METHOD(404),
        IS_NOT_ADMITTED(400),
        LACKS_A_SCOPE(403),
        IS_REFUSED_BY_ITS_METHOD(503),
        COMES_AFTER_THE_STOP(503);

        private final int modernStatus;

        Way(int modernStatus) {
            this.modernStatus = modernStatus;
        }

        boolean runs() {
            return this == COMPLETES || this == FAILS || this == ASKS || this == IS_REFUSED_BY_ITS_METHOD;
        }
    }

    private Optional<Method> method(Way way) {
        return way == Way.HAS_NO_METHOD
                ? Optional.empty()
                : Optional.of(new Method() {
                    @Override
                    public List<Target> admit(IncomingRequest incoming) {
                        if (way == Way.IS_NOT_ADMITTED) {
                            throw new RpcException(ModernErrors.HEADER_MISMATCH, "no");
                        }
                        return way == Way.LACKS_A_SCOPE
                                ? List.of(new Target(Target.Kind.TOOL, "guarded", Set.of()))
                                : List.of();
                    }

                    @Override
                    public CallResult run(RunningCall call) {
                        whileRunning.add(heartbeats.size());
                        return switch (way) {
                            case COMPLETES -> new CallResult.Completed(Json.object());
                            case ASKS -> new CallResult.InputRequired(Map.of(), Map.of());
                            case IS_REFUSED_BY_ITS_METHOD -> new CallResult.Refused(HttpAnswers.busy());
                            default -> throw new RpcException(RpcError.INVALID_PARAMS, "no");
                        };
                    }
                });
    }

    private static TestExchange exchange() {
        return new TestExchange("POST", "/mcp", Map.of("Accept", List.of("application/json, text/event-stream")), "");
    }

    private static AuthenticatedCaller caller() {
        return new AuthenticatedCaller(ADA, () -> true, Optional.empty());
    }

    private static Message.Request request() {
        return new Message.Request(RequestId.of(1), "tools/call", Json.object());
    }

    @ParameterizedTest
    @EnumSource
    void ofTheModernEraEndWithTheirRequest(Way way) throws InterruptedException {
        if (way == Way.COMES_AFTER_THE_STOP) {
            limiter.close();
        }
        TestExchange exchange = exchange();
        ModernRequest incoming = new ModernRequest(
                Optional.of(exchange),
                request(),
                caller(),
                Optional.empty(),
                ClientCapabilities.NONE,
                Optional.empty(),
                Map.of(),
                new ModernResponseWriter(exchange, responses),
                method(way));
        StateSeal seal = new StateSeal(responses.codec(), StateSeal.randomKey(), clock, Duration.ofMinutes(5));
        ServerInfo info = new ServerInfo("test", "1.0", Optional.empty(), Optional.empty());

        dispatcher.dispatch(incoming, new ModernRendering(info, seal).of(incoming.request(), ADA));

        assertThat(exchange.status(Duration.ofSeconds(5))).isEqualTo(way.modernStatus);
        assertThat(whileRunning).isEqualTo(way.runs() ? List.of(1) : List.of());
        assertThat(heartbeats.size()).isZero();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ASKS")
    void ofTheLegacyEraEndWithTheirRequest(Way way) throws InterruptedException {
        if (way == Way.COMES_AFTER_THE_STOP) {
            limiter.close();
        }
        TestExchange exchange = exchange();
        LegacySession session =
                new LegacySession("s", ADA, "2025-11-25", Optional.empty(), ClientCapabilities.NONE, clock.millis());
        LegacyRequest incoming = new LegacyRequest(
                session,
                request(),
                caller(),
                LegacyResponseWriter.to(exchange, session, RequestId.of(1), responses, Limits.DEFAULT),
                true,
                method(way),
                new LegacyQuestions(Duration.ofSeconds(1)));
        LegacyRendering rendering = new LegacyRendering(new LegacyViews(new Catalog(changes)));

        dispatcher.dispatch(incoming, rendering.of(session, incoming.request()));

        exchange.status(Duration.ofSeconds(5));
        assertThat(whileRunning).isEqualTo(way.runs() ? List.of(1) : List.of());
        assertThat(heartbeats.size()).isZero();
        assertThat(session.isBusy()).isFalse();
    }
}
