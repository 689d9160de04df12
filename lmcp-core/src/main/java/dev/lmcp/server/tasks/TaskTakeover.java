package dev.lmcp.server.tasks;

import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.server.auth.ScopePolicy;
import dev.lmcp.server.call.Cancellation;
import dev.lmcp.server.call.Operation;
import dev.lmcp.server.call.TaskBudget;
import dev.lmcp.server.cluster.NodeLease;
import dev.lmcp.server.cluster.UnreadableValueException;
import dev.lmcp.spi.ClusterUnavailableException;
import dev.lmcp.text.SafeText;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Takes the tasks of nodes that are gone. A task whose operation may run again runs here; any other fails.
 *
 * <p>Several nodes may try at once. A compare-and-set decides for each task which one takes it. Safe for concurrent use.
 */
final class TaskTakeover {

    static final String STOPPED =
            "The node that ran this task has stopped, and its tool does not say that it may run again; call the tool again if"
                    + " that does no harm";

    private static final String STOPPED_TOO_OFTEN =
            "Each node that ran this task has stopped; it is not run again: report this to the operator of the server";

    /** How often in succession the lease of a node must be missing. An engine that comes back empty has no lease at first. */
    private static final int MISSES = 3;

    /** How often other nodes take a task. It may be the reason that its nodes stop. */
    private static final int MAX_TAKEOVERS = 3;

    private final String node;
    private final NodeLease lease;
    private final TaskStore store;
    private final NodeTasks nodes;
    private final TaskChanges changes;
    private final TaskBudget budget;
    private final ScopePolicy scopes;
    private final InstantSource clock;
    private final Executor worker;
    private final TaskRuns runs;
    private final Map<String, Integer> misses = new HashMap<>();

    TaskTakeover(SharedTasksParts parts, TaskRuns runs) {
        this.node = parts.node();
        this.lease = parts.lease();
        this.store = parts.store();
        this.nodes = parts.nodes();
        this.changes = parts.changes();
        this.budget = parts.budget();
        this.scopes = parts.scopes();
        this.clock = parts.clock();
        this.worker = parts.worker();
        this.runs = runs;
    }

    /** Looks after the nodes with tasks. A node takes part again if the others have given it up. */
    synchronized void check() {
        List<String> names = nodes.nodes();
        if (!names.contains(node)) {
            rejoin();
        }
        misses.keySet().retainAll(names);
        for (String name : names) {
            if (name.equals(node) || lease.isAlive(name)) {
                misses.remove(name);
            } else if (misses.merge(name, 1, Integer::sum) >= MISSES) {
                take(name);
            }
        }
    }

    private void rejoin() {
        nodes.unregister();
        if (!nodes.isEmpty()) {
            nodes.register();
            nodes.writeAll();
            runs.verify();
        }
    }

    /** Begins to count anew, as nothing is known of the time before. */
    synchronized void forgetMisses() {
        misses.clear();
    }

    /** Takes the tasks of a node that has stopped. */
    synchronized void take(String gone) {
        List<String> ids;
        try {
            ids = nodes.of(gone);
        } catch (UnreadableValueException e) {
            // a node with its state keys and a version that knows their format can take them
            return;
        }
        // each node begins with other tasks, so that they share the work
        Collections.shuffle(ids);
        boolean isAllTaken = true;
        for (String id : ids) {
            lease.renewIfDue();
            isAllTaken &= attempt(id, gone);
        }
        if (isAllTaken) {
            nodes.forget(gone);
            misses.remove(gone);
        }
    }

    /** Takes a task. Returns false if this node has no room for it now, or cannot read it. */
    private boolean attempt(String id, String gone) {
        try {
            return take(id, gone);
        } catch (UnreadableValueException e) {
            // it stays in the index, for a node with its state keys and a version that knows its format
            return false;
        }
    }

    /** Takes a task. Returns false if this node has no room for it now. */
    private boolean take(String id, String gone) {
        Optional<TaskStore.Stored> found = store.readKnown(id)
                .filter(stored -> stored.record().isWorking()
                        && stored.record().node().map(gone::equals).orElse(true));
        if (found.isEmpty()) {
            return true;
        }
        TaskRecord record = found.get().record();
        Operation operation = operation(record);
        boolean isFree = record.node().isEmpty();
        if (!isFree && !operation.isRepeatable()) {
            fail(found.get(), STOPPED);
            return true;
        }
        if (record.takeovers() >= MAX_TAKEOVERS && !isFree) {
            fail(found.get(), STOPPED_TOO_OFTEN);
            return true;
        }
        return begin(found.get(), record.takenBy(node), operation);
    }

    private void fail(TaskStore.Stored stored, String message) {
        TaskRecord failed = stored.record().failed(message, clock.instant(), node);
        if (store.write(Optional.of(stored), failed).isPresent()) {
            changes.announce(failed);
            runs.countEnd(failed);
        }
    }

    /** Runs a task of the store on this node. Returns false if this node has no room for it now. */
    private boolean begin(TaskStore.Stored before, TaskRecord next, Operation operation) {
        try {
            claim(before, next, operation);
            return true;
        } catch (RpcException e) {
            return false;
        }
    }

    /**
     * Claims a task for this node, and runs it. Returns its record, or empty if another one is in the store by now.
     *
     * @throws RpcException if this node has no room for it now
     */
    Optional<TaskRecord> claim(TaskStore.Stored before, TaskRecord next, Operation operation) {
        TaskBudget.Reservation reservation = budget.reserveAccepted(next.owner(), next.bytes());
        boolean isClaimed = false;
        boolean isSent = false;
        boolean isInDoubt = false;
        try {
            nodes.add(next.id());
            isSent = true;
            Optional<TaskStore.Stored> claim = store.write(Optional.of(before), next);
            claim.ifPresent(
                    written -> runs.begin(new TaskRun(written, operation, new Cancellation(worker), reservation)));
            isClaimed = claim.isPresent();
            return claim.map(TaskStore.Stored::record);
        } catch (ClusterUnavailableException e) {
            // the task may be this node's: the settlement finds out
            isInDoubt = isSent;
            throw e;
        } finally {
            if (!isClaimed) {
                reservation.close();
            }
            if (!isClaimed && !isInDoubt) {
                runs.leaveIndex(next.id());
            }
        }
    }

    /** Runs a task that this node has claimed without an answer of the engine. Returns false if it has no room now. */
    boolean resume(TaskStore.Stored claim) {
        TaskRecord record = claim.record();
        try {
            TaskBudget.Reservation reservation = budget.reserveAccepted(record.owner(), record.bytes());
            runs.begin(new TaskRun(claim, operation(record), new Cancellation(worker), reservation));
            return true;
        } catch (RpcException e) {
            return false;
        }
    }

    /** Returns the operation of a task. If this node cannot run it, the operation says why. */
    Operation operation(TaskRecord record) {
        try {
            return find(record.request().orElseThrow());
        } catch (RpcException e) {
            return call -> {
                throw e;
            };
        }
    }

    private Operation find(StoredRequest request) {
        Operation operation = request.method()
                .orElseThrow(() -> new RpcException(
                        RpcError.METHOD_NOT_FOUND, "Method not found: " + SafeText.quoted(request.name())))
                .resolve(request);
        // the operation may need other scopes here than on the node that accepted the request
        boolean isAllowed = operation.targets().stream()
                .allMatch(target -> scopes.missingFor(request.caller().principal(), request.name(), Optional.of(target))
                        .isEmpty());
        if (!isAllowed) {
            throw new RpcException(RpcError.INVALID_REQUEST, "The caller lacks a scope that this task needs now");
        }
        return operation;
    }
}
