package dev.lmcp.server.tasks;

import dev.lmcp.Principal;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.server.auth.ScopePolicy;
import dev.lmcp.server.base.Json;
import dev.lmcp.server.base.Limit;
import dev.lmcp.server.base.Limits;
import dev.lmcp.server.call.AcceptedAnswers;
import dev.lmcp.server.call.CallRunner;
import dev.lmcp.server.call.Cancellation;
import dev.lmcp.server.call.ChangeBus;
import dev.lmcp.server.call.IncomingRequest;
import dev.lmcp.server.call.Method;
import dev.lmcp.server.call.Operation;
import dev.lmcp.server.call.Task;
import dev.lmcp.server.call.TaskBudget;
import dev.lmcp.server.call.TaskErrors;
import dev.lmcp.server.call.TaskRegistry;
import dev.lmcp.server.call.Tasks;
import dev.lmcp.server.cluster.ClusterNode;
import dev.lmcp.server.cluster.NodeLease;
import dev.lmcp.server.cluster.ValueTooLargeException;
import dev.lmcp.spi.ClusterUnavailableException;
import dev.lmcp.text.Ids;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import tools.jackson.databind.JsonNode;

/**
 * The tasks that all nodes share. The store has the record of each task, so each node finds it, cancels it, takes its answers
 * and tells its end. The node that works on a task has claimed it in the record.
 *
 * <p>Safe for concurrent use.
 */
public final class SharedTasks implements Tasks {

    /** How many tasks that were never acknowledged are removed later from a store that did not answer. */
    private static final int MAX_DISCARDED = 1000;

    private final SharedTasksParts parts;
    private final TaskStore store;
    private final InstantSource clock;
    private final int max;
    private final Duration maxTtl;
    private final TaskRuns runs;
    private final TaskTakeover takeover;
    private final TaskSettlement settlement;
    private final TaskRounds rounds;
    private final Set<String> discarded = ConcurrentHashMap.newKeySet();

    private SharedTasks(SharedTasksParts parts) {
        this.parts = parts;
        this.store = parts.store();
        this.clock = parts.clock();
        this.max = parts.limits().of(Limit.MAX_TASKS);
        this.maxTtl = parts.limits().of(Limit.TASK_TTL);
        this.runs = new TaskRuns(parts);
        this.takeover = new TaskTakeover(parts, runs);
        this.settlement = new TaskSettlement(parts, runs, takeover);
        this.rounds = new TaskRounds(parts, runs, takeover, this::cleanUp);
    }

    /**
     * Creates the tasks of this node.
     *
     * @param methods the methods that both eras share, by their names
     * @param scopes decides whether a caller may run an operation on this node
     * @param threads run the tasks
     * @param worker runs short tasks that may block
     */
    public static SharedTasks of(
            ClusterNode cluster,
            NodeLease lease,
            Map<String, Method> methods,
            ScopePolicy scopes,
            Limits limits,
            ChangeBus changes,
            InstantSource clock,
            Executor threads,
            Executor worker) {
        return new SharedTasks(SharedTasksParts.of(
                cluster,
                lease,
                name -> Optional.ofNullable(methods.get(name)),
                scopes,
                limits,
                new TaskBudget(limits.of(Limit.MAX_TASK_DATA_SIZE)),
                changes,
                clock,
                threads,
                worker));
    }

    /** Receives messages of other nodes from now on, and returns the periodic work of this node. It does not block. */
    public Runnable connect() {
        parts.changes().receive(runs::superseded);
        return rounds.connect();
    }

    @Override
    public Task start(Operation operation, IncomingRequest request, Map<String, JsonNode> answers) {
        if (runs.size() >= max) {
            throw TaskErrors.tooMany();
        }
        request.caller().details().keep();
        Duration ttl = TaskRegistry.granted(CallRunner.requestedTtl(request), maxTtl);
        TaskRecord first =
                TaskRecord.first(Ids.random(), StoredRequest.of(request), answers, clock.instant(), ttl, parts.node());
        TaskBudget.Reservation reservation = parts.budget()
                .reserveRequest(
                        request.caller().principal(),
                        Json.size(request.message().params()));
        boolean isStarted = false;
        try {
            TaskStore.Stored claim = create(first);
            runs.begin(new TaskRun(claim, operation, new Cancellation(parts.worker()), reservation));
            isStarted = true;
            return first;
        } catch (ValueTooLargeException e) {
            throw TaskErrors.requestTooLarge();
        } finally {
            if (!isStarted) {
                reservation.close();
                parts.nodes().remove(first.id());
            }
        }
    }

    /** Writes the indexes and then the record, so that nobody finds a record that no index has. */
    private TaskStore.Stored create(TaskRecord first) {
        parts.nodes().add(first.id());
        parts.callers().add(first);
        try {
            return store.write(Optional.empty(), first)
                    .orElseThrow(() -> new IllegalStateException("a random id was used twice"));
        } catch (ClusterUnavailableException e) {
            // the record may be there, but its caller is told to try again
            if (discarded.size() < MAX_DISCARDED) {
                discarded.add(first.id());
            }
            throw e;
        }
    }

    private void cleanUp() {
        removeDiscarded();
        settlement.settle();
    }

    private void removeDiscarded() {
        discarded.forEach(id -> {
            store.delete(id);
            discarded.remove(id);
        });
    }

    @Override
    public Optional<Task> find(String id, Principal caller) {
        return store.read(id)
                .<Task>map(TaskStore.Stored::record)
                .filter(task -> task.owner().isSameCallerAs(caller));
    }

    @Override
    public List<String> ids(Principal caller) {
        return parts.callers().ids(caller);
    }

    @Override
    public Task answer(Task task, Map<String, JsonNode> answers) {
        parts.budget()
                .reserveAnswers(
                        task.owner(),
                        answers.values().stream().mapToLong(Json::size).sum())
                .close();
        while (true) {
            Optional<TaskStore.Stored> found = store.read(task.id());
            if (found.isEmpty()) {
                return task;
            }
            TaskRecord before = found.get().record();
            AcceptedAnswers accepted = AcceptedAnswers.of(before.state(), answers, clock.instant());
            if (accepted.answers().isEmpty()) {
                return before;
            }
            TaskRecord next = before.answered(accepted, parts.node());
            parts.callers().answered(next);
            Optional<TaskRecord> after = answered(found.get(), next, accepted.isComplete());
            if (after.isPresent()) {
                parts.changes().announce(after.get());
                return after.get();
            }
        }
    }

    /** Writes the record after answers. Returns empty if another one is in the store by now. */
    private Optional<TaskRecord> answered(TaskStore.Stored before, TaskRecord next, boolean isComplete) {
        try {
            if (isComplete) {
                return takeover.claim(before, next, takeover.operation(next));
            }
            return store.write(Optional.of(before), next).map(TaskStore.Stored::record);
        } catch (ValueTooLargeException e) {
            throw new RpcException(RpcError.INVALID_PARAMS, "The answers are too large for a task");
        }
    }

    @Override
    public Optional<Task> cancel(Task task) {
        while (true) {
            Optional<TaskStore.Stored> found =
                    store.read(task.id()).filter(stored -> !stored.record().hasEnded());
            if (found.isEmpty()) {
                return Optional.empty();
            }
            TaskRecord cancelled = found.get().record().in(cancelledNow(), parts.node());
            if (store.write(found, cancelled).isPresent()) {
                runs.superseded(cancelled);
                parts.changes().announce(cancelled);
                runs.countEnd(cancelled);
                return Optional.of(cancelled);
            }
        }
    }

    private Task.State cancelledNow() {
        return new Task.State(Task.Status.CANCELLED, clock.instant(), Map.of(), Optional.empty(), Optional.empty());
    }

    /** If the store cannot be reached, waits on: the end of the outage ends the wait. */
    @Override
    public Task awaitChange(Task task, Task.State known, Duration timeout) throws InterruptedException {
        TaskRecord record = (TaskRecord) task;
        try (TaskSignals.Waiting waiting = parts.signals().beginWaiting(task.id())) {
            TaskRecord now = reread(record);
            if (now.number() == record.number() && !now.hasEnded()) {
                waiting.await(timeout);
                now = reread(record);
            }
            return now;
        }
    }

    private TaskRecord reread(TaskRecord record) {
        try {
            Optional<TaskRecord> found = store.read(record.id()).map(TaskStore.Stored::record);
            boolean isTooOld = found.isEmpty() && !clock.instant().isBefore(record.end());
            return isTooOld ? record.in(cancelledNow(), parts.node()) : found.orElse(record);
        } catch (ClusterUnavailableException e) {
            return record;
        }
    }

    @Override
    public Watch watch(Set<String> ids) {
        return parts.signals().watch(ids);
    }

    /** Returns the number of tasks that this node works on. */
    @Override
    public int size() {
        return runs.size();
    }

    @Override
    public void sweep() {
        runs.sweep();
    }

    @Override
    public void drain(Duration timeout) throws InterruptedException {
        runs.drain(timeout);
    }

    @Override
    public void endAll() {
        rounds.stop();
    }
}
