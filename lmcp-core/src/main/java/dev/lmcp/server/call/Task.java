package dev.lmcp.server.call;

import dev.lmcp.InputRequest;
import dev.lmcp.Principal;
import dev.lmcp.jsonrpc.RpcError;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A call that continues after its response, for tasks of both eras.
 *
 * <p>Safe for concurrent use.
 */
public final class Task {

    /** The status of a task. */
    public enum Status {
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
    public record State(
            Status status,
            Instant updated,
            Map<String, InputRequest<?>> questions,
            Optional<ObjectNode> result,
            Optional<RpcError> error) {}

    /**
     * The answers that a task accepted.
     *
     * @param answers the answers to its open questions
     * @param isComplete whether all questions are answered, so that the task can run again
     */
    record Accepted(Map<String, JsonNode> answers, boolean isComplete) {}

    /** The time after which a client should poll again. */
    public static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

    private final String id;
    private final Principal owner;
    private final Instant created;
    private final Duration ttl;
    private final Cancellation cancellation;
    private final Map<String, JsonNode> answers = new HashMap<>();
    private State state;

    public Task(String id, Principal owner, Instant created, Duration ttl, Cancellation cancellation) {
        this.id = id;
        this.owner = owner;
        this.created = created;
        this.ttl = ttl;
        this.cancellation = cancellation;
        this.state = new State(Status.WORKING, created, Map.of(), Optional.empty(), Optional.empty());
    }

    public String id() {
        return id;
    }

    public Principal owner() {
        return owner;
    }

    public Instant created() {
        return created;
    }

    public Duration ttl() {
        return ttl;
    }

    Cancellation cancellation() {
        return cancellation;
    }

    public synchronized State state() {
        return state;
    }

    synchronized Map<String, JsonNode> answers() {
        return Map.copyOf(answers);
    }

    synchronized void addAnswers(Map<String, JsonNode> more) {
        if (!state.status().isFinal()) {
            answers.putAll(more);
        }
    }

    /** Records the result of a run. Returns false if the task has ended before. */
    public synchronized boolean update(CallResult result, Instant now) {
        if (state.status().isFinal()) {
            return false;
        }
        state = after(result, now);
        if (state.status().isFinal()) {
            answers.clear();
        }
        notifyAll();
        return true;
    }

    /** Waits until the state differs from {@code known}, or until the timeout. */
    public synchronized void awaitChange(State known, Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        while (state.equals(known)) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return;
            }
            wait(left);
        }
    }

    private static State after(CallResult result, Instant now) {
        return result.accept(new StateAfter(now));
    }

    /** Accepts answers to open questions. Ignores all other answers. */
    synchronized Accepted answer(Map<String, JsonNode> offered, Instant now) {
        if (state.status() != Status.INPUT_REQUIRED) {
            return new Accepted(Map.of(), false);
        }
        Map<String, InputRequest<?>> open = new LinkedHashMap<>(state.questions());
        Map<String, JsonNode> accepted = new HashMap<>();
        offered.forEach((key, answer) -> {
            InputRequest<?> question = open.get(key);
            if (question != null && Questions.answer(question, answer).isPresent()) {
                open.remove(key);
                accepted.put(key, answer.deepCopy());
            }
        });
        answers.putAll(accepted);
        notifyAll();
        Status next = open.isEmpty() ? Status.WORKING : Status.INPUT_REQUIRED;
        state = new State(next, now, open, Optional.empty(), Optional.empty());
        return new Accepted(accepted, open.isEmpty());
    }

    /** Returns the state after a run, by its result. */
    private record StateAfter(Instant now) implements CallResult.Visitor<State> {

        @Override
        public State completed(CallResult.Completed completed) {
            return new State(Status.COMPLETED, now, Map.of(), Optional.of(completed.result()), Optional.empty());
        }

        @Override
        public State failed(CallResult.Failed failed) {
            return failed(failed.error());
        }

        @Override
        public State inputRequired(CallResult.InputRequired required) {
            return new State(Status.INPUT_REQUIRED, now, required.questions(), Optional.empty(), Optional.empty());
        }

        @Override
        public State capabilityMissing(CallResult.CapabilityMissing missing) {
            return failed(new RpcError(
                    RpcError.INVALID_REQUEST,
                    "The client did not declare the capability " + ClientCapabilities.names(missing.required())
                            + ", which this task needs"));
        }

        @Override
        public State cancelled() {
            return new State(Status.CANCELLED, now, Map.of(), Optional.empty(), Optional.empty());
        }

        @Override
        public State resourceMissing(CallResult.ResourceMissing missing) {
            return failed(new RpcError(RpcError.INVALID_PARAMS, "Resource not found"));
        }

        @Override
        public State continueAsTask() {
            return unexpected();
        }

        @Override
        public State taskCreated(CallResult.TaskCreated created) {
            return unexpected();
        }

        @Override
        public State detached() {
            return unexpected();
        }

        @Override
        public State refused(CallResult.Refused refused) {
            return unexpected();
        }

        /** A task cannot end with this result. If a method has this fault, the client must not wait for ever. */
        private State unexpected() {
            return failed(new RpcError(RpcError.INTERNAL_ERROR, "The task ended with an unexpected result"));
        }

        private State failed(RpcError error) {
            return new State(Status.FAILED, now, Map.of(), Optional.empty(), Optional.of(error));
        }
    }
}
