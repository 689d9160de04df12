package dev.lmcp.server.methods;

import dev.lmcp.CacheHint;
import dev.lmcp.Principal;
import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.MessageCodec;
import dev.lmcp.jsonrpc.RequestId;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.server.auth.AuthChain;
import dev.lmcp.server.auth.AuthenticatedCaller;
import dev.lmcp.server.auth.NamedRules;
import dev.lmcp.server.auth.ScopePolicy;
import dev.lmcp.server.auth.ScopeRule;
import dev.lmcp.server.auth.ScopeRules;
import dev.lmcp.server.auth.Target;
import dev.lmcp.server.base.HttpResponses;
import dev.lmcp.server.base.Json;
import dev.lmcp.server.base.Limit;
import dev.lmcp.server.base.Limits;
import dev.lmcp.server.call.CallCounts;
import dev.lmcp.server.call.CallLimiter;
import dev.lmcp.server.call.CallResult;
import dev.lmcp.server.call.CallRunner;
import dev.lmcp.server.call.ChangeBus;
import dev.lmcp.server.call.ConcurrencyLimiter;
import dev.lmcp.server.call.Dispatcher;
import dev.lmcp.server.call.LocalTasks;
import dev.lmcp.server.call.Method;
import dev.lmcp.server.call.OpenStreams;
import dev.lmcp.server.call.Operation;
import dev.lmcp.server.call.ResponseContext;
import dev.lmcp.server.call.RunningCalls;
import dev.lmcp.server.call.TaskBudget;
import dev.lmcp.server.call.TaskRegistry;
import dev.lmcp.server.call.TaskRunner;
import dev.lmcp.server.call.Tasks;
import dev.lmcp.server.support.TestClock;
import dev.lmcp.server.support.TestExchange;
import dev.lmcp.server.support.TestTimer;
import dev.lmcp.spi.AuthDecision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A dispatcher with countable heartbeats, and one request for each way in which a request can end. */
public final class HeartbeatTrial implements AutoCloseable {

    /** The ways in which a request can end. */
    public enum Way {
        COMPLETES(200),
        FAILS(200),
        HAS_NO_METHOD(404),
        IS_NOT_ADMITTED(400),
        LACKS_A_SCOPE(403),
        IS_REFUSED_BY_ITS_METHOD(503),
        COMES_AFTER_THE_STOP(503);

        private final int modernStatus;

        Way(int modernStatus) {
            this.modernStatus = modernStatus;
        }
    }

    private static final int NOT_ADMITTED = -32020;

    private final TestTimer timer = new TestTimer();
    private final TestClock clock = new TestClock();
    private final RunningCalls running = new RunningCalls(timer, Duration.ofSeconds(1));
    private final ResponseContext responses =
            new ResponseContext(new MessageCodec(64), Duration.ofSeconds(2), Runnable::run);
    private final CallLimiter limiter = new CallLimiter(new ConcurrencyLimiter(0, 0));
    private final CallCounts counts = new CallCounts();
    private final ChangeBus changes = new ChangeBus(Runnable::run);
    private final TaskRegistry registry = new TaskRegistry(Limits.DEFAULT, clock);
    private final Tasks tasks = new LocalTasks(
            registry,
            new TaskRunner(
                    registry,
                    new TaskBudget(Limits.DEFAULT.of(Limit.MAX_TASK_DATA_SIZE)),
                    clock,
                    Runnable::run,
                    changes),
            Runnable::run);
    private final ScopePolicy scopes = scopes();
    private final Dispatcher dispatcher = makeDispatcher();
    private final List<Integer> whileRunning = new ArrayList<>();
    private final Way way;

    public HeartbeatTrial(Way way) {
        this.way = way;
        if (way == Way.COMES_AFTER_THE_STOP) {
            limiter.close();
        }
    }

    private ScopePolicy scopes() {
        return new ScopePolicy(new ScopeRules(
                ScopeRule.NONE,
                NamedRules.NONE,
                Map.of(Target.Kind.TOOL, new NamedRules(Map.of("guarded", ScopeRule.parse("admin")))),
                Map.of(),
                List.of(),
                false,
                false,
                ScopeRules.ChallengeScopes.OPERATION));
    }

    private Dispatcher makeDispatcher() {
        AuthChain auth = new AuthChain(
                List.of(new AuthChain.Member("test", request -> AuthDecision.accept(caller().principal()))),
                scopes,
                1000);
        return new Dispatcher(scopes, auth, limiter, running, new CallRunner(tasks, () -> {}), Runnable::run);
    }

    /** Returns the objects that an era is built from. */
    public EraDependencies dependencies() {
        Catalog catalog = new Catalog(changes);
        return new EraDependencies(
                new ServerInfo("test", "1.0", Optional.empty(), Optional.empty()),
                Limits.DEFAULT,
                catalog,
                SharedMethods.of(
                        catalog, scopes, Limits.DEFAULT, CacheHint.none(), List.of(), timer, counts, failure -> {}),
                dispatcher,
                tasks,
                new OpenStreams(timer, Duration.ofSeconds(1), clock, new ConcurrencyLimiter(10, 0)),
                changes,
                responses);
    }

    public Dispatcher dispatcher() {
        return dispatcher;
    }

    public ResponseContext responses() {
        return responses;
    }

    /** Returns the number of open heartbeats at the start of the work; empty if no work started. */
    public List<Integer> whileRunning() {
        return whileRunning;
    }

    /** Returns the number of open heartbeats. */
    public int open() {
        return running.size();
    }

    /** Returns the HTTP status of the request in the modern era. */
    public int modernStatus() {
        return way.modernStatus;
    }

    public boolean runs() {
        return Set.of(Way.COMPLETES, Way.FAILS, Way.IS_REFUSED_BY_ITS_METHOD).contains(way);
    }

    public Optional<Method> method() {
        return way == Way.HAS_NO_METHOD
                ? Optional.empty()
                : Optional.of(incoming -> {
                    if (way == Way.IS_NOT_ADMITTED) {
                        throw new RpcException(NOT_ADMITTED, "no");
                    }
                    List<Target> targets = way == Way.LACKS_A_SCOPE
                            ? List.of(new Target(Target.Kind.TOOL, "guarded", Set.of()))
                            : List.of();
                    return Operation.on(targets, call -> work());
                });
    }

    private CallResult work() {
        whileRunning.add(open());
        return switch (way) {
            case COMPLETES -> new CallResult.Completed(Json.object());
            case IS_REFUSED_BY_ITS_METHOD -> new CallResult.Refused(HttpResponses.busy());
            default -> throw new RpcException(RpcError.INVALID_PARAMS, "no");
        };
    }

    public static AuthenticatedCaller caller() {
        return new AuthenticatedCaller(Principal.named("ada"), () -> true, Optional.empty());
    }

    public static Message.Request request() {
        return new Message.Request(RequestId.of(1), "tools/call", Json.object());
    }

    public static TestExchange exchange() {
        return new TestExchange("POST", "/mcp", Map.of("Accept", List.of("application/json, text/event-stream")), "");
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
