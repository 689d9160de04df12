package dev.lmcp.server.call;

import dev.lmcp.Principal;
import dev.lmcp.server.base.Monitors;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A task in the memory of this node.
 *
 * <p>Safe for concurrent use.
 */
public final class LocalTask implements Task {

    private final String id;
    private final Principal owner;
    private final Instant created;
    private final Duration ttl;
    private final Cancellation cancellation;
    private final Map<String, JsonNode> answers = new HashMap<>();
    private State state;

    public LocalTask(String id, Principal owner, Instant created, Duration ttl, Cancellation cancellation) {
        this.id = id;
        this.owner = owner;
        this.created = created;
        this.ttl = ttl;
        this.cancellation = cancellation;
        this.state = new State(Status.WORKING, created, Map.of(), Optional.empty(), Optional.empty());
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Principal owner() {
        return owner;
    }

    @Override
    public Instant created() {
        return created;
    }

    @Override
    public Duration ttl() {
        return ttl;
    }

    Cancellation cancellation() {
        return cancellation;
    }

    @Override
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
        state = result.accept(new StateAfter(now));
        if (state.status().isFinal()) {
            answers.clear();
        }
        notifyAll();
        return true;
    }

    /** Waits until the state differs from {@code known}, or until the timeout. */
    public synchronized void awaitChange(State known, Duration timeout) throws InterruptedException {
        Monitors.await(this, timeout, () -> !state.equals(known));
    }

    /** Accepts answers to open questions. Ignores all other answers. */
    synchronized AcceptedAnswers answer(Map<String, JsonNode> offered, Instant now) {
        AcceptedAnswers accepted = AcceptedAnswers.of(state, offered, now);
        if (state.status() == Status.INPUT_REQUIRED) {
            answers.putAll(accepted.answers());
            state = accepted.state();
            notifyAll();
        }
        return accepted;
    }
}
