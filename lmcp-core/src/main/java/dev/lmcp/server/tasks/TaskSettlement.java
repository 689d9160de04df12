package dev.lmcp.server.tasks;

import java.util.Optional;

/**
 * Does what follows from changes for which the engine gave no answer. If the engine has made such a change, this node runs
 * the task that it has claimed, ends the run that it has cancelled, and tells the other nodes.
 *
 * <p>Safe for concurrent use.
 */
final class TaskSettlement {

    private final String node;
    private final TaskStore store;
    private final TaskChanges changes;
    private final TaskRuns runs;
    private final TaskTakeover takeover;
    private final UnansweredChanges unanswered;

    TaskSettlement(SharedTasksParts parts, TaskRuns runs, TaskTakeover takeover) {
        this.node = parts.node();
        this.store = parts.store();
        this.changes = parts.changes();
        this.runs = runs;
        this.takeover = takeover;
        this.unanswered = store.unanswered();
    }

    /** Looks after each change without an answer. */
    void settle() {
        unanswered.forEach(this::settle);
    }

    private void settle(String id, UnansweredChanges.Change change) {
        Optional<TaskStore.Stored> found = store.read(id);
        if (found.isPresent() && isToRunHere(found.get().record()) && !takeover.resume(found.get())) {
            // this node has no room for it now
            return;
        }
        Optional<TaskRecord> record = found.map(TaskStore.Stored::record);
        if (!unanswered.isDecided(change, record)) {
            return;
        }
        record.filter(made -> made.number() >= change.number()).ifPresent(this::tell);
        unanswered.remove(id, change);
        runs.leaveIndex(id);
    }

    private boolean isToRunHere(TaskRecord record) {
        return record.isWorking() && record.node().map(node::equals).orElse(false) && !runs.has(record.id());
    }

    private void tell(TaskRecord record) {
        runs.superseded(record);
        if (record.writer().equals(node)) {
            changes.announce(record);
            runs.countEnd(record);
        }
    }
}
