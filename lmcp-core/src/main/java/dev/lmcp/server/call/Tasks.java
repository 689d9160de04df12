package dev.lmcp.server.call;

import dev.lmcp.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The tasks of all callers. Their number and their size are bounded. Only the owner can find a task.
 *
 * <p>A method that needs other nodes throws {@link dev.lmcp.spi.ClusterUnavailableException} if they cannot be reached. Safe
 * for concurrent use.
 */
public interface Tasks {

    /**
     * Starts a task. Its owner can find it before this method returns.
     *
     * @param operation the work; it runs once, and again after each round of answers
     * @param request the request, which is kept until the task has ended
     * @param answers the answers that the request has already
     * @throws dev.lmcp.jsonrpc.RpcException if there are too many tasks, or if their requests take too much memory
     */
    Task start(Operation operation, IncomingRequest request, Map<String, JsonNode> answers);

    /** Returns the caller's task with this id. */
    Optional<Task> find(String id, Principal caller);

    /** Returns the ids of the caller's tasks, oldest first. */
    List<String> ids(Principal caller);

    /**
     * Accepts answers. The task runs again after its last question is answered.
     *
     * @return the task as it is then
     * @throws dev.lmcp.jsonrpc.RpcException if the answers take too much memory
     */
    Task answer(Task task, Map<String, JsonNode> answers);

    /** Cancels a task. Returns it in its last state, or empty if it has ended before. */
    Optional<Task> cancel(Task task);

    /**
     * Waits until the state of a task differs from {@code known}, or until the timeout.
     *
     * @return the task as it is then
     */
    Task awaitChange(Task task, Task.State known, Duration timeout) throws InterruptedException;

    /** Delivers the changes of these tasks to the listeners of this node, until the result is closed. */
    Watch watch(Set<String> ids);

    /** Ends the delivery of changes. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    /** Returns the number of tasks that this node keeps. */
    int size();

    /** Removes and cancels the expired tasks. */
    void sweep();

    /** Lets tasks that would be lost at a stop finish. Returns at the latest after the timeout. */
    void drain(Duration timeout) throws InterruptedException;

    /** Ends the tasks of this node when the server stops. */
    void endAll();
}
