package dev.lmcp.server.methods;

import dev.lmcp.InvalidInputException;
import dev.lmcp.Tool;
import dev.lmcp.ToolException;
import dev.lmcp.ToolResult;
import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.schema.KnownMembers;
import dev.lmcp.server.base.FatalErrors;
import dev.lmcp.server.base.Incident;
import dev.lmcp.server.base.NamePattern;
import dev.lmcp.server.base.ToolTimeouts;
import dev.lmcp.server.call.CallCounts;
import dev.lmcp.server.call.CallOutcome;
import dev.lmcp.server.call.CallSuspendedException;
import dev.lmcp.server.call.RunningCall;
import dev.lmcp.spi.ToolFailure;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Runs tools with their timeouts. Failures become results for the model. Counts the outcomes. */
final class ToolRunner {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.calls");

    private static final NonBlockingCheck CHECK = new NonBlockingCheck(LOG);

    private final ScheduledExecutorService scheduler;
    private final ToolTimeouts times;
    private final List<NamePattern> tolerant;
    private final CallCounts counts;
    private final Consumer<ToolFailure> failures;

    /** The outcome and the result of a run. */
    private record Run(CallOutcome outcome, ToolResult result) {}

    ToolRunner(
            ScheduledExecutorService scheduler,
            ToolTimeouts times,
            List<NamePattern> tolerant,
            CallCounts counts,
            Consumer<ToolFailure> failures) {
        this.scheduler = scheduler;
        this.times = times;
        this.tolerant = List.copyOf(tolerant);
        this.counts = counts;
        this.failures = failures;
    }

    /** Runs a tool once. */
    ToolResult run(Tool tool, ObjectNode arguments, RunningCall call) throws Exception {
        CallOutcome outcome = CallOutcome.EXCEPTION;
        try {
            Run run = runWithTimeout(tool, accepted(tool, arguments), call);
            outcome = run.outcome();
            return run.result();
        } catch (CallSuspendedException e) {
            outcome = CallOutcome.SUSPENDED;
            throw e;
        } catch (RpcException e) {
            outcome = CallOutcome.REFUSED;
            throw e;
        } finally {
            boolean isCancelled = outcome != CallOutcome.TIMED_OUT && call.isCancelled();
            counts.count(tool, isCancelled ? CallOutcome.CANCELLED : outcome);
        }
    }

    /** Returns the arguments without those that a tolerant tool ignores. */
    private JsonNode accepted(Tool tool, ObjectNode arguments) {
        boolean isTolerant = tolerant.stream().anyMatch(names -> names.matches(tool.name()));
        return isTolerant ? KnownMembers.only(tool.inputSchema(), arguments) : arguments;
    }

    private Run runWithTimeout(Tool tool, JsonNode arguments, RunningCall call) throws Exception {
        Optional<Duration> limit = times.of(tool);
        if (limit.isEmpty()) {
            return call(tool, arguments, call);
        }
        Future<?> timeout =
                scheduler.schedule(call.cancellation()::timeOut, limit.get().toMillis(), TimeUnit.MILLISECONDS);
        try {
            Run run = call(tool, arguments, call);
            return call.cancellation().isTimedOut() ? timedOut(limit.get()) : run;
        } catch (CallSuspendedException e) {
            if (call.cancellation().isTimedOut()) {
                return timedOut(limit.get());
            }
            throw e;
        } finally {
            timeout.cancel(false);
        }
    }

    private static Run timedOut(Duration limit) {
        String text = "The tool ran longer than " + limit.toMillis() + " ms and was stopped";
        return new Run(CallOutcome.TIMED_OUT, ToolResult.error(text));
    }

    /** Runs the handler. Its failures become results for the model, without internal text. */
    private Run call(Tool tool, JsonNode arguments, RunningCall call) throws Exception {
        try {
            ToolResult result = CHECK.run(tool, () -> tool.call(arguments, call));
            return new Run(result.isError() ? CallOutcome.TOOL_ERROR : CallOutcome.COMPLETED, result);
        } catch (CallSuspendedException | RpcException e) {
            throw e;
        } catch (InvalidInputException e) {
            report(tool, call, e);
            String text = "Invalid arguments: " + String.join("; ", e.problems());
            return new Run(CallOutcome.INVALID_ARGUMENTS, ToolResult.error(text));
        } catch (ToolException e) {
            report(tool, call, e);
            if (e.getCause() != null && !call.isCancelled()) {
                LOG.log(Level.INFO, "tool " + tool.name() + " failed: " + e.reason(), e.getCause());
            }
            return new Run(CallOutcome.TOOL_ERROR, ToolResult.error(e.reason()));
        } catch (Exception | Error e) {
            FatalErrors.rethrow(e);
            report(tool, call, e);
            if (call.isCancelled()) {
                return new Run(CallOutcome.CANCELLED, ToolResult.error("The call was cancelled"));
            }
            String incident = Incident.id();
            LOG.log(Level.WARNING, "tool " + tool.name() + " failed, incident " + incident, e);
            String text = "The tool failed; the server's log has the reason under incident " + incident;
            return new Run(CallOutcome.EXCEPTION, ToolResult.error(text));
        }
    }

    /** Tells the observers. A fault of theirs must not change the result of the call. */
    private void report(Tool tool, RunningCall call, Throwable thrown) {
        try {
            failures.accept(new ToolFailure(tool, call, thrown));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "an observer of the failures of tools failed itself", e);
        }
    }
}
