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
 * Work that goes on by itself and that its owner asks about: the one thing that both eras' kinds of tasks show.
 *
 * <p>Safe for concurrent use.
 */
public final class Task {

    /** Where a task stands. */
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
     * A task at one moment.
     *
     * @param status where it stands
     * @param updated since when
     * @param open the questions that nobody has answered yet
     * @param result what it gave, where it is completed
     * @param error why it failed, where it did
     */
    public record State(
            Status status,
            Instant updated,
            Map<String, InputRequest<?>> open,
            Optional<ObjectNode> result,
            Optional<RpcError> error) {}

    /**
     * What a task took of the answers that came.
     *
     * @param answers those to open questions
     * @param isComplete whether no question is open any more, so that the work is to go on
     */
    record Accepted(Map<String, JsonNode> answers, boolean isComplete) {}

    /** How often a client should ask. */
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

    /** Records where the run ended; returns false where the task was over before. */
    public synchronized boolean enter(CallResult outcome, Instant now) {
        if (state.status().isFinal()) {
            return false;
        }
        state = after(outcome, now);
        if (state.status().isFinal()) {
            answers.clear();
        }
        notifyAll();
        return true;
    }

    /** Waits until the task is not as it was {@code seen}, or {@code patience} is over. */
    public synchronized void awaitChange(State seen, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (state.equals(seen)) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return;
            }
            wait(left);
        }
    }

    private static State after(CallResult outcome, Instant now) {
        return outcome.accept(new After(now));
    }

    /** Takes answers to open questions, and ignores all others. */
    synchronized Accepted answer(Map<String, JsonNode> given, Instant now) {
        if (state.status() != Status.INPUT_REQUIRED) {
            return new Accepted(Map.of(), false);
        }
        Map<String, InputRequest<?>> open = new LinkedHashMap<>(state.open());
        Map<String, JsonNode> accepted = new HashMap<>();
        given.forEach((key, answer) -> {
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

    /** The state that a run leaves, by its result. */
    private record After(Instant now) implements CallResult.Visitor<State> {

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
                    RpcError.INVALID_REQUEST, "The client did not declare a capability that this task needs"));
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
            return impossible();
        }

        @Override
        public State taskCreated(CallResult.TaskCreated created) {
            return impossible();
        }

        @Override
        public State detached() {
            return impossible();
        }

        @Override
        public State refused(CallResult.Refused refused) {
            return impossible();
        }

        /** No method ends a task in this way; if one does, its client must not wait for ever. */
        private State impossible() {
            return failed(new RpcError(RpcError.INTERNAL_ERROR, "The work ended in a way that no task can end in"));
        }

        private State failed(RpcError error) {
            return new State(Status.FAILED, now, Map.of(), Optional.empty(), Optional.of(error));
        }
    }
}
