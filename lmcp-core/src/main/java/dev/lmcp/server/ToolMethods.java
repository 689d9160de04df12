package dev.lmcp.server;

import dev.lmcp.TaskMode;
import dev.lmcp.Tool;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.text.SafeText;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code tools/list} and {@code tools/call}. */
final class ToolMethods {

    private final Catalog catalog;
    private final Paginator pages;
    private final ToolRunner runner;
    private final CallCounts counts;

    ToolMethods(Catalog catalog, Paginator pages, ToolRunner runner, CallCounts counts) {
        this.catalog = catalog;
        this.pages = pages;
        this.runner = runner;
        this.counts = counts;
    }

    /** {@code tools/list}. */
    Method list() {
        return call -> pages.of(call, catalog.tools(), "tools", ToolMethods::target, DefinitionJson::of);
    }

    /** {@code tools/call}. */
    Method call() {
        return new Method() {
            @Override
            public List<Target> admit(IncomingRequest incoming) {
                Optional<String> name = Json.text(incoming.request().params(), "name");
                if (name.isEmpty()) {
                    return List.of();
                }
                Optional<Tool> tool = catalog.tools().find(name.get());
                tool.ifPresent(incoming::admitTool);
                return List.of(
                        tool.isPresent() ? target(tool.get()) : new Target(Target.Kind.TOOL, name.get(), Set.of()));
            }

            @Override
            public CallResult run(RunningCall call) throws Exception {
                return callTool(call);
            }
        };
    }

    private static Target target(Tool tool) {
        return new Target(Target.Kind.TOOL, tool.name(), tool.scopes());
    }

    private CallResult callTool(RunningCall call) throws Exception {
        String name = Json.text(call.params(), "name")
                .orElseThrow(() -> RpcException.invalidParams("'name' must be a string: the tool to call"));
        Tool tool = catalog.tools().find(name).orElseThrow(() -> unknown(name));
        JsonNode arguments = call.params().path("arguments");
        if (!arguments.isMissingNode() && !arguments.isObject()) {
            counts.count(tool, CallOutcome.INVALID_ARGUMENTS);
            throw RpcException.invalidParams("'arguments' must be an object");
        }
        Optional<CallResult> otherwise = taskOutcome(tool, call);
        if (otherwise.isPresent()) {
            boolean begins = otherwise.get() instanceof CallResult.ContinueAsTask;
            counts.count(tool, begins ? CallOutcome.SUSPENDED : CallOutcome.REFUSED);
            return otherwise.get();
        }
        ObjectNode given = arguments instanceof ObjectNode object ? object : Json.object();
        return new CallResult.Completed(ContentJson.of(runner.run(tool, given, call)));
    }

    private RpcException unknown(String name) {
        counts.countUnknown();
        return RpcException.invalidParams("Unknown tool: " + SafeText.quoted(name));
    }

    /** What happens instead of running the tool right here, where it is to run as a task or cannot run otherwise. */
    private static Optional<CallResult> taskOutcome(Tool tool, RunningCall call) {
        TaskMode mode = tool.taskMode();
        TaskSupport wish = call.incoming().taskSupport();
        if (call.isTask()) {
            return Optional.empty();
        }
        if (mode == TaskMode.REQUIRED && wish == TaskSupport.NONE) {
            return Optional.of(call.incoming().taskNeeded());
        }
        if (mode == TaskMode.NEVER && wish == TaskSupport.REQUESTED) {
            return Optional.of(new CallResult.Failed(new RpcError(
                    RpcError.METHOD_NOT_FOUND, "Tool " + SafeText.quoted(tool.name()) + " does not run as a task")));
        }
        boolean atOnce = mode == TaskMode.REQUIRED
                || (mode == TaskMode.OPTIONAL && wish != TaskSupport.NONE)
                || (mode == TaskMode.DEFERRED && wish == TaskSupport.REQUESTED);
        return atOnce ? Optional.of(new CallResult.ContinueAsTask()) : Optional.empty();
    }
}
