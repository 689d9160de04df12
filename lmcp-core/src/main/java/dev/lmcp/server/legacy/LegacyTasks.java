package dev.lmcp.server.legacy;

import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.server.base.Json;
import dev.lmcp.server.base.Revisions;
import dev.lmcp.server.call.CallResult;
import dev.lmcp.server.call.ClientCapabilities;
import dev.lmcp.server.call.Method;
import dev.lmcp.server.call.RunningCall;
import dev.lmcp.server.call.Task;
import dev.lmcp.server.call.Tasks;
import dev.lmcp.server.methods.NamedItems;
import dev.lmcp.server.methods.Paginator;
import dev.lmcp.server.methods.TaskParameter;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The methods for tasks of revision 2025-11-25. */
final class LegacyTasks {

    private static final String RELATED_TASK = Revisions.META_PREFIX + "related-task";

    /** The time after which a waiting request reads the task again. A change or a cancellation ends the wait before. */
    private static final Duration WAIT = Duration.ofSeconds(10);

    private final Tasks tasks;
    private final LegacyQuestions questions;
    private final int pageSize;

    LegacyTasks(Tasks tasks, LegacyQuestions questions, int pageSize) {
        this.tasks = tasks;
        this.questions = questions;
        this.pageSize = pageSize;
    }

    Map<String, Method> methods() {
        return Map.of(
                "tasks/get",
                        Method.of(call ->
                                new CallResult.Completed(LegacyTaskJson.describe(TaskParameter.find(tasks, call)))),
                "tasks/cancel", Method.of(this::cancel),
                "tasks/list", Method.of(this::list),
                "tasks/result", Method.of(this::result));
    }

    private CallResult cancel(RunningCall call) {
        Task task = TaskParameter.find(tasks, call);
        Task cancelled = tasks.cancel(task)
                .orElseThrow(() -> RpcException.invalidParams("The task has ended and cannot be cancelled"));
        return new CallResult.Completed(LegacyTaskJson.describe(cancelled));
    }

    private CallResult list(RunningCall call) {
        NamedItems<String> items = new NamedItems<>("task");
        tasks.ids(call.principal()).forEach(id -> items.add(id, id));
        NamedItems.Page<String> listed = items.page(Paginator.cursor(call.params()), pageSize, id -> true);
        ObjectNode result = Json.object();
        ArrayNode array = result.putArray("tasks");
        listed.items()
                .forEach(id ->
                        tasks.find(id, call.principal()).ifPresent(task -> array.add(LegacyTaskJson.describe(task))));
        Json.putIfPresent(result, "nextCursor", listed.next());
        return new CallResult.Completed(result);
    }

    /** Waits for the end of the task. Meanwhile asks its questions on the stream of this request. */
    private CallResult result(RunningCall call) throws InterruptedException {
        Task task = TaskParameter.find(tasks, call);
        LegacyRequest request = (LegacyRequest) call.request();
        while (true) {
            Task.State state = task.state();
            if (state.status() == Task.Status.INPUT_REQUIRED) {
                if (!request.canAsk()) {
                    return new CallResult.CapabilityMissing(ClientCapabilities.requiredFor(state.questions()));
                }
                Map<String, JsonNode> answers =
                        questions.ask(request.session(), request.writer(), call.cancellation(), state.questions());
                task = tasks.answer(task, answers);
            } else if (state.status().isFinal()) {
                return finalResult(task, state);
            } else {
                task = tasks.awaitChange(task, state, WAIT);
                if (call.isCancelled()) {
                    return new CallResult.Cancelled();
                }
            }
        }
    }

    private static CallResult finalResult(Task task, Task.State state) {
        if (state.error().isPresent()) {
            return new CallResult.Failed(state.error().get());
        }
        ObjectNode result = state.result()
                .map(ObjectNode::deepCopy)
                .orElseThrow(() -> RpcException.invalidParams("The task was cancelled and has no result"));
        result.withObject("/_meta").putObject(RELATED_TASK).put("taskId", task.id());
        return new CallResult.Completed(result);
    }
}
