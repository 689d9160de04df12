package dev.lmcp.server.legacy;

import dev.lmcp.server.base.Json;
import dev.lmcp.server.call.Task;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** Writes tasks for revision 2025-11-25. */
final class LegacyTaskJson {

    private LegacyTaskJson() {}

    /** Returns the result of the request that created a task. */
    static ObjectNode created(Task task) {
        ObjectNode result = Json.object();
        result.set("task", describe(task));
        return result;
    }

    /** Writes a task with its status. In this revision, a task has failed if its result is a tool error. */
    static ObjectNode describe(Task task) {
        Task.State state = task.state();
        boolean isToolError = state.result()
                .map(result -> result.path("isError").booleanValue(false))
                .orElse(false);
        Task.Status status = isToolError ? Task.Status.FAILED : state.status();
        return Json.object()
                .put("taskId", task.id())
                .put("status", status.name().toLowerCase(Locale.ROOT))
                .put("createdAt", task.created().toString())
                .put("lastUpdatedAt", state.updated().toString())
                .put("ttl", task.ttl().toMillis())
                .put("pollInterval", Task.POLL_INTERVAL.toMillis());
    }
}
