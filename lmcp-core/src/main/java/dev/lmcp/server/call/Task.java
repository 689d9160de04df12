package dev.lmcp.server.call;

import dev.lmcp.InputRequest;
import dev.lmcp.Principal;
import dev.lmcp.jsonrpc.RpcError;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** A call that continues after its response, for tasks of both eras. Safe for concurrent use. */
public interface Task {

    /** The time after which a client should poll again. */
    Duration POLL_INTERVAL = Duration.ofSeconds(1);

    /** The status of a task. */
    enum Status {
        WORKING,
        INPUT_REQUIRED,
        COMPLETED,
        FAILED,
        CANCELLED;

        public boolean isFinal() {
            return this != WORKING && this != INPUT_REQUIRED;
        }
    }

    /**
     * The state of a task at one moment.
     *
     * @param status the status
     * @param updated the time of the last change
     * @param questions the questions without an answer
     * @param result the result, if the task is completed
     * @param error the error, if the task has failed
     */
    record State(
            Status status,
            Instant updated,
            Map<String, InputRequest<?>> questions,
            Optional<ObjectNode> result,
            Optional<RpcError> error) {}

    String id();

    Principal owner();

    Instant created();

    Duration ttl();

    /** Returns the state. It may be another one at the next call. */
    State state();
}
