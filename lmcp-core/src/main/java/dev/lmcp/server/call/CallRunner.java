package dev.lmcp.server.call;

import dev.lmcp.Principal;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.server.base.FatalErrors;
import dev.lmcp.server.base.Json;
import dev.lmcp.text.SafeText;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import tools.jackson.databind.JsonNode;

/** Runs an operation as often as its questions need, or hands it over to a task. */
public final class CallRunner {

    /** What a caller is told of a fault that the log has. */
    static final CallResult INTERNAL_ERROR = new CallResult.Failed(
            new RpcError(RpcError.INTERNAL_ERROR, "Internal error; the server's log has the reason"));

    private static final System.Logger LOG = System.getLogger("dev.lmcp.calls");

    /** A handler that asks ever new questions is at fault; no honest one needs more rounds than this. */
    private static final int MAX_ROUNDS = 32;

    private final TaskRunner tasks;
    private final Executor worker;

    public CallRunner(TaskRunner tasks, Executor worker) {
        this.tasks = tasks;
        this.worker = worker;
    }

    /** Runs the operation; what its handler still says afterwards is dropped. */
    CallResult run(Operation operation, IncomingRequest incoming, Cancellation cancellation) {
        RunningCall call = new RunningCall(incoming, Optional.empty(), cancellation, incoming.answers());
        try {
            return rounds(operation, incoming, call);
        } finally {
            call.end();
        }
    }

    private CallResult rounds(Operation operation, IncomingRequest incoming, RunningCall call) {
        Cancellation cancellation = call.cancellation();
        if (cancellation.isCancelled()) {
            return new CallResult.Cancelled();
        }
        for (int round = 0; round < MAX_ROUNDS; round++) {
            CallResult outcome = once(operation, call);
            if (outcome instanceof CallResult.ContinueAsTask) {
                return beginTask(operation, incoming, call.answers());
            }
            if (!(outcome instanceof CallResult.InputRequired required)) {
                return outcome;
            }
            Optional<Map<String, JsonNode>> answers;
            try {
                answers = incoming.ask(cancellation, required.questions());
            } catch (RpcException e) {
                // a cancellation ends the wait as well, and a cancelled call has no response
                return cancellation.isCancelled() ? cancelled(cancellation) : new CallResult.Failed(e.error());
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

    private CallResult beginTask(Operation operation, IncomingRequest incoming, Map<String, JsonNode> answers) {
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
                        operation,
                        new RunningCall(incoming, Optional.of(running), running.cancellation(), running.answers()));
            });
            return new CallResult.TaskCreated(task);
        } catch (RpcException e) {
            return new CallResult.Failed(e.error());
        }
    }

    /** Runs the operation once; whatever goes wrong becomes an outcome. */
    @SuppressWarnings("CatchingUnchecked")
    private static CallResult once(Operation operation, RunningCall call) {
        CallResult outcome;
        try {
            outcome = call.cancellation().during(() -> operation.run(call));
        } catch (CallSuspendedException e) {
            outcome = INTERNAL_ERROR;
        } catch (RpcException e) {
            outcome = new CallResult.Failed(e.error());
        } catch (Exception | Error e) {
            FatalErrors.rethrow(e);
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
