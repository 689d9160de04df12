package dev.lmcp.server;

import dev.lmcp.TaskMode;
import dev.lmcp.Tool;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.jsonrpc.RpcException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code tools/list} and {@code tools/call}. */
final class ToolMethods {

    private final Catalog catalog;
    private final Pages pages;
    private final ToolRunner runner;
    private final CallCounts counts;

    ToolMethods(Catalog catalog, Pages pages, ToolRunner runner, CallCounts counts) {
        this.catalog = catalog;
        this.pages = pages;
        this.runner = runner;
        this.counts = counts;
    }

    /** {@code tools/list}. */
    Method list() {
        return call -> pages.of(call, catalog.tools(), "tools", ToolMethods::target, Definitions::of);
    }

    /** {@code tools/call}. */
    Method call() {
        return new Method() {
            @Override
            public List<Target> admit(Inquiry inquiry) {
                Optional<String> name = Json.text(inquiry.request().params(), "name");
                if (name.isEmpty()) {
                    return List.of();
                }
                Optional<Tool> tool = catalog.tools().find(name.get());
                tool.ifPresent(inquiry::admitTool);
                return List.of(
                        tool.isPresent() ? target(tool.get()) : new Target(Target.Kind.TOOL, name.get(), Set.of()));
            }

            @Override
            public Outcome run(RunningCall call) throws Exception {
                return callTool(call);
            }
        };
    }

    private static Target target(Tool tool) {
        return new Target(Target.Kind.TOOL, tool.name(), tool.scopes());
    }

    private Outcome callTool(RunningCall call) throws Exception {
        String name = Json.text(call.params(), "name")
                .orElseThrow(() -> RpcException.invalidParams("'name' must be a string: the tool to call"));
        Tool tool = catalog.tools().find(name).orElseThrow(() -> unknown(name));
        JsonNode arguments = call.params().path("arguments");
        if (!arguments.isMissingNode() && !arguments.isObject()) {
            counts.count(tool, CallOutcome.INVALID);
            throw RpcException.invalidParams("'arguments' must be an object");
        }
        Optional<Outcome> otherwise = taskOutcome(tool, call);
        if (otherwise.isPresent()) {
            boolean begins = otherwise.get() instanceof Outcome.TaskWanted;
            counts.count(tool, begins ? CallOutcome.SUSPENDED : CallOutcome.REFUSED);
            return otherwise.get();
        }
        ObjectNode given = arguments instanceof ObjectNode object ? object : Json.object();
        return new Outcome.Completed(Contents.of(runner.run(tool, given, call)));
    }

    private RpcException unknown(String name) {
        counts.countUnknown();
        return RpcException.invalidParams("Unknown tool: " + Shown.of(name));
    }

    /** What happens instead of running the tool right here, where it is to run as a task or cannot run otherwise. */
    private static Optional<Outcome> taskOutcome(Tool tool, RunningCall call) {
        TaskMode mode = tool.taskMode();
        TaskWish wish = call.inquiry().taskWish();
        if (call.isTask()) {
            return Optional.empty();
        }
        if (mode == TaskMode.REQUIRED && wish == TaskWish.NONE) {
            return Optional.of(call.inquiry().taskNeeded());
        }
        if (mode == TaskMode.NEVER && wish == TaskWish.WANTED) {
            return Optional.of(new Outcome.Failed(new RpcError(
                    RpcError.METHOD_NOT_FOUND, "Tool " + Shown.of(tool.name()) + " does not run as a task")));
        }
        boolean atOnce = mode == TaskMode.REQUIRED
                || (mode == TaskMode.OPTIONAL && wish != TaskWish.NONE)
                || (mode == TaskMode.DEFERRED && wish == TaskWish.WANTED);
        return atOnce ? Optional.of(new Outcome.TaskWanted()) : Optional.empty();
    }
}
