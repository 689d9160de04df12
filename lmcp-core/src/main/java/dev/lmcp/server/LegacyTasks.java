package dev.lmcp.server;

import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.text.SafeText;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tasks as revision 2025-11-25 shows them: the client asks for one, and waits for its result. */
final class LegacyTasks {

    private static final String RELATED = Revisions.META_PREFIX + "related-task";

    private final TaskStore tasks;
    private final LegacyQuestions questions;
    private final int page;

    LegacyTasks(TaskStore tasks, LegacyQuestions questions, int page) {
        this.tasks = tasks;
        this.questions = questions;
        this.page = page;
    }

    Map<String, Method> methods() {
        return Map.of(
                "tasks/get", call -> new CallResult.Completed(describe(find(call))),
                "tasks/cancel", this::cancel,
                "tasks/list", this::list,
                "tasks/result", this::result);
    }

    private CallResult cancel(RunningCall call) {
        Task task = find(call);
        if (!tasks.cancel(task)) {
            throw RpcException.invalidParams("The task is over and cannot be cancelled");
        }
        return new CallResult.Completed(describe(task));
    }

    private CallResult list(RunningCall call) {
        NamedItems<Task> own = new NamedItems<>("task");
        tasks.of(call.principal()).forEach(task -> own.add(task.id(), task));
        NamedItems.Page<Task> found = own.page(Paginator.cursor(call.params()), page, task -> true);
        ObjectNode result = Json.object();
        ArrayNode all = result.putArray("tasks");
        found.items().forEach(task -> all.add(describe(task)));
        Json.putIf(result, "nextCursor", found.next());
        return new CallResult.Completed(result);
    }

    /** Waits for the task's end, and asks its questions meanwhile on the waiting request's stream. */
    private CallResult result(RunningCall call) throws InterruptedException {
        Task task = find(call);
        LegacyRequest incoming = (LegacyRequest) call.incoming();
        while (true) {
            Task.State state = task.state();
            if (state.status() == Task.Status.INPUT_REQUIRED) {
                Map<String, JsonNode> answers =
                        questions.ask(incoming.session(), incoming.writer(), call.cancellation(), state.open());
                tasks.answer(task, answers);
            } else if (state.status().isFinal()) {
                return ended(task, state);
            } else {
                task.awaitChange(state, Duration.ofSeconds(1));
                if (call.cancelled()) {
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

    /** What a client is told that calls a tool without the task that it needs. */
    static CallResult needed() {
        return new CallResult.Failed(new RpcError(
                RpcError.METHOD_NOT_FOUND,
                "This tool runs only as a task; call it with 'task', in revision 2025-11-25"));
    }

    static ObjectNode created(Task task) {
        ObjectNode result = Json.object();
        result.set("task", describe(task));
        return result;
    }

    /** This revision calls a task failed whose tool said so in its result. */
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
                .put("pollInterval", TaskStore.POLL.toMillis());
    }
}
