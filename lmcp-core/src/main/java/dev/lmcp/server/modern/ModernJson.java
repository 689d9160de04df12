package dev.lmcp.server.modern;

import dev.lmcp.InputRequest;
import dev.lmcp.server.base.Json;
import dev.lmcp.server.call.Questions;
import dev.lmcp.server.call.Task;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Writes questions and tasks for the modern era (SEP-2663 for tasks). */
final class ModernJson {

    private ModernJson() {}

    /** Writes questions to the client, by their keys. */
    static ObjectNode inputRequests(Map<String, InputRequest<?>> questions) {
        ObjectNode requests = Json.object();
        questions.forEach((key, question) -> requests.putObject(key)
                .put("method", Questions.method(question))
                .set("params", Questions.params(question)));
        return requests;
    }

    /** Writes the status of a task, without its questions, result and error. */
    static ObjectNode created(Task task) {
        return status(task, task.state());
    }

    /** Writes a task with its questions, its result or its error. */
    static ObjectNode detailed(Task task) {
        // reads the state once, as a task may end at any moment
        return detailed(task, task.state());
    }

    static ObjectNode detailed(Task task, Task.State state) {
        ObjectNode node = status(task, state);
        if (!state.questions().isEmpty()) {
            node.set("inputRequests", inputRequests(state.questions()));
        }
        state.result().ifPresent(result -> node.set("result", result.deepCopy().put("resultType", "complete")));
        state.error().ifPresent(error -> {
            ObjectNode object = node.putObject("error");
            object.put("code", error.code()).put("message", error.message());
            error.data().ifPresent(data -> object.set("data", data));
        });
        return node;
    }

    private static ObjectNode status(Task task, Task.State state) {
        return Json.object()
                .put("taskId", task.id())
                .put("status", state.status().name().toLowerCase(Locale.ROOT))
                .put("createdAt", task.created().toString())
                .put("lastUpdatedAt", state.updated().toString())
                .put("ttlMs", task.ttl().toMillis())
                .put("pollIntervalMs", Task.POLL_INTERVAL.toMillis());
    }
}
