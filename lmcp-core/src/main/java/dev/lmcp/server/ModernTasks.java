package dev.lmcp.server;

import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.text.SafeText;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tasks as the extension {@code io.modelcontextprotocol/tasks} shows them (SEP-2663). */
final class ModernTasks {

    private final TaskStore tasks;

    ModernTasks(TaskStore tasks) {
        this.tasks = tasks;
    }

    Map<String, Method> methods() {
        return Map.of("tasks/get", this::get, "tasks/update", this::update, "tasks/cancel", this::cancel);
    }

    private CallResult get(RunningCall call) {
        return call.incoming().taskSupport() == TaskSupport.NONE
                ? extensionNeeded()
                : new CallResult.Completed(detailed(find(call)));
    }

    private CallResult update(RunningCall call) {
        if (call.incoming().taskSupport() == TaskSupport.NONE) {
            return extensionNeeded();
        }
        Task task = find(call);
        ObjectNode responses = Json.object(call.params(), "inputResponses")
                .orElseThrow(() -> RpcException.invalidParams("'inputResponses' must be an object"));
        Map<String, JsonNode> answers = new HashMap<>();
        responses.forEachEntry(answers::put);
        tasks.answer(task, answers);
        return new CallResult.Completed(Json.object());
    }

    private CallResult cancel(RunningCall call) {
        if (call.incoming().taskSupport() == TaskSupport.NONE) {
            return extensionNeeded();
        }
        tasks.cancel(find(call));
        return new CallResult.Completed(Json.object());
    }

    private Task find(RunningCall call) {
        String id = Json.text(call.params(), "taskId")
                .orElseThrow(() -> RpcException.invalidParams("'taskId' must be a string"));
        return tasks.find(id, call.principal())
                .orElseThrow(() -> RpcException.invalidParams("Unknown task: " + SafeText.quoted(id)));
    }

    /** What a client is told that did not declare the extension. */
    static CallResult extensionNeeded() {
        ObjectNode required = Json.object();
        required.putObject("extensions").putObject(ModernEra.TASKS_EXTENSION);
        return new CallResult.CapabilityMissing(required);
    }

    /** A task as it is announced: how it stands, and nothing of what it holds. */
    static ObjectNode created(Task task) {
        Task.State state = task.state();
        return Json.object()
                .put("taskId", task.id())
                .put("status", state.status().name().toLowerCase(Locale.ROOT))
                .put("createdAt", task.created().toString())
                .put("lastUpdatedAt", state.updated().toString())
                .put("ttlMs", task.ttl().toMillis())
                .put("pollIntervalMs", TaskStore.POLL.toMillis());
    }

    /** A task with its questions, its result or its error. */
    static ObjectNode detailed(Task task) {
        ObjectNode node = created(task);
        Task.State state = task.state();
        node.put("status", state.status().name().toLowerCase(Locale.ROOT));
        if (!state.open().isEmpty()) {
            node.set("inputRequests", ModernRendering.inputRequests(state.open()));
        }
        state.result().ifPresent(result -> node.set("result", result.deepCopy().put("resultType", "complete")));
        state.error().ifPresent(error -> {
            ObjectNode shown = node.putObject("error");
            shown.put("code", error.code()).put("message", error.message());
            error.data().ifPresent(data -> shown.set("data", data));
        });
        return node;
    }
}
