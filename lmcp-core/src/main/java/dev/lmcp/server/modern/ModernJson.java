package dev.lmcp.server.modern;

import dev.lmcp.InputRequest;
import dev.lmcp.server.base.Json;
import dev.lmcp.server.call.Questions;
import dev.lmcp.server.call.Task;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Questions and tasks as the modern era writes them (SEP-2663 for tasks). */
final class ModernJson {

    private ModernJson() {}

    /** The questions to the client, by their keys. */
    static ObjectNode inputRequests(Map<String, InputRequest<?>> questions) {
        ObjectNode requests = Json.object();
        questions.forEach((key, question) -> requests.putObject(key)
                .put("method", Questions.method(question))
                .set("params", Questions.params(question)));
        return requests;
    }

    /** A task as it is announced: its status, and nothing of what it holds. */
    static ObjectNode created(Task task) {
        return announced(task, task.state());
    }

    /** A task with its questions, its result or its error. */
    static ObjectNode detailed(Task task) {
        // one snapshot: a task may end at any moment
        return detailed(task, task.state());
    }

    static ObjectNode detailed(Task task, Task.State state) {
        ObjectNode node = announced(task, state);
        if (!state.questions().isEmpty()) {
            node.set("inputRequests", inputRequests(state.questions()));
        }
        state.result().ifPresent(result -> node.set("result", result.deepCopy().put("resultType", "complete")));
        state.error().ifPresent(error -> {
            ObjectNode shown = node.putObject("error");
            shown.put("code", error.code()).put("message", error.message());
            error.data().ifPresent(data -> shown.set("data", data));
        });
        return node;
    }

    private static ObjectNode announced(Task task, Task.State state) {
        return Json.object()
                .put("taskId", task.id())
                .put("status", state.status().name().toLowerCase(Locale.ROOT))
                .put("createdAt", task.created().toString())
                .put("lastUpdatedAt", state.updated().toString())
                .put("ttlMs", task.ttl().toMillis())
                .put("pollIntervalMs", Task.POLL_INTERVAL.toMillis());
    }
}
