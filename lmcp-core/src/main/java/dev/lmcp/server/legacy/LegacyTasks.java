package dev.lmcp.server.legacy;

import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.server.base.Json;
import dev.lmcp.server.base.Revisions;
import dev.lmcp.server.call.CallResult;
import dev.lmcp.server.call.Method;
import dev.lmcp.server.call.RunningCall;
import dev.lmcp.server.call.Task;
import dev.lmcp.server.call.TaskRegistry;
import dev.lmcp.server.call.TaskRunner;
import dev.lmcp.server.methods.NamedItems;
import dev.lmcp.server.methods.Paginator;
import dev.lmcp.text.SafeText;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tasks as revision 2025-11-25 shows them: the client asks for one, and waits for its result. */
final class LegacyTasks {

    private static final String RELATED = Revisions.META_PREFIX + "related-task";

    private final TaskRegistry tasks;
    private final TaskRunner runner;
    private final LegacyQuestions questions;
    private final int page;

    LegacyTasks(TaskRegistry tasks, TaskRunner runner, LegacyQuestions questions, int page) {
        this.tasks = tasks;
        this.runner = runner;
        this.questions = questions;
        this.page = page;
    }

    Map<String, Method> methods() {
        return Map.of(
                "tasks/get", Method.of(call -> new CallResult.Completed(LegacyTaskJson.describe(find(call)))),
                "tasks/cancel", Method.of(this::cancel),
                "tasks/list", Method.of(this::list),
                "tasks/result", Method.of(this::result));
    }

    private CallResult cancel(RunningCall call) {
        Task task = find(call);
        if (!runner.cancel(task)) {
            throw RpcException.invalidParams("The task is over and cannot be cancelled");
        }
        return new CallResult.Completed(LegacyTaskJson.describe(task));
    }

    private CallResult list(RunningCall call) {
        NamedItems<Task> own = new NamedItems<>("task");
        tasks.of(call.principal()).forEach(task -> own.add(task.id(), task));
        NamedItems.Page<Task> found = own.page(Paginator.cursor(call.params()), page, task -> true);
        ObjectNode result = Json.object();
        ArrayNode all = result.putArray("tasks");
        found.items().forEach(task -> all.add(LegacyTaskJson.describe(task)));
        Json.putIfPresent(result, "nextCursor", found.next());
        return new CallResult.Completed(result);
    }

    /** Waits for the task's end, and asks its questions meanwhile on the waiting request's stream. */
    private CallResult result(RunningCall call) throws InterruptedException {
        Task task = find(call);
        LegacyRequest request = (LegacyRequest) call.request();
        while (true) {
            Task.State state = task.state();
            if (state.status() == Task.Status.INPUT_REQUIRED) {
                Map<String, JsonNode> answers =
                        questions.ask(request.session(), request.writer(), call.cancellation(), state.questions());
                runner.answer(task, answers);
            } else if (state.status().isFinal()) {
                return ended(task, state);
            } else {
                task.awaitChange(state, Duration.ofSeconds(1));
                if (call.isCancelled()) {
                    return new CallResult.Cancelled();
                }
            }
        }
    }

    private static CallResult ended(Task task, Task.State state) {
        if (state.error().isPresent()) {
            return new CallResult.Failed(state.error().get());
        }
        ObjectNode result = state.result()
                .map(ObjectNode::deepCopy)
                .orElseThrow(() -> RpcException.invalidParams("The task was cancelled and has no result"));
        result.withObject("/_meta").putObject(RELATED).put("taskId", task.id());
        return new CallResult.Completed(result);
    }

    private Task find(RunningCall call) {
        String id = Json.text(call.params(), "taskId")
                .orElseThrow(() -> RpcException.invalidParams("'taskId' must be a string"));
        return tasks.find(id, call.principal())
                .orElseThrow(() -> RpcException.invalidParams("Unknown task: " + SafeText.quoted(id)));
    }
}
