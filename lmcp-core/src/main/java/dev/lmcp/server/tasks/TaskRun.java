package dev.lmcp.server.tasks;

import dev.lmcp.server.call.CallResult;
import dev.lmcp.server.call.CallRunner;
import dev.lmcp.server.call.Cancellation;
import dev.lmcp.server.call.Operation;
import dev.lmcp.server.call.TaskBudget;
import java.util.Optional;

/**
 * One run of a task on this node. Its record in the store is the claim of this node. If another record replaces it, the run
 * is over.
 *
 * <p>Safe for concurrent use.
 */
final class TaskRun {

    private TaskStore.Stored claim;
    private final Operation operation;
    private final Cancellation cancellation;
    private TaskBudget.Reservation reservation;
    private Optional<TaskRecord> result = Optional.empty();
    private boolean hasStarted;
    private boolean isOver;

    TaskRun(
            TaskStore.Stored claim,
            Operation operation,
            Cancellation cancellation,
            TaskBudget.Reservation reservation) {
        this.claim = claim;
        this.operation = operation;
        this.cancellation = cancellation;
        this.reservation = reservation;
    }

    synchronized TaskStore.Stored claim() {
        return claim;
    }

    TaskRecord record() {
        return claim().record();
    }

    /** Sets the claim after it was written into a store that had lost it. */
    synchronized void renew(TaskStore.Stored written) {
        claim = written;
    }

    Cancellation cancellation() {
        return cancellation;
    }

    /** Returns whether the task may run again elsewhere without a doubt: it has not begun, or its tool says so. */
    synchronized boolean isRepeatable() {
        return !hasStarted || operation.isRepeatable();
    }

    /** Runs the operation. Returns empty if the run is over before it starts. */
    Optional<CallResult> run() {
        synchronized (this) {
            if (isOver) {
                return Optional.empty();
            }
            hasStarted = true;
        }
        return Optional.of(
                CallRunner.runTask(operation, record().request().orElseThrow(), cancellation, record().answers()));
    }

    /** Keeps the record after the run until it is in the store. */
    synchronized void finish(TaskRecord after) {
        result = Optional.of(after);
    }

    /** Replaces the reservation of the request by that of a result that waits for the store. */
    synchronized void keep(TaskBudget.Reservation other) {
        reservation.close();
        reservation = other;
        if (isOver) {
            other.close();
        }
    }

    /** Returns the record that must be written into the store. */
    synchronized Optional<TaskRecord> result() {
        return isOver ? Optional.empty() : result;
    }

    /** Ends the run, and frees its bytes. Returns false if it was over before. */
    synchronized boolean end() {
        boolean isFirst = !isOver;
        isOver = true;
        reservation.close();
        return isFirst;
    }
}
