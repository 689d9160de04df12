package dev.lmcp.server.call;

import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.server.base.FatalErrors;
import dev.lmcp.server.base.HttpResponses;
import dev.lmcp.server.base.ServerErrors;
import dev.lmcp.spi.ClusterUnavailableException;
import dev.lmcp.text.SafeText;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Runs an operation. Runs it again after each round of answers, or continues it as a task. */
public final class CallRunner {

    /** The result for a failure whose reason only the log has. */
    static final CallResult INTERNAL_ERROR = new CallResult.Failed(RpcError.internalError());

    private static final System.Logger LOG = System.getLogger("dev.lmcp.calls");

    /** The maximum number of rounds. A handler that asks more often has a fault. */
    private static final int MAX_ROUNDS = 32;

    private final Tasks tasks;
    private final Runnable onUnavailable;

    /**
     * Creates the runner.
     *
     * @param onUnavailable runs if a request is refused, as the other nodes cannot be reached
     */
    public CallRunner(Tasks tasks, Runnable onUnavailable) {
        this.tasks = tasks;
        this.onUnavailable = onUnavailable;
    }

    /** Runs the operation. Messages that its handler sends after the end are dropped. */
    CallResult run(Operation operation, IncomingRequest request, Cancellation cancellation) {
        RunningCall call = new RunningCall(request, false, cancellation, request.answers());
        try {
            return runRounds(operation, request, call);
        } finally {
            call.end();
        }
    }

    private CallResult runRounds(Operation operation, IncomingRequest request, RunningCall call) {
        Cancellation cancellation = call.cancellation();
        if (cancellation.isCancelled()) {
            return new CallResult.Cancelled();
        }
        for (int round = 0; round < MAX_ROUNDS; round++) {
            CallResult result = runOnce(operation, call, onUnavailable);
            if (result instanceof CallResult.ContinueAsTask) {
                return startTask(operation, request, call.answers());
            }
            if (!(result instanceof CallResult.InputRequired required)) {
                return result;
            }
            Optional<Map<String, JsonNode>> answers;
            try {
                answers = request.ask(cancellation, required.questions());
            } catch (RpcException e) {
                // a cancellation ends the wait as well, and a cancelled call has no response
                return cancellation.isCancelled() ? cancelled(cancellation) : new CallResult.Failed(e.error());
            }
            if (cancellation.isCancelled()) {
                return cancelled(cancellation);
            }
            if (answers.isEmpty()) {
                return result;
            }
            call.addAnswers(answers.get());
        }
        LOG.log(Level.WARNING, "{0} asked more than {1} rounds of questions in one call", subject(request), MAX_ROUNDS);
        return INTERNAL_ERROR;
    }

    private CallResult startTask(Operation operation, IncomingRequest request, Map<String, JsonNode> answers) {
        try {
            return new CallResult.TaskCreated(tasks.start(operation, request, answers));
        } catch (RpcException e) {
            return new CallResult.Failed(e.error());
        } catch (ClusterUnavailableException e) {
            onUnavailable.run();
            return new CallResult.Refused(HttpResponses.busy());
        }
    }

    /** Returns the TTL that a request asks for its task, if it asks for one. */
    public static Optional<Duration> requestedTtl(IncomingRequest request) {
        return Optional.ofNullable(request.message().params().path("task").get("ttl"))
                .filter(JsonNode::isIntegralNumber)
                .filter(JsonNode::canConvertToLong)
                .map(node -> Duration.ofMillis(Math.max(0, node.longValue())));
    }

    /** Runs the operation of a task once, with the answers so far. Every failure becomes a result. */
    public static CallResult runTask(
            Operation operation, IncomingRequest request, Cancellation cancellation, Map<String, JsonNode> answers) {
        return runOnce(operation, new RunningCall(request, true, cancellation, answers), () -> {});
    }

    /** Runs the operation once. Every failure becomes a result. */
    @SuppressWarnings("CatchingUnchecked")
    private static CallResult runOnce(Operation operation, RunningCall call, Runnable onUnavailable) {
        CallResult result;
        try {
            result = call.cancellation().during(() -> operation.run(call));
        } catch (CallSuspendedException e) {
            result = INTERNAL_ERROR;
        } catch (RpcException e) {
            result = new CallResult.Failed(e.error());
        } catch (ClusterUnavailableException e) {
            onUnavailable.run();
            result = new CallResult.Refused(HttpResponses.busy());
        } catch (Exception | Error e) {
            FatalErrors.rethrow(e);
            if (!call.cancellation().isCancelled()) {
                LOG.log(Level.WARNING, subject(call.request()) + " failed", e);
            }
            result = INTERNAL_ERROR;
        }
        Optional<CallResult> suspension = call.takeSuspension();
        if (call.cancellation().isTimedOut()) {
            return result;
        }
        return call.cancellation().isCancelled() ? cancelled(call.cancellation()) : suspension.orElse(result);
    }

    private static CallResult cancelled(Cancellation cancellation) {
        return cancellation.isStopped() ? new CallResult.Failed(ServerErrors.STOPPING) : new CallResult.Cancelled();
    }

    private static String subject(IncomingRequest request) {
        return SafeText.quoted(request.message().method());
    }
}
