package dev.lmcp.server.call;

import dev.lmcp.Principal;
import java.util.Optional;
import java.util.function.Function;

/**
 * A task in the registry: its work while it goes on, and the bytes that it takes, until it is closed.
 *
 * <p>Safe for concurrent use.
 */
final class TaskEntry implements AutoCloseable {

    private final Task task;
    private Optional<Function<Task, CallResult>> work;
    private TaskBudget.Reservation room;
    private boolean closed;

    /** Creates an entry whose request takes this room. */
    TaskEntry(Task task, Function<Task, CallResult> work, TaskBudget.Reservation room) {
        this.task = task;
        this.work = Optional.of(work);
        this.room = room;
    }

    Task task() {
        return task;
    }

    boolean isOf(Principal caller) {
        return task.owner().isSameCallerAs(caller);
    }

    boolean isFinished() {
        return task.state().status().isFinal();
    }

    /** The work; empty once the task has ended or is forgotten. */
    synchronized Optional<Function<Task, CallResult>> work() {
        return isFinished() ? Optional.empty() : work;
    }

    /** Keeps some bytes of what was reserved for answers, besides the request, until the task ends. */
    synchronized void keep(TaskBudget.Reservation answers, long bytes) {
        if (work.isPresent()) {
            room.takeOver(answers, bytes);
        }
    }

    /** Ends the task: its result takes room from now on, and the request that led to it does not. */
    synchronized void end(TaskBudget.Reservation result) {
        work = Optional.empty();
        room.close();
        room = result;
        if (closed) {
            result.close();
        }
    }

    /** Whether the task has ended with a result that takes room. */
    synchronized boolean hasResult() {
        return work.isEmpty() && room.bytes() > 0;
    }

    /** Forgets the work and gives the room back. */
    @Override
    public synchronized void close() {
        closed = true;
        work = Optional.empty();
        room.close();
    }
}
