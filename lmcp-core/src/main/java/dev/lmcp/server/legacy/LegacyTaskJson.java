package dev.lmcp.server.legacy;

import dev.lmcp.server.base.Json;
import dev.lmcp.server.call.Task;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** Tasks as revision 2025-11-25 writes them. */
final class LegacyTaskJson {

    private LegacyTaskJson() {}

    /** The result of the request that created a task. */
    static ObjectNode created(Task task) {
        ObjectNode result = Json.object();
        result.set("task", describe(task));
        return result;
    }

    /** A task with its status; this revision calls a task failed if its tool said so in its result. */
    static ObjectNode describe(Task task) {
        Task.State state = task.state();
        boolean saidError = state.result()
                .map(result -> result.path("isError").booleanValue(false))
                .orElse(false);
        Task.Status status = saidError ? Task.Status.FAILED : state.status();
        return Json.object()
                .put("taskId", task.id())
                .put("status", status.name().toLowerCase(Locale.ROOT))
                .put("createdAt", task.created().toString())
                .put("lastUpdatedAt", state.updated().toString())
                .put("ttl", task.ttl().toMillis())
                .put("pollInterval", Task.POLL_INTERVAL.toMillis());
    }
}
