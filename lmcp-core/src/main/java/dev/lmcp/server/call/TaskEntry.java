package dev.lmcp.server.call;

import dev.lmcp.Principal;
import java.util.Optional;
import java.util.function.Function;

/**
 * A task in the registry, with its work and its reserved bytes.
 *
 * <p>Safe for concurrent use.
 */
final class TaskEntry implements AutoCloseable {

    private final LocalTask task;
    private Optional<Function<LocalTask, CallResult>> work;
    private TaskBudget.Reservation reservation;
    private boolean closed;

    /** Creates an entry with the reservation of its request. */
    TaskEntry(LocalTask task, Function<LocalTask, CallResult> work, TaskBudget.Reservation reservation) {
        this.task = task;
        this.work = Optional.of(work);
        this.reservation = reservation;
    }

    LocalTask task() {
        return task;
    }

    boolean isOf(Principal caller) {
        return task.owner().isSameCallerAs(caller);
    }

    boolean isFinished() {
        return task.state().status().isFinal();
    }

    /** Returns the work. Returns empty after the task has ended or was removed. */
    synchronized Optional<Function<LocalTask, CallResult>> work() {
        return isFinished() ? Optional.empty() : work;
    }

    /** Keeps a part of the reservation for answers until the task ends. */
    synchronized void keep(TaskBudget.Reservation answers, long bytes) {
        if (work.isPresent()) {
            reservation.takeOver(answers, bytes);
        }
    }

    /** Ends the task. Replaces the reservation of the request by that of the result. */
    synchronized void end(TaskBudget.Reservation result) {
        work = Optional.empty();
        reservation.close();
        reservation = result;
        if (closed) {
            result.close();
        }
    }

    /** Returns whether the task has ended with a result that takes memory. */
    synchronized boolean hasResult() {
        return work.isEmpty() && reservation.bytes() > 0;
    }

    /** Removes the work, and frees the reserved bytes. */
    @Override
    public synchronized void close() {
        closed = true;
        work = Optional.empty();
        reservation.close();
    }
}
