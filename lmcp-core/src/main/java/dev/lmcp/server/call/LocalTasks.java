package dev.lmcp.server.call;

import dev.lmcp.Principal;
import dev.lmcp.server.base.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import tools.jackson.databind.JsonNode;

/** The tasks in the memory of this node. Safe for concurrent use. */
public final class LocalTasks implements Tasks {

    private final TaskRegistry registry;
    private final TaskRunner runner;
    private final Executor worker;

    /**
     * Creates the tasks of a server.
     *
     * @param worker runs the actions of cancelled handlers
     */
    public LocalTasks(TaskRegistry registry, TaskRunner runner, Executor worker) {
        this.registry = registry;
        this.runner = runner;
        this.worker = worker;
    }

    @Override
    public Task start(Operation operation, IncomingRequest request, Map<String, JsonNode> answers) {
        long size = Json.size(request.message().params());
        request.caller().details().keep();
        return runner.start(
                request.caller().principal(),
                CallRunner.requestedTtl(request),
                size,
                new Cancellation(worker),
                running -> {
                    running.addAnswers(answers);
                    return CallRunner.runTask(operation, request, running.cancellation(), running.answers());
                });
    }

    @Override
    public Optional<Task> find(String id, Principal caller) {
        return registry.find(id, caller).map(task -> task);
    }

    @Override
    public List<String> ids(Principal caller) {
        return registry.of(caller).stream().map(Task::id).toList();
    }

    /** All tasks of this class are in memory. */
    private static LocalTask local(Task task) {
        return (LocalTask) task;
    }

    @Override
    public Task answer(Task task, Map<String, JsonNode> answers) {
        runner.answer(local(task), answers);
        return task;
    }

    @Override
    public Optional<Task> cancel(Task task) {
        return runner.cancel(local(task)) ? Optional.of(task) : Optional.empty();
    }

    @Override
    public Task awaitChange(Task task, Task.State known, Duration timeout) throws InterruptedException {
        local(task).awaitChange(known, timeout);
        return task;
    }

    /** The listeners of this node get the changes of all tasks. */
    @Override
    public Watch watch(Set<String> ids) {
        return () -> {};
    }

    @Override
    public int size() {
        return registry.size();
    }

    @Override
    public void sweep() {
        runner.sweep();
    }

    /** Returns at once: nothing of a task outlives this node, so that nobody could read its result. */
    @Override
    public void drain(Duration timeout) {}

    @Override
    public void endAll() {
        runner.endAll();
    }
}
