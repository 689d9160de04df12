package dev.lmcp.server;

import dev.lmcp.Principal;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.text.Ids;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * The tasks of every caller: bounded in number, each for its owner alone, gone when its time is over.
 *
 * <p>Safe for concurrent use.
 */
final class TaskStore {

    /** How often a client should ask. */
    static final Duration POLL = Duration.ofSeconds(1);

    private static final CallResult TOO_LARGE = new CallResult.Failed(
            new RpcError(RpcError.INTERNAL_ERROR, "The task's result is larger than what the server keeps"));

    private static final int SHARES = 4;

    private final Limits limits;
    private final InstantSource clock;
    private final Executor threads;
    private final ChangeBus changes;
    private final Map<String, Held> tasks = new LinkedHashMap<>();

    /** How much the requests of the tasks take that go on. */
    private long requestBytes;

    /** How much the results take that are kept. */
    private long resultBytes;

    /**
     * A task, and the work that is run, and run again when questions have been answered.
     *
     * @param request how much its request takes, with the answers that came later; 0 once the task has ended
     * @param result how much its result takes; 0 until the task has ended
     */
    private record Held(Task task, Function<Task, CallResult> work, long request, long result) {}

    TaskStore(Limits limits, InstantSource clock, Executor threads, ChangeBus changes) {
        this.limits = limits;
        this.clock = clock;
        this.threads = threads;
        this.changes = changes;
    }

    /**
     * Begins a task; it can be found before this returns.
     *
     * @param size how much the request takes, which is kept until the task has ended
     * @throws RpcException where there is no room for it
     */
    Task begin(
            Principal owner,
            Optional<Duration> ttl,
            long size,
            Cancellation cancellation,
            Function<Task, CallResult> work) {
        Duration kept = ttl.filter(wanted -> wanted.compareTo(limits.of(Limit.TASK_TTL)) < 0)
                .orElse(limits.of(Limit.TASK_TTL));
        Task task = new Task(Ids.random(), owner, clock.instant(), kept, cancellation);
        Held held = new Held(task, work, size, 0);
        Optional<Task> gone;
        synchronized (tasks) {
            checkRoomFor(size, owner);
            gone = makeRoom(owner);
            tasks.put(task.id(), held);
            requestBytes += size;
        }
        gone.ifPresent(this::cancel);
        start(task);
        return task;
    }

    /** What waits for a thread holds the task and no request: a task that ends meanwhile leaves nothing behind. */
    private void start(Task task) {
        try {
            threads.execute(() -> run(task));
        } catch (RejectedExecutionException e) {
            settle(
                    task,
                    new CallResult.Failed(
                            new RpcError(RpcError.INTERNAL_ERROR, "The server is stopping; try again later")));
        }
    }

    /** Nobody who runs tasks already may have more than a quarter of what there is: others are to have some. */
    private void checkRoomFor(long size, Principal owner) {
        long max = limits.of(Limit.MAX_TASK_DATA_SIZE);
        if (size > max) {
            throw new RpcException(
                    RpcError.INVALID_PARAMS, "The request is larger than what the server keeps for tasks");
        }
        boolean full = requestBytes + size > max;
        if (!full && requestBytes + size > max / SHARES) {
            long own = tasks.values().stream()
                    .filter(held -> held.task().owner().isSameCallerAs(owner))
                    .mapToLong(Held::request)
                    .sum();
            full = own > 0 && own + size > max / SHARES;
        }
        if (full) {
            throw new RpcException(
                    RpcError.INTERNAL_ERROR, "The requests of running tasks take too much; try again later");
        }
    }

    /** Whatever the work throws, its task does not stay open: clients wait for its end. */
    private void run(Task task) {
        Function<Task, CallResult> work;
        synchronized (tasks) {
            Held held = tasks.get(task.id());
            if (held == null || isFinished(task)) {
                return;
            }
            work = held.work();
        }
        CallResult outcome = new CallResult.Failed(
                new RpcError(RpcError.INTERNAL_ERROR, "Internal error; the server's log has the reason"));
        try {
            outcome = work.apply(task);
        } finally {
            settle(task, outcome);
        }
    }

    private void settle(Task task, CallResult outcome) {
        long size = outcome instanceof CallResult.Completed completed ? Json.size(completed.result()) : 0;
        boolean fits = size <= limits.of(Limit.MAX_TASK_DATA_SIZE);
        if (task.enter(fits ? outcome : TOO_LARGE, clock.instant())) {
            // by the outcome, not by the task: somebody else may have gone on with it and ended it by now
            if (!(outcome instanceof CallResult.InputRequired)) {
                forgetWorkOfEnded(task, fits ? size : 0);
            }
            changes.publish(new Change.TaskChanged(task));
        }
    }

    /** A result may be asked for as long as it is kept; what it was made from need not be kept with it. */
    private void forgetWorkOfEnded(Task task, long size) {
        synchronized (tasks) {
            Held before = tasks.get(task.id());
            if (before != null) {
                tasks.put(task.id(), new Held(task, TaskStore::nothingMoreToDo, 0, size));
                requestBytes -= before.request();
                resultBytes += size;
                makeRoomForResult(task);
            }
        }
    }

    /** Forgets the oldest tasks that have ended, the same caller's first, where their results take too much. */
    private void makeRoomForResult(Task newest) {
        while (resultBytes > limits.of(Limit.MAX_TASK_DATA_SIZE)) {
            Predicate<Held> frees = held -> held.result() > 0 && !held.task().equals(newest);
            Optional<Task> gone = oldestHeld(
                            frees.and(held -> held.task().owner().isSameCallerAs(newest.owner())))
                    .or(() -> oldestHeld(frees));
            if (gone.isEmpty()) {
                return;
            }
            remove(gone.get());
        }
    }

    private void remove(Task task) {
        Held removed = tasks.remove(task.id());
        if (removed != null) {
            requestBytes -= removed.request();
            resultBytes -= removed.result();
        }
    }

    private static CallResult nothingMoreToDo(Task ended) {
        throw new IllegalStateException("task '" + ended.id() + "' has ended; expected nobody to run it again");
    }

    /** The caller's task of this id. */
    Optional<Task> find(String id, Principal caller) {
        return held(id, caller).map(Held::task);
    }

    private Optional<Held> held(String id, Principal caller) {
        synchronized (tasks) {
            return Optional.ofNullable(tasks.get(id))
                    .filter(held -> held.task().owner().isSameCallerAs(caller) && !isOver(held.task()));
        }
    }

    /** The caller's tasks, oldest first. */
    List<Task> of(Principal caller) {
        synchronized (tasks) {
            return tasks.values().stream()
                    .map(Held::task)
                    .filter(task -> task.owner().isSameCallerAs(caller) && !isOver(task))
                    .toList();
        }
    }

    /**
     * Takes answers; the work goes on when the last open question is answered.
     *
     * @throws RpcException where there is no room for them
     */
    void answer(Task task, Map<String, JsonNode> answers) {
        boolean goesOn;
        synchronized (tasks) {
            Held held = tasks.get(task.id());
            if (held == null) {
                return;
            }
            checkRoomForAnswers(size(answers));
            long before = size(task.answers());
            goesOn = task.answer(answers, clock.instant());
            long more = size(task.answers()) - before;
            if (!isFinished(task)) {
                tasks.put(task.id(), new Held(task, held.work(), held.request() + more, 0));
                requestBytes += more;
            }
        }
        if (goesOn) {
            start(task);
        }
    }

    /** They have as much room as requests, besides those: a task whose request was taken can go on. */
    private void checkRoomForAnswers(long size) {
        long max = limits.of(Limit.MAX_TASK_DATA_SIZE);
        if (size > max / SHARES || requestBytes + size > 2 * max) {
            throw new RpcException(
                    RpcError.INTERNAL_ERROR, "The answers take more than what the server has left for tasks");
        }
    }

    private static long size(Map<String, JsonNode> answers) {
        return answers.values().stream().mapToLong(Json::size).sum();
    }

    /** Cancels a task; returns false where it was over before. */
    boolean cancel(Task task) {
        boolean ended = task.enter(new CallResult.Cancelled(), clock.instant());
        if (ended) {
            forgetWorkOfEnded(task, 0);
            task.cancellation().cancel();
            changes.publish(new Change.TaskChanged(task));
        }
        return ended;
    }

    /** Drops tasks whose time is over; called now and then. */
    void sweep() {
        List<Task> gone;
        synchronized (tasks) {
            gone = tasks.values().stream().map(Held::task).filter(this::isOver).toList();
            gone.forEach(this::remove);
        }
        gone.forEach(this::cancel);
    }

    /** Cancels every task, as the server stops. */
    void endAll() {
        List<Task> all;
        synchronized (tasks) {
            all = tasks.values().stream().map(Held::task).toList();
        }
        all.forEach(this::cancel);
    }

    int size() {
        synchronized (tasks) {
            return tasks.size();
        }
    }

    private boolean isOver(Task task) {
        return task.created().plus(task.ttl()).isBefore(clock.instant());
    }

    /**
     * Where the store is full, a finished task makes room: one whose time is over, or else the oldest of the same
     * caller's, or else the oldest; where the caller has as many as one may have, only one of the caller's does. Where
     * none of these is finished, there is no room.
     */
    private Optional<Task> makeRoom(Principal owner) {
        boolean full = tasks.size() >= limits.of(Limit.MAX_TASKS);
        boolean callerFull = hasAllOneMayHave(owner);
        if (!full && !callerFull) {
            return Optional.empty();
        }
        Optional<Task> own = oldest(task -> isFinished(task) && task.owner().isSameCallerAs(owner));
        Task gone = (callerFull ? own : oldest(this::isOver).or(() -> own).or(() -> oldest(TaskStore::isFinished)))
                .orElseThrow(
                        () -> new RpcException(RpcError.INTERNAL_ERROR, "Too many tasks are running; try again later"));
        remove(gone);
        return Optional.of(gone);
    }

    private boolean hasAllOneMayHave(Principal owner) {
        int max = limits.of(Limit.MAX_TASKS_PER_CALLER);
        // to count takes a while, so only where there can be that many
        return max > 0
                && tasks.size() >= max
                && tasks.values().stream()
                                .filter(held -> held.task().owner().isSameCallerAs(owner))
                                .count()
                        >= max;
    }

    private Optional<Task> oldest(Predicate<Task> among) {
        return oldestHeld(held -> among.test(held.task()));
    }

    private Optional<Task> oldestHeld(Predicate<Held> among) {
        return tasks.values().stream().filter(among).map(Held::task).findFirst();
    }

    private static boolean isFinished(Task task) {
        return task.state().status().isFinal();
    }
}
