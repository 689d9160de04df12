package dev.lmcp.server.modern;

import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.server.base.Json;
import dev.lmcp.server.call.CallResult;
import dev.lmcp.server.call.Method;
import dev.lmcp.server.call.RunningCall;
import dev.lmcp.server.call.Task;
import dev.lmcp.server.call.TaskRegistry;
import dev.lmcp.server.call.TaskRunner;
import dev.lmcp.server.call.TaskSupport;
import dev.lmcp.text.SafeText;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tasks as the extension {@code io.modelcontextprotocol/tasks} shows them (SEP-2663). */
final class ModernTasks {

    /** The name by which clients and servers declare the extension. */
    static final String EXTENSION = "io.modelcontextprotocol/tasks";

    private final TaskRegistry tasks;
    private final TaskRunner runner;

    ModernTasks(TaskRegistry tasks, TaskRunner runner) {
        this.tasks = tasks;
        this.runner = runner;
    }

    Map<String, Method> methods() {
        return Map.of(
                "tasks/get", Method.of(this::get),
                "tasks/update", Method.of(this::update),
                "tasks/cancel", Method.of(this::cancel));
    }

    private CallResult get(RunningCall call) {
        return call.request().taskSupport() == TaskSupport.NONE
                ? extensionRequired()
                : new CallResult.Completed(ModernJson.detailed(find(call)));
    }

    private CallResult update(RunningCall call) {
        if (call.request().taskSupport() == TaskSupport.NONE) {
            return extensionRequired();
        }
        Task task = find(call);
        ObjectNode responses = Json.object(call.params(), "inputResponses")
                .orElseThrow(() -> RpcException.invalidParams("'inputResponses' must be an object"));
        Map<String, JsonNode> answers = new HashMap<>();
        responses.forEachEntry(answers::put);
        runner.answer(task, answers);
        return new CallResult.Completed(Json.object());
    }

    private CallResult cancel(RunningCall call) {
        if (call.request().taskSupport() == TaskSupport.NONE) {
            return extensionRequired();
        }
        runner.cancel(find(call));
        return new CallResult.Completed(Json.object());
    }

    private Task find(RunningCall call) {
        String id = Json.text(call.params(), "taskId")
                .orElseThrow(() -> RpcException.invalidParams("'taskId' must be a string"));
        return tasks.find(id, call.principal())
                .orElseThrow(() -> RpcException.invalidParams("Unknown task: " + SafeText.quoted(id)));
    }

    /** The result for a client that did not declare the extension. */
    static CallResult extensionRequired() {
        ObjectNode required = Json.object();
        required.putObject("extensions").putObject(EXTENSION);
        return new CallResult.CapabilityMissing(required);
    }
}
