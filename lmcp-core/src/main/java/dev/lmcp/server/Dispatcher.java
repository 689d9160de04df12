package dev.lmcp.server;

import dev.lmcp.Principal;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.spi.Exchange;
import dev.lmcp.text.SafeText;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import tools.jackson.databind.JsonNode;

/** Finds the method, asks the scope rules, runs the work as often as its questions need, and answers. */
final class Dispatcher {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.calls");
    private static final CallResult INTERNAL_ERROR = new CallResult.Failed(
            new RpcError(RpcError.INTERNAL_ERROR, "Internal error; the server's log has the reason"));

    /** A handler that asks ever new questions is at fault; no honest one needs more rounds than this. */
    private static final int MAX_ROUNDS = 32;

    private final ScopePolicy scopes;
    private final AuthChain auth;
    private final CallLimiter gate;
    private final PerCallerLimiter perCaller;
    private final CallCounts counts;
    private final Executor worker;
    private final TaskStore tasks;
    private final Set<Cancellation> running = ConcurrentHashMap.newKeySet();

    Dispatcher(
            ScopePolicy scopes,
            AuthChain auth,
            CallLimiter gate,
            PerCallerLimiter perCaller,
            CallCounts counts,
            Executor worker,
            TaskStore tasks) {
        this.scopes = scopes;
        this.auth = auth;
        this.gate = gate;
        this.perCaller = perCaller;
        this.counts = counts;
        this.worker = worker;
        this.tasks = tasks;
    }

    /** Answers one admitted request; returns when the thread is no longer needed. */
    void dispatch(IncomingRequest incoming) {
        Optional<Method> found = incoming.method();
        if (found.isEmpty()) {
            incoming.finish(new CallResult.Failed(new RpcError(
                    RpcError.METHOD_NOT_FOUND,
                    "Method not found: " + SafeText.quoted(incoming.request().method()))));
            return;
        }
        Method method = found.get();
        try {
            Optional<Exchange.Response> refusal = refusal(incoming.caller(), List.of(incoming));
            if (refusal.isPresent()) {
                counts.turnedAway(incoming, CallOutcome.REFUSED);
                incoming.writer().refuse(refusal.get());
                return;
            }
        } catch (RpcException e) {
            counts.turnedAway(incoming, CallOutcome.REFUSED);
            incoming.finish(new CallResult.Failed(e.error()));
            return;
        }
        Optional<Exchange.Response> full = takePlace(incoming.caller().principal());
        if (full.isPresent()) {
            counts.turnedAway(incoming, CallOutcome.OVERLOADED);
            incoming.writer().refuse(full.get());
            return;
        }
        try {
            run(method, incoming);
        } finally {
            gate.leave();
        }
    }

    /** Takes a place for a call, or returns the answer to a caller for whom there is none. */
    private Optional<Exchange.Response> takePlace(Principal caller) {
        if (!gate.enter()) {
            return Optional.of(HttpAnswers.busy());
        }
        if (!perCaller.enter(caller)) {
            gate.giveBackPlace();
            gate.leave();
            return Optional.of(HttpAnswers.tooMany());
        }
        return Optional.empty();
    }

    /**
     * Returns the answer to a caller who lacks scopes for any of these requests: one that names all that are needed.
     *
     * @throws RpcException where a request's headers do not fit its body
     */
    Optional<Exchange.Response> refusal(AuthenticatedCaller caller, List<? extends IncomingRequest> requests) {
        List<ScopeDemand> demands = new ArrayList<>();
        for (IncomingRequest incoming : requests) {
            String method = incoming.request().method();
            List<Target> targets =
                    incoming.method().map(found -> found.admit(incoming)).orElse(List.of());
            if (targets.isEmpty()) {
                scopes.lacking(caller.principal(), method, Optional.empty()).ifPresent(demands::add);
            }
            for (Target target : targets) {
                scopes.lacking(caller.principal(), method, Optional.of(target)).ifPresent(demands::add);
            }
        }
        if (demands.isEmpty()) {
            return Optional.empty();
        }
        return demands.stream().reduce(ScopeDemand::and).map(demand -> auth.insufficientScope(caller, demand));
    }

    private void run(Method method, IncomingRequest incoming) {
        Cancellation cancellation = new Cancellation(worker);
        CallResult outcome = INTERNAL_ERROR;
        try {
            incoming.begin(cancellation);
            running.add(cancellation);
            outcome = work(method, incoming, cancellation);
        } finally {
            running.remove(cancellation);
            perCaller.leave(incoming.caller().principal());
            gate.giveBackPlace();
            incoming.finish(outcome);
        }
    }

    /** Ends every call that still runs, as the server stops; their callers are told. */
    void stopAll() {
        running.forEach(Cancellation::stop);
    }

    private CallResult work(Method method, IncomingRequest incoming, Cancellation cancellation) {
        RunningCall call = new RunningCall(incoming, Optional.empty(), cancellation, incoming.answers());
        try {
            return rounds(method, incoming, call);
        } finally {
            call.end();
        }
    }

    private CallResult rounds(Method method, IncomingRequest incoming, RunningCall call) {
        Cancellation cancellation = call.cancellation();
        if (cancellation.isCancelled()) {
            return new CallResult.Cancelled();
        }
        for (int round = 0; round < MAX_ROUNDS; round++) {
            CallResult outcome = once(method, call);
            if (outcome instanceof CallResult.ContinueAsTask) {
                return beginTask(method, incoming, call.answers());
            }
            if (!(outcome instanceof CallResult.InputRequired required)) {
                return outcome;
            }
            Optional<Map<String, JsonNode>> answers;
            try {
                answers = incoming.ask(cancellation, required.questions());
            } catch (RpcException e) {
                return new CallResult.Failed(e.error());
            }
            if (cancellation.isCancelled()) {
                return cancelled(cancellation);
            }
            if (answers.isEmpty()) {
                return outcome;
            }
            call.addAnswers(answers.get());
        }
        LOG.log(
                Level.WARNING,
                "{0} asked more than {1} rounds of questions in one call",
                subject(incoming),
                MAX_ROUNDS);
        return INTERNAL_ERROR;
    }

    private CallResult beginTask(Method method, IncomingRequest incoming, Map<String, JsonNode> answers) {
        Principal owner = incoming.caller().principal();
        Optional<Duration> ttl = Optional.ofNullable(
                        incoming.request().params().path("task").get("ttl"))
                .filter(JsonNode::isIntegralNumber)
                .filter(JsonNode::canConvertToLong)
                .map(node -> Duration.ofMillis(Math.max(0, node.longValue())));
        try {
            long size = Json.size(incoming.request().params());
            Task task = tasks.begin(owner, ttl, size, new Cancellation(worker), running -> {
                running.addAnswers(answers);
                return once(
                        method,
                        new RunningCall(incoming, Optional.of(running), running.cancellation(), running.answers()));
            });
            return new CallResult.TaskCreated(task);
        } catch (RpcException e) {
            return new CallResult.Failed(e.error());
        }
    }

    /** Runs the work once; whatever goes wrong becomes an outcome. */
    @SuppressWarnings("CatchingUnchecked")
    private static CallResult once(Method method, RunningCall call) {
        CallResult outcome;
        try {
            outcome = call.cancellation().during(() -> method.run(call));
        } catch (CallSuspendedException e) {
            outcome = INTERNAL_ERROR;
        } catch (RpcException e) {
            outcome = new CallResult.Failed(e.error());
        } catch (Exception | StackOverflowError | LinkageError e) {
            if (!call.cancellation().isCancelled()) {
                LOG.log(Level.WARNING, subject(call.incoming()) + " failed", e);
            }
            outcome = INTERNAL_ERROR;
        }
        Optional<CallResult> suspension = call.takeSuspension();
        if (call.cancellation().isTimedOut()) {
            return outcome;
        }
        return call.cancellation().isCancelled() ? cancelled(call.cancellation()) : suspension.orElse(outcome);
    }

    private static CallResult cancelled(Cancellation cancellation) {
        return cancellation.isStopped()
                ? new CallResult.Failed(
                        new RpcError(RpcError.INTERNAL_ERROR, "The server is stopping; try again later"))
                : new CallResult.Cancelled();
    }

    private static String subject(IncomingRequest incoming) {
        return SafeText.quoted(incoming.request().method());
    }
}
