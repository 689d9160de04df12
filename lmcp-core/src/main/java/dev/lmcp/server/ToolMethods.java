package dev.lmcp.server;

import dev.lmcp.InvalidInputException;
import dev.lmcp.TaskMode;
import dev.lmcp.Tool;
import dev.lmcp.ToolException;
import dev.lmcp.ToolResult;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.jsonrpc.RpcException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code tools/list} and {@code tools/call}. */
final class ToolMethods {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.calls");

    private final Catalog catalog;
    private final Pages pages;
    private final ScheduledExecutorService scheduler;
    private final Duration defaultLimit;

    ToolMethods(Catalog catalog, Pages pages, ScheduledExecutorService scheduler, Duration defaultLimit) {
        this.catalog = catalog;
        this.pages = pages;
        this.scheduler = scheduler;
        this.defaultLimit = defaultLimit;
    }

    /** {@code tools/list}. */
    Method list() {
        return call -> pages.of(call, catalog.tools(), "tools", tool -> Optional.of(target(tool)), Definitions::of);
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
        Tool tool = catalog.tools()
                .find(name)
                .orElseThrow(() -> RpcException.invalidParams("Unknown tool: " + Shown.of(name)));
        JsonNode arguments = call.params().path("arguments");
        if (!arguments.isMissingNode() && !arguments.isObject()) {
            throw RpcException.invalidParams("'arguments' must be an object");
        }
        Optional<Outcome> otherwise = taskOutcome(tool, call);
        if (otherwise.isPresent()) {
            return otherwise.get();
        }
        ObjectNode given = arguments instanceof ObjectNode object ? object : Json.object();
        return new Outcome.Completed(Contents.of(withinLimit(tool, given, call)));
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

    private ToolResult withinLimit(Tool tool, ObjectNode arguments, RunningCall call) throws Exception {
        Duration limit = tool.timeLimit().orElse(defaultLimit);
        if (limit.isZero()) {
            return call(tool, arguments, call);
        }
        Future<?> alarm = scheduler.schedule(call.cancellation()::timeOut, limit.toMillis(), TimeUnit.MILLISECONDS);
        try {
            ToolResult result = call(tool, arguments, call);
            return call.cancellation().isTimedOut() ? overdue(limit) : result;
        } catch (Suspended e) {
            if (call.cancellation().isTimedOut()) {
                return overdue(limit);
            }
            throw e;
        } finally {
            alarm.cancel(false);
        }
    }

    private static ToolResult overdue(Duration limit) {
        return ToolResult.error("The tool ran longer than " + limit.toMillis() + " ms and was stopped");
    }

    /** Runs the handler; its failures become results that the model can read, without internal text. */
    private static ToolResult call(Tool tool, ObjectNode arguments, RunningCall call) throws Exception {
        try {
            return tool.call(arguments, call);
        } catch (Suspended | RpcException e) {
            throw e;
        } catch (InvalidInputException e) {
            return ToolResult.error("Invalid arguments: " + String.join("; ", e.problems()));
        } catch (ToolException e) {
            if (e.getCause() != null && !call.cancelled()) {
                LOG.log(Level.INFO, "tool " + tool.name() + " failed: " + e.reason(), e.getCause());
            }
            return ToolResult.error(e.reason());
        } catch (Exception | StackOverflowError | LinkageError e) {
            if (call.cancelled()) {
                return ToolResult.error("The call was cancelled");
            }
            String incident = Incident.id();
            LOG.log(Level.WARNING, "tool " + tool.name() + " failed, incident " + incident, e);
            return ToolResult.error("The tool failed; the server's log has the reason under incident " + incident);
        }
    }
}
