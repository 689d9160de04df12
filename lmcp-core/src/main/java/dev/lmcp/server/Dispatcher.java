package dev.lmcp.server;

import dev.lmcp.Principal;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.spi.Exchange;
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
    private static final Outcome INTERNAL_ERROR = new Outcome.Failed(
            new RpcError(RpcError.INTERNAL_ERROR, "Internal error; the server's log has the reason"));

    /** A handler that asks ever new questions is at fault; no honest one needs more rounds than this. */
    private static final int MOST_ROUNDS = 32;

    private final ScopePolicy scopes;
    private final AuthChain auth;
    private final CallGate gate;
    private final PerCaller perCaller;
    private final CallCounts counts;
    private final Executor worker;
    private final TaskStore tasks;
    private final Set<Cancellation> running = ConcurrentHashMap.newKeySet();

    Dispatcher(
            ScopePolicy scopes,
            AuthChain auth,
            CallGate gate,
            PerCaller perCaller,
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
    void dispatch(Inquiry inquiry) {
        Optional<Method> found = inquiry.method();
        if (found.isEmpty()) {
            inquiry.finish(new Outcome.Failed(new RpcError(
                    RpcError.METHOD_NOT_FOUND,
                    "Method not found: " + Shown.of(inquiry.request().method()))));
            return;
        }
        Method method = found.get();
        try {
            Optional<Exchange.Response> refusal = refusal(inquiry.caller(), List.of(inquiry));
            if (refusal.isPresent()) {
                counts.turnedAway(inquiry, CallOutcome.REFUSED);
                inquiry.reply().refuse(refusal.get());
                return;
            }
        } catch (RpcException e) {
            counts.turnedAway(inquiry, CallOutcome.REFUSED);
            inquiry.finish(new Outcome.Failed(e.error()));
            return;
        }
        Optional<Exchange.Response> full = takePlace(inquiry.caller().principal());
        if (full.isPresent()) {
            counts.turnedAway(inquiry, CallOutcome.BUSY);
            inquiry.reply().refuse(full.get());
            return;
        }
        try {
            run(method, inquiry);
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
    Optional<Exchange.Response> refusal(AuthChain.Outcome.Admitted caller, List<? extends Inquiry> inquiries) {
        List<ScopeDemand> demands = new ArrayList<>();
        for (Inquiry inquiry : inquiries) {
            String method = inquiry.request().method();
            List<Target> targets =
                    inquiry.method().map(found -> found.admit(inquiry)).orElse(List.of());
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

    private void run(Method method, Inquiry inquiry) {
        Cancellation cancellation = new Cancellation(worker);
        Outcome outcome = INTERNAL_ERROR;
        try {
            inquiry.begin(cancellation);
            running.add(cancellation);
            outcome = work(method, inquiry, cancellation);
        } finally {
            running.remove(cancellation);
            perCaller.leave(inquiry.caller().principal());
            gate.giveBackPlace();
            inquiry.finish(outcome);
        }
    }

    /** Ends every call that still runs, as the server stops; their callers are told. */
    void stopAll() {
        running.forEach(Cancellation::stop);
    }

    private Outcome work(Method method, Inquiry inquiry, Cancellation cancellation) {
        RunningCall call = new RunningCall(inquiry, Optional.empty(), cancellation, inquiry.answers());
        try {
            return rounds(method, inquiry, call);
        } finally {
            call.end();
        }
    }

    private Outcome rounds(Method method, Inquiry inquiry, RunningCall call) {
        Cancellation cancellation = call.cancellation();
        if (cancellation.isCancelled()) {
            return new Outcome.Cancelled();
        }
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Outcome outcome = once(method, call);
            if (outcome instanceof Outcome.TaskWanted) {
                return beginTask(method, inquiry, call.answers());
            }
            if (!(outcome instanceof Outcome.InputRequired required)) {
                return outcome;
            }
            Optional<Map<String, JsonNode>> answers;
            try {
                answers = inquiry.ask(cancellation, required.questions());
            } catch (RpcException e) {
                return new Outcome.Failed(e.error());
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
                subject(inquiry),
                MOST_ROUNDS);
        return INTERNAL_ERROR;
    }

    private Outcome beginTask(Method method, Inquiry inquiry, Map<String, JsonNode> answers) {
        Principal owner = inquiry.caller().principal();
        Optional<Duration> ttl = Optional.ofNullable(
                        inquiry.request().params().path("task").get("ttl"))
                .filter(JsonNode::isIntegralNumber)
                .filter(JsonNode::canConvertToLong)
                .map(node -> Duration.ofMillis(Math.max(0, node.longValue())));
        try {
            long size = Json.size(inquiry.request().params());
            Task task = tasks.begin(owner, ttl, size, new Cancellation(worker), running -> {
                running.addAnswers(answers);
                return once(
                        method,
                        new RunningCall(inquiry, Optional.of(running), running.cancellation(), running.answers()));
            });
            return new Outcome.TaskCreated(task);
        } catch (RpcException e) {
            return new Outcome.Failed(e.error());
        }
    }

    /** Runs the work once; whatever goes wrong becomes an outcome. */
    @SuppressWarnings("CatchingUnchecked")
    private static Outcome once(Method method, RunningCall call) {
        Outcome outcome;
        try {
            outcome = call.cancellation().during(() -> method.run(call));
        } catch (Suspended e) {
            outcome = INTERNAL_ERROR;
        } catch (RpcException e) {
            outcome = new Outcome.Failed(e.error());
        } catch (Exception | StackOverflowError | LinkageError e) {
            if (!call.cancellation().isCancelled()) {
                LOG.log(Level.WARNING, subject(call.inquiry()) + " failed", e);
            }
            outcome = INTERNAL_ERROR;
        }
        Optional<Outcome> suspension = call.takeSuspension();
        if (call.cancellation().isTimedOut()) {
            return outcome;
        }
        return call.cancellation().isCancelled() ? cancelled(call.cancellation()) : suspension.orElse(outcome);
    }

    private static Outcome cancelled(Cancellation cancellation) {
        return cancellation.isStopped()
                ? new Outcome.Failed(new RpcError(RpcError.INTERNAL_ERROR, "The server is stopping; try again later"))
                : new Outcome.Cancelled();
    }

    private static String subject(Inquiry inquiry) {
        return Shown.of(inquiry.request().method());
    }
}
