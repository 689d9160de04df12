package dev.lmcp.server.tasks;

import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.server.base.Json;
import dev.lmcp.server.base.Monitors;
import dev.lmcp.server.base.ServerErrors;
import dev.lmcp.server.call.CallResult;
import dev.lmcp.server.call.StateAfter;
import dev.lmcp.server.call.Task;
import dev.lmcp.server.call.TaskBudget;
import dev.lmcp.server.call.TaskErrors;
import dev.lmcp.server.cluster.ValueTooLargeException;
import dev.lmcp.spi.ClusterUnavailableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import tools.jackson.databind.node.ObjectNode;

/**
 * The runs of tasks on this node.
 *
 * <p>The result of a run replaces the record by which this node claimed the task, and no other record. So a run whose task
 * was cancelled, or taken by another node, changes nothing. If the store cannot be reached, the result waits here. Safe for
 * concurrent use.
 */
final class TaskRuns {

    private final String node;
    private final TaskStore store;
    private final TaskRecordJson json;
    private final CallerTasks callers;
    private final NodeTasks nodes;
    private final TaskChanges changes;
    private final TaskBudget budget;
    private final InstantSource clock;
    private final Executor threads;
    private final Map<String, TaskRun> running = new ConcurrentHashMap<>();

    TaskRuns(SharedTasksParts parts) {
        this.node = parts.node();
        this.store = parts.store();
        this.json = parts.json();
        this.callers = parts.callers();
        this.nodes = parts.nodes();
        this.changes = parts.changes();
        this.budget = parts.budget();
        this.clock = parts.clock();
        this.threads = parts.threads();
    }

    int size() {
        return running.size();
    }

    List<TaskRun> all() {
        return List.copyOf(running.values());
    }

    boolean has(String id) {
        return running.containsKey(id);
    }

    /** Begins a run on another thread, unless a run with the same claim has begun. */
    void begin(TaskRun run) {
        TaskRun current = running.compute(run.record().id(), (id, before) -> {
            if (before != null && before.record().equals(run.record())) {
                return before;
            }
            // the end of an earlier run may have removed it just now
            nodes.keep(id);
            return run;
        });
        if (current != run) {
            run.end();
            return;
        }
        try {
            threads.execute(() -> run(run));
        } catch (RejectedExecutionException e) {
            finish(run, new CallResult.Failed(ServerErrors.STOPPING));
        }
    }

    /** Runs the task. The task ends even if the work throws an exception, as clients wait for its end. */
    private void run(TaskRun run) {
        CallResult result = new CallResult.Failed(RpcError.internalError());
        try {
            Optional<CallResult> found = run.run();
            if (found.isEmpty()) {
                return;
            }
            result = found.get();
        } finally {
            finish(run, result);
        }
    }

    private void finish(TaskRun run, CallResult result) {
        boolean isKept = !(result instanceof CallResult.Completed completed) || canKeep(completed.result());
        TaskRecord after = after(run, isKept ? result : TaskErrors.RESULT_TOO_LARGE);
        run.finish(after);
        try {
            write(run);
        } catch (ClusterUnavailableException e) {
            keep(run, after.state());
        }
    }

    private TaskRecord after(TaskRun run, CallResult result) {
        return run.record().in(result.accept(new StateAfter(clock.instant())), node);
    }

    /** Keeps a result that the next round writes, within the budget for results. */
    private void keep(TaskRun run, Task.State state) {
        run.keep(budget.reserveResult(
                run.record().owner(), state.result().map(Json::size).orElse(0L)));
        if (budget.hasTooManyResults()) {
            run.finish(run.record()
                    .failed(
                            "The task's result was dropped: the server could not store it, and too many others wait",
                            clock.instant(),
                            node));
            run.keep(budget.reserveResult(run.record().owner(), 0));
        }
    }

    private boolean canKeep(ObjectNode result) {
        return budget.fits(Json.size(result)) && json.isReadable(result);
    }

    /** Writes the results that could not be written before. */
    void writeResults() {
        running.values().forEach(this::write);
    }

    private void write(TaskRun run) {
        Optional<TaskRecord> result = run.result();
        if (result.isEmpty()) {
            return;
        }
        try {
            write(run, result.get());
        } catch (ValueTooLargeException e) {
            TaskRecord failed = after(run, TaskErrors.RESULT_TOO_LARGE);
            run.finish(failed);
            write(run, failed);
        }
    }

    private void write(TaskRun run, TaskRecord result) {
        if (store.write(Optional.of(run.claim()), result).isPresent()) {
            wrote(run, result);
            return;
        }
        Optional<TaskStore.Stored> stored = store.read(result.id());
        if (stored.isPresent() && renewed(run, stored.get())) {
            write(run, result);
            return;
        }
        Optional<TaskRecord> found = stored.map(TaskStore.Stored::record);
        boolean isWritten = found.isPresent()
                ? isSame(found.get(), result)
                // the engine has come back empty, or the task is too old
                : clock.instant().isBefore(result.end())
                        && store.write(Optional.empty(), result).isPresent();
        if (isWritten) {
            wrote(run, result);
        } else {
            drop(run);
        }
    }

    /** Returns whether the claim was written again, and the answer of the engine got lost. The run has the new claim then. */
    private static boolean renewed(TaskRun run, TaskStore.Stored found) {
        boolean isRenewed = found.record().equals(run.record())
                && !Arrays.equals(found.value().bytes(), run.claim().value().bytes());
        if (isRenewed) {
            run.renew(new TaskStore.Stored(run.record(), found.value()));
        }
        return isRenewed;
    }

    /** Returns whether a record is the one that this node wrote before an answer of the engine got lost. */
    private static boolean isSame(TaskRecord found, TaskRecord own) {
        return found.number() == own.number()
                && found.writer().equals(own.writer())
                && found.state().status() == own.state().status()
                && found.state().error().equals(own.state().error());
    }

    private void wrote(TaskRun run, TaskRecord result) {
        if (remove(run)) {
            changes.announce(result);
            countEnd(result);
        }
    }

    /** Records the end of a task for the limits of its owner. */
    void countEnd(TaskRecord record) {
        try {
            if (record.hasEnded()) {
                callers.ended(record);
            }
        } catch (ClusterUnavailableException e) {
            // the limit finds that the task has ended when it needs to know
        }
    }

    /** Ends a run here, and says whether it was the first to do so. */
    private boolean remove(TaskRun run) {
        boolean isFirst = run.end();
        if (running.remove(run.record().id(), run)) {
            leaveIndex(run.record().id());
        }
        if (running.isEmpty()) {
            synchronized (this) {
                notifyAll();
            }
        }
        return isFirst;
    }

    /** Removes a task from those of this node, unless it runs here. */
    void leaveIndex(String id) {
        running.compute(id, (key, run) -> {
            if (run == null) {
                nodes.remove(id);
            }
            return run;
        });
    }

    /** Ends a run whose task this node has lost. */
    private void drop(TaskRun run) {
        if (remove(run)) {
            run.cancellation().cancel();
        }
    }

    /** Ends the run of a task if this is a later record than that of the run. It does not block. */
    void superseded(TaskRecord record) {
        Optional.ofNullable(running.get(record.id()))
                .filter(run -> run.record().number() < record.number())
                .ifPresent(this::drop);
    }

    /** Compares each run with the store. Writes the records that the store has lost. */
    void verify() {
        for (TaskRun run : all()) {
            Optional<TaskStore.Stored> found = store.read(run.record().id());
            if (found.isPresent()) {
                superseded(found.get().record());
            } else if (clock.instant().isBefore(run.record().end())
                    && run.result().isEmpty()) {
                restore(run);
            }
        }
    }

    /** Claims the task again, in the words of before: the engine has come back empty. */
    private void restore(TaskRun run) {
        try {
            callers.add(run.record());
        } catch (RpcException e) {
            // its owner has the maximum of tasks by now; this one was accepted before
        }
        store.write(Optional.empty(), run.record()).ifPresent(run::renew);
    }

    /** Ends the runs of tasks that are too old. */
    void sweep() {
        all().stream()
                .filter(run -> !clock.instant().isBefore(run.record().end()))
                .forEach(this::drop);
    }

    /** Waits until no task runs, or until the timeout. */
    synchronized void drain(Duration timeout) throws InterruptedException {
        Monitors.await(this, timeout, running::isEmpty);
    }

    /**
     * Gives up all tasks, as this node stops. A task that may run again is free for another node; any other fails.
     *
     * @param message the error of tasks that may not run again
     */
    void stop(String message) {
        for (TaskRun run : all()) {
            writeAtStop(run, message);
            // it stays in the index of this node, where the others find it
            running.remove(run.record().id(), run);
            if (run.end()) {
                run.cancellation().stop();
            }
        }
    }

    private void writeAtStop(TaskRun run, String message) {
        try {
            write(run);
            if (run.result().isPresent() || !running.containsKey(run.record().id())) {
                return;
            }
            TaskRecord after = run.isRepeatable()
                    ? run.record().released(node)
                    : run.record().failed(message, clock.instant(), node);
            if (store.write(Optional.of(run.claim()), after).isPresent() && after.hasEnded()) {
                changes.announce(after);
                countEnd(after);
            }
        } catch (ClusterUnavailableException e) {
            // another node takes the task when the engine answers again
        }
    }
}
