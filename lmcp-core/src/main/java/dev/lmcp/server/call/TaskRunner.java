package dev.lmcp.server.call;

import dev.lmcp.Principal;
import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.server.base.Json;
import dev.lmcp.server.base.ServerErrors;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Starts tasks, runs them again after their questions were answered, and ends them.
 *
 * <p>A task that waits for answers uses no thread. Safe for concurrent use.
 */
public final class TaskRunner {

    private final TaskRegistry registry;
    private final TaskBudget budget;
    private final InstantSource clock;
    private final Executor threads;
    private final ChangeBus changes;

    public TaskRunner(
            TaskRegistry registry, TaskBudget budget, InstantSource clock, Executor threads, ChangeBus changes) {
        this.registry = registry;
        this.budget = budget;
        this.clock = clock;
        this.threads = threads;
        this.changes = changes;
    }

    /**
     * Starts a task. The registry has the task before this method returns.
     *
     * @param ttl the TTL that its owner requests
     * @param bytes the size of the request, which is kept until the task has ended
     * @param work the work; it runs once, and again after each round of answers
     * @throws RpcException if there are too many tasks, or if their requests take too much memory
     */
    LocalTask start(
            Principal owner,
            Optional<Duration> ttl,
            long bytes,
            Cancellation cancellation,
            Function<LocalTask, CallResult> work) {
        LocalTask task = registry.create(owner, ttl, cancellation);
        TaskEntry entry = new TaskEntry(task, work, budget.reserveRequest(owner, bytes));
        boolean isAdded = false;
        try {
            Optional<LocalTask> evicted = registry.add(entry);
            isAdded = true;
            evicted.ifPresent(this::cancel);
        } finally {
            if (!isAdded) {
                entry.close();
            }
        }
        execute(entry);
        return task;
    }

    /** Runs the task on another thread. The entry holds the work, so that the queue keeps no work of ended tasks. */
    private void execute(TaskEntry entry) {
        try {
            threads.execute(() -> run(entry));
        } catch (RejectedExecutionException e) {
            finishRun(entry, new CallResult.Failed(ServerErrors.STOPPING));
        }
    }

    /** Runs the task. The task ends even if the work throws an exception, as clients wait for its end. */
    private void run(TaskEntry entry) {
        Optional<Function<LocalTask, CallResult>> work = entry.work();
        if (work.isEmpty()) {
            return;
        }
        CallResult result = CallRunner.INTERNAL_ERROR;
        try {
            result = work.get().apply(entry.task());
        } finally {
            finishRun(entry, result);
        }
    }

    private void finishRun(TaskEntry entry, CallResult result) {
        LocalTask task = entry.task();
        long bytes = result instanceof CallResult.Completed completed ? Json.size(completed.result()) : 0;
        boolean fits = budget.fits(bytes);
        if (task.update(fits ? result : TaskErrors.RESULT_TOO_LARGE, clock.instant())) {
            // check the result, not the task: another thread may have changed the task since
            if (!(result instanceof CallResult.InputRequired)) {
                end(entry, fits ? bytes : 0);
            }
            changes.publish(new Change.TaskChanged(task));
        }
    }

    /** Ends the task. Its result is kept, and its request is not. */
    private void end(TaskEntry entry, long bytes) {
        entry.end(budget.reserveResult(entry.task().owner(), bytes));
        registry.evictResults(entry.task(), budget::hasTooManyResults);
    }

    /**
     * Accepts answers. The task runs again after its last question is answered.
     *
     * @throws RpcException if the answers take too much memory
     */
    public void answer(LocalTask task, Map<String, JsonNode> answers) {
        Optional<TaskEntry> entry = registry.entry(task);
        if (entry.isEmpty()) {
            return;
        }
        AcceptedAnswers accepted;
        try (TaskBudget.Reservation reserved = budget.reserveAnswers(task.owner(), size(answers))) {
            accepted = task.answer(answers, clock.instant());
            entry.get().keep(reserved, size(accepted.answers()));
        }
        if (accepted.isComplete()) {
            execute(entry.get());
        }
    }

    private static long size(Map<String, JsonNode> answers) {
        return answers.values().stream().mapToLong(Json::size).sum();
    }

    /** Cancels a task. Returns false if it has ended before. */
    public boolean cancel(LocalTask task) {
        boolean isCancelled = task.update(new CallResult.Cancelled(), clock.instant());
        if (isCancelled) {
            registry.entry(task).ifPresent(entry -> end(entry, 0));
            task.cancellation().cancel();
            changes.publish(new Change.TaskChanged(task));
        }
        return isCancelled;
    }

    /** Removes and cancels the expired tasks. */
    public void sweep() {
        registry.sweep().forEach(this::cancel);
    }

    /** Cancels all tasks when the server stops. */
    public void endAll() {
        registry.all().forEach(this::cancel);
    }
}
