package dev.lmcp.server.modern;

import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.server.base.Json;
import dev.lmcp.server.call.CallResult;
import dev.lmcp.server.call.Method;
import dev.lmcp.server.call.RunningCall;
import dev.lmcp.server.call.Task;
import dev.lmcp.server.call.TaskSupport;
import dev.lmcp.server.call.Tasks;
import dev.lmcp.server.methods.TaskParameter;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The methods of the extension {@code io.modelcontextprotocol/tasks} (SEP-2663). */
final class ModernTasks {

    /** The name of the extension in capabilities. */
    static final String EXTENSION = "io.modelcontextprotocol/tasks";

    private final Tasks tasks;

    ModernTasks(Tasks tasks) {
        this.tasks = tasks;
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
                : new CallResult.Completed(ModernJson.detailed(TaskParameter.find(tasks, call)));
    }

    private CallResult update(RunningCall call) {
        if (call.request().taskSupport() == TaskSupport.NONE) {
            return extensionRequired();
        }
        Task task = TaskParameter.find(tasks, call);
        ObjectNode responses = Json.object(call.params(), "inputResponses")
                .orElseThrow(() -> RpcException.invalidParams("'inputResponses' must be an object"));
        Map<String, JsonNode> answers = new HashMap<>();
        responses.forEachEntry(answers::put);
        tasks.answer(task, answers);
        return new CallResult.Completed(Json.object());
    }

    private CallResult cancel(RunningCall call) {
        if (call.request().taskSupport() == TaskSupport.NONE) {
            return extensionRequired();
        }
        tasks.cancel(TaskParameter.find(tasks, call));
        return new CallResult.Completed(Json.object());
    }

    /** Returns the result for a client that did not declare the extension. */
    static CallResult extensionRequired() {
        ObjectNode required = Json.object();
        required.putObject("extensions").putObject(EXTENSION);
        return new CallResult.CapabilityMissing(required);
    }
}
