package dev.lmcp.server.call;

import dev.lmcp.Principal;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.server.base.Limit;
import dev.lmcp.server.base.Limits;
import dev.lmcp.text.Ids;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * The tasks of all callers: bounded in number, each visible to its owner only, gone when its time is over.
 *
 * <p>Safe for concurrent use.
 */
public final class TaskRegistry {

    private final int max;
    private final int maxPerCaller;
    private final Duration maxTtl;
    private final InstantSource clock;
    private final Map<String, TaskEntry> entries = new LinkedHashMap<>();

    public TaskRegistry(Limits limits, InstantSource clock) {
        this.max = limits.of(Limit.MAX_TASKS);
        this.maxPerCaller = limits.of(Limit.MAX_TASKS_PER_CALLER);
        this.maxTtl = limits.of(Limit.TASK_TTL);
        this.clock = clock;
    }

    /** Creates a task, which is not in the registry yet; it is kept as long as wanted, or as long as tasks may be. */
    Task create(Principal owner, Optional<Duration> ttl, Cancellation cancellation) {
        Duration kept = ttl.filter(wanted -> wanted.compareTo(maxTtl) < 0).orElse(maxTtl);
        return new Task(Ids.random(), owner, clock.instant(), kept, cancellation);
    }

    /**
     * Adds a task, and returns the task that it replaces, if the registry was full.
     *
     * @throws RpcException if the registry is full of tasks that go on
     */
    Optional<Task> add(TaskEntry entry) {
        synchronized (entries) {
            Optional<TaskEntry> gone = makeRoom(entry.task().owner());
            entries.put(entry.task().id(), entry);
            return gone.map(TaskEntry::task);
        }
    }

    /**
     * If the registry is full, a finished task makes room: one whose time is over, or else the oldest of the same
     * caller, or else the oldest. If the caller has as many tasks as it may have, only a task of that caller does.
     */
    private Optional<TaskEntry> makeRoom(Principal owner) {
        boolean isFull = entries.size() >= max;
        boolean isCallerFull = hasAllItMayHave(owner);
        if (!isFull && !isCallerFull) {
            return Optional.empty();
        }
        Optional<TaskEntry> own = oldest(entry -> entry.isFinished() && entry.isOf(owner));
        Optional<TaskEntry> gone = isCallerFull
                ? own
                : oldest(entry -> isOver(entry.task())).or(() -> own).or(() -> oldest(TaskEntry::isFinished));
        forget(gone.orElseThrow(
                () -> new RpcException(RpcError.INTERNAL_ERROR, "Too many tasks are running; try again later")));
        return gone;
    }

    private boolean hasAllItMayHave(Principal owner) {
        // to count takes a while, so only if there can be that many
        return maxPerCaller > 0
                && entries.size() >= maxPerCaller
                && entries.values().stream().filter(entry -> entry.isOf(owner)).count() >= maxPerCaller;
    }

    private Optional<TaskEntry> oldest(Predicate<TaskEntry> among) {
        return entries.values().stream().filter(among).findFirst();
    }

    private void forget(TaskEntry entry) {
        entries.remove(entry.task().id());
        entry.close();
    }

    private boolean isOver(Task task) {
        return task.created().plus(task.ttl()).isBefore(clock.instant());
    }

    /** Forgets the oldest tasks with results, those of the same caller first, as long as there is too much. */
    void forgetResults(Task newest, BooleanSupplier tooMuch) {
        Predicate<TaskEntry> other = entry -> entry.hasResult() && !entry.task().equals(newest);
        Predicate<TaskEntry> own = entry -> entry.isOf(newest.owner());
        synchronized (entries) {
            while (tooMuch.getAsBoolean()) {
                Optional<TaskEntry> gone = oldest(other.and(own)).or(() -> oldest(other));
                if (gone.isEmpty()) {
                    return;
                }
                forget(gone.get());
            }
        }
    }

    /** Forgets the tasks whose time is over, and returns them. */
    List<Task> sweep() {
        synchronized (entries) {
            List<TaskEntry> gone = entries.values().stream()
                    .filter(entry -> isOver(entry.task()))
                    .toList();
            gone.forEach(this::forget);
            return gone.stream().map(TaskEntry::task).toList();
        }
    }

    /** The caller's task of this id. */
    public Optional<Task> find(String id, Principal caller) {
        synchronized (entries) {
            return Optional.ofNullable(entries.get(id))
                    .filter(entry -> entry.isOf(caller))
                    .map(TaskEntry::task)
                    .filter(task -> !isOver(task));
        }
    }

    /** The caller's tasks, oldest first. */
    public List<Task> of(Principal caller) {
        synchronized (entries) {
            return entries.values().stream()
                    .filter(entry -> entry.isOf(caller))
                    .map(TaskEntry::task)
                    .filter(task -> !isOver(task))
                    .toList();
        }
    }

    /** All tasks, oldest first. */
    List<Task> all() {
        synchronized (entries) {
            return entries.values().stream().map(TaskEntry::task).toList();
        }
    }

    /** What the registry holds of a task; empty once it is forgotten. */
    Optional<TaskEntry> entry(Task task) {
        synchronized (entries) {
            return Optional.ofNullable(entries.get(task.id()));
        }
    }

    public int size() {
        synchronized (entries) {
            return entries.size();
        }
    }
}
