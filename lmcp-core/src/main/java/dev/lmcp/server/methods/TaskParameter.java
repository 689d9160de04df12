package dev.lmcp.server.methods;

import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.server.base.Json;
import dev.lmcp.server.call.RunningCall;
import dev.lmcp.server.call.Task;
import dev.lmcp.server.call.Tasks;
import dev.lmcp.text.SafeText;

/** The {@code taskId} parameter of the methods for tasks. */
public final class TaskParameter {

    private TaskParameter() {}

    /**
     * Finds the caller's task that a call names.
     *
     * @throws RpcException if the parameter is not a string, or if the caller has no such task
     */
    public static Task find(Tasks tasks, RunningCall call) {
        String id = Json.text(call.params(), "taskId")
                .orElseThrow(() -> RpcException.invalidParams("'taskId' must be a string"));
        return tasks.find(id, call.principal())
                .orElseThrow(() -> RpcException.invalidParams("Unknown task: " + SafeText.quoted(id)));
    }
}
