package dev.lmcp.server.call;

import dev.lmcp.Principal;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.server.base.Json;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Runs tasks: begins them, runs them again when their questions have been answered, and ends them.
 *
 * <p>A task that waits for answers holds no thread. Safe for concurrent use.
 */
public final class TaskRunner {

    private static final CallResult TOO_LARGE = new CallResult.Failed(
            new RpcError(RpcError.INTERNAL_ERROR, "The task's result is larger than what the server keeps"));

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
     * Begins a task; it can be found before this returns.
     *
     * @param ttl how long its owner wants it kept
     * @param bytes how much the request takes, which is kept until the task has ended
     * @param work run once, and once more for each round of answers
     * @throws RpcException if there is no room for it
     */
    Task begin(
            Principal owner,
            Optional<Duration> ttl,
            long bytes,
            Cancellation cancellation,
            Function<Task, CallResult> work) {
        Task task = registry.create(owner, ttl, cancellation);
        TaskEntry entry = new TaskEntry(task, work, budget.reserveRequest(owner, bytes));
        boolean isAdded = false;
        try {
            Optional<Task> replaced = registry.add(entry);
            isAdded = true;
            replaced.ifPresent(this::cancel);
        } finally {
            if (!isAdded) {
                entry.close();
            }
        }
        start(entry);
        return task;
    }

    /** Work that waits for a thread is in its entry, so that a task that ends meanwhile leaves nothing behind. */
    private void start(TaskEntry entry) {
        try {
            threads.execute(() -> run(entry));
        } catch (RejectedExecutionException e) {
            settle(
                    entry,
                    new CallResult.Failed(
                            new RpcError(RpcError.INTERNAL_ERROR, "The server is stopping; try again later")));
        }
    }

    /** Whatever the work throws, its task does not stay open: clients wait for its end. */
    private void run(TaskEntry entry) {
        Optional<Function<Task, CallResult>> work = entry.work();
        if (work.isEmpty()) {
            return;
        }
        CallResult outcome = CallRunner.INTERNAL_ERROR;
        try {
            outcome = work.get().apply(entry.task());
        } finally {
            settle(entry, outcome);
        }
    }

    private void settle(TaskEntry entry, CallResult outcome) {
        Task task = entry.task();
        long bytes = outcome instanceof CallResult.Completed completed ? Json.size(completed.result()) : 0;
        boolean fits = budget.fits(bytes);
        if (task.enter(fits ? outcome : TOO_LARGE, clock.instant())) {
            // by the outcome, not by the task: another thread may have gone on with it and ended it by now
            if (!(outcome instanceof CallResult.InputRequired)) {
                end(entry, fits ? bytes : 0);
            }
            changes.publish(new Change.TaskChanged(task));
        }
    }

    /** A result can be asked for as long as it is kept; the request is not kept with it. */
    private void end(TaskEntry entry, long bytes) {
        entry.end(budget.reserveResult(entry.task().owner(), bytes));
        registry.forgetResults(entry.task(), budget::hasTooManyResults);
    }

    /**
     * Takes answers; the work goes on when the last open question is answered.
     *
     * @throws RpcException if there is no room for the answers
     */
    public void answer(Task task, Map<String, JsonNode> answers) {
        Optional<TaskEntry> entry = registry.entry(task);
        if (entry.isEmpty()) {
            return;
        }
        Task.Accepted accepted;
        try (TaskBudget.Reservation offered = budget.reserveAnswers(task.owner(), size(answers))) {
            accepted = task.answer(answers, clock.instant());
            entry.get().keep(offered, size(accepted.answers()));
        }
        if (accepted.isComplete()) {
            start(entry.get());
        }
    }

    private static long size(Map<String, JsonNode> answers) {
        return answers.values().stream().mapToLong(Json::size).sum();
    }

    /** Cancels a task; returns false if it was over before. */
    public boolean cancel(Task task) {
        boolean isEnded = task.enter(new CallResult.Cancelled(), clock.instant());
        if (isEnded) {
            registry.entry(task).ifPresent(entry -> end(entry, 0));
            task.cancellation().cancel();
            changes.publish(new Change.TaskChanged(task));
        }
        return isEnded;
    }

    /** Cancels the tasks whose time is over; called now and then. */
    public void sweep() {
        registry.sweep().forEach(this::cancel);
    }

    /** Cancels every task, as the server stops. */
    public void endAll() {
        registry.all().forEach(this::cancel);
    }
}
