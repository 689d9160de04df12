package dev.lmcp.server.call;

import dev.lmcp.Principal;
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
 * The tasks of all callers. Their number is bounded. Only the owner can find a task. A task is removed after its TTL.
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

    /** Creates a task, and does not add it. Its TTL is the requested one or the maximum, if that is shorter. */
    LocalTask create(Principal owner, Optional<Duration> ttl, Cancellation cancellation) {
        return new LocalTask(Ids.random(), owner, clock.instant(), granted(ttl, maxTtl), cancellation);
    }

    /** Returns the requested TTL or the maximum, if that is shorter or if none was requested. */
    public static Duration granted(Optional<Duration> ttl, Duration max) {
        return ttl.filter(requested -> requested.compareTo(max) < 0).orElse(max);
    }

    /**
     * Adds a task. Returns the task that was evicted for it, if the registry was full.
     *
     * @throws RpcException if the registry is full of running tasks
     */
    Optional<LocalTask> add(TaskEntry entry) {
        synchronized (entries) {
            Optional<TaskEntry> evicted = evictIfFull(entry.task().owner());
            entries.put(entry.task().id(), entry);
            return evicted.map(TaskEntry::task);
        }
    }

    /**
     * Evicts a finished task if the registry is full: an expired one, or else the oldest of the same caller, or else
     * the oldest of all. If the caller has its maximum of tasks, only a task of this caller is evicted.
     */
    private Optional<TaskEntry> evictIfFull(Principal owner) {
        boolean isFull = entries.size() >= max;
        boolean isCallerFull = isFullFor(owner);
        if (!isFull && !isCallerFull) {
            return Optional.empty();
        }
        Optional<TaskEntry> own = oldest(entry -> entry.isFinished() && entry.isOf(owner));
        Optional<TaskEntry> evicted = isCallerFull
                ? own
                : oldest(entry -> isExpired(entry.task())).or(() -> own).or(() -> oldest(TaskEntry::isFinished));
        remove(evicted.orElseThrow(TaskErrors::tooMany));
        return evicted;
    }

    private boolean isFullFor(Principal owner) {
        // count only if there can be so many, as it takes time
        return maxPerCaller > 0
                && entries.size() >= maxPerCaller
                && entries.values().stream().filter(entry -> entry.isOf(owner)).count() >= maxPerCaller;
    }

    private Optional<TaskEntry> oldest(Predicate<TaskEntry> condition) {
        return entries.values().stream().filter(condition).findFirst();
    }

    private void remove(TaskEntry entry) {
        entries.remove(entry.task().id());
        entry.close();
    }

    private boolean isExpired(LocalTask task) {
        return task.created().plus(task.ttl()).isBefore(clock.instant());
    }

    /** Removes the oldest tasks with results while the results exceed the limit. The caller's own tasks are first. */
    void evictResults(LocalTask newest, BooleanSupplier isExceeded) {
        Predicate<TaskEntry> other = entry -> entry.hasResult() && !entry.task().equals(newest);
        Predicate<TaskEntry> own = entry -> entry.isOf(newest.owner());
        synchronized (entries) {
            while (isExceeded.getAsBoolean()) {
                Optional<TaskEntry> evicted = oldest(other.and(own)).or(() -> oldest(other));
                if (evicted.isEmpty()) {
                    return;
                }
                remove(evicted.get());
            }
        }
    }

    /** Removes the expired tasks, and returns them. */
    List<LocalTask> sweep() {
        synchronized (entries) {
            List<TaskEntry> evicted = entries.values().stream()
                    .filter(entry -> isExpired(entry.task()))
                    .toList();
            evicted.forEach(this::remove);
            return evicted.stream().map(TaskEntry::task).toList();
        }
    }

    /** Returns the caller's task with this id. */
    public Optional<LocalTask> find(String id, Principal caller) {
        synchronized (entries) {
            return Optional.ofNullable(entries.get(id))
                    .filter(entry -> entry.isOf(caller))
                    .map(TaskEntry::task)
                    .filter(task -> !isExpired(task));
        }
    }

    /** Returns the caller's tasks, oldest first. */
    public List<LocalTask> of(Principal caller) {
        synchronized (entries) {
            return entries.values().stream()
                    .filter(entry -> entry.isOf(caller))
                    .map(TaskEntry::task)
                    .filter(task -> !isExpired(task))
                    .toList();
        }
    }

    /** Returns all tasks, oldest first. */
    List<LocalTask> all() {
        synchronized (entries) {
            return entries.values().stream().map(TaskEntry::task).toList();
        }
    }

    /** Returns the entry of a task. Returns empty after the task was removed. */
    Optional<TaskEntry> entry(LocalTask task) {
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
