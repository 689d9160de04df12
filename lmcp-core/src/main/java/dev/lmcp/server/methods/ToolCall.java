package dev.lmcp.server.methods;

import dev.lmcp.TaskMode;
import dev.lmcp.Tool;
import dev.lmcp.ToolAnnotations;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.server.auth.Target;
import dev.lmcp.server.base.Json;
import dev.lmcp.server.call.CallCounts;
import dev.lmcp.server.call.CallOutcome;
import dev.lmcp.server.call.CallResult;
import dev.lmcp.server.call.Operation;
import dev.lmcp.server.call.RunningCall;
import dev.lmcp.server.call.TaskSupport;
import dev.lmcp.text.SafeText;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One {@code tools/call}.
 *
 * @param name the name of the tool in the request, if there is one
 * @param tool the tool with this name at the arrival of the request, if there was one
 */
record ToolCall(Optional<String> name, Optional<Tool> tool, ToolRunner runner, CallCounts counts) implements Operation {

    /** Returns the target of a tool, for the scope rules. */
    static Target target(Tool tool) {
        return new Target(Target.Kind.TOOL, tool.name(), tool.scopes());
    }

    @Override
    public List<Target> targets() {
        return tool
                .map(ToolCall::target)
                .or(() -> name.map(unknown -> new Target(Target.Kind.TOOL, unknown, Set.of())))
                .stream()
                .toList();
    }

    /** An unknown tool is refused by what is in memory. */
    @Override
    public boolean isNonBlocking() {
        return tool.map(Tool::isNonBlocking).orElse(true);
    }

    /** The annotation {@code idempotentHint} says that a second run changes nothing more. */
    @Override
    public boolean isRepeatable() {
        return tool.flatMap(Tool::annotations)
                .filter(ToolAnnotations::isIdempotent)
                .isPresent();
    }

    @Override
    public void refused(CallOutcome outcome) {
        tool.ifPresentOrElse(known -> counts.count(known, outcome), () -> counts.countUnknown(outcome));
    }

    @Override
    public CallResult run(RunningCall call) throws Exception {
        String requestedName =
                name.orElseThrow(() -> RpcException.invalidParams("'name' must be a string: the tool to call"));
        if (tool.isEmpty()) {
            counts.countUnknown(CallOutcome.REFUSED);
            throw RpcException.invalidParams("Unknown tool: " + SafeText.quoted(requestedName));
        }
        return run(tool.get(), call);
    }

    private CallResult run(Tool found, RunningCall call) throws Exception {
        JsonNode arguments = call.params().path("arguments");
        if (!arguments.isMissingNode() && !arguments.isObject()) {
            counts.count(found, CallOutcome.INVALID_ARGUMENTS);
            throw RpcException.invalidParams("'arguments' must be an object");
        }
        Optional<CallResult> taskResult = taskResult(found, call);
        if (taskResult.isPresent()) {
            boolean isTask = taskResult.get() instanceof CallResult.ContinueAsTask;
            counts.count(found, isTask ? CallOutcome.SUSPENDED : CallOutcome.REFUSED);
            return taskResult.get();
        }
        ObjectNode argumentsObject = arguments instanceof ObjectNode object ? object : Json.object();
        return new CallResult.Completed(ContentJson.of(runner.run(found, argumentsObject, call)));
    }

    /** Returns the result if the tool does not run in this call: it runs as a task, or the modes do not match. */
    private static Optional<CallResult> taskResult(Tool tool, RunningCall call) {
        TaskMode mode = tool.taskMode();
        TaskSupport support = call.request().taskSupport();
        if (call.isTask()) {
            return Optional.empty();
        }
        if (mode == TaskMode.REQUIRED && support == TaskSupport.NONE) {
            return Optional.of(call.request().taskRequired());
        }
        if (mode == TaskMode.NEVER && support == TaskSupport.REQUESTED) {
            return Optional.of(new CallResult.Failed(new RpcError(
                    RpcError.METHOD_NOT_FOUND, "Tool " + SafeText.quoted(tool.name()) + " does not run as a task")));
        }
        boolean startsAsTask = mode == TaskMode.REQUIRED
                || (mode == TaskMode.OPTIONAL && support != TaskSupport.NONE)
                || (mode == TaskMode.DEFERRED && support == TaskSupport.REQUESTED);
        return startsAsTask ? Optional.of(new CallResult.ContinueAsTask()) : Optional.empty();
    }
}
