package dev.lmcp.server.tasks;

import dev.lmcp.Principal;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.server.base.Json;
import dev.lmcp.server.call.AcceptedAnswers;
import dev.lmcp.server.call.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A task at one moment, as the store has it. Each change makes a record with the next number.
 *
 * @param id the id
 * @param owner the owner; without scopes and claims
 * @param created the time of the creation
 * @param ttl how long the task is kept
 * @param number the number of this record
 * @param writer the node that wrote this record
 * @param node the node that works on the task; empty if none does: the task has ended, waits for answers, or is free for
 *     each node
 * @param takeovers how often another node has taken the task
 * @param state the status, with questions, result or error
 * @param answers the answers so far
 * @param request the request, until the end of the task
 */
record TaskRecord(
        String id,
        Principal owner,
        Instant created,
        Duration ttl,
        long number,
        String writer,
        Optional<String> node,
        int takeovers,
        State state,
        Map<String, JsonNode> answers,
        Optional<StoredRequest> request)
        implements Task {

    /** Creates the first record of a task that this node works on. */
    static TaskRecord first(
            String id, StoredRequest request, Map<String, JsonNode> answers, Instant now, Duration ttl, String node) {
        Principal caller = request.caller().principal();
        return new TaskRecord(
                id,
                identity(caller),
                now,
                ttl,
                1,
                node,
                Optional.of(node),
                0,
                new State(Status.WORKING, now, Map.of(), Optional.empty(), Optional.empty()),
                Map.copyOf(answers),
                Optional.of(request));
    }

    static Principal identity(Principal caller) {
        Principal identity = Principal.of(caller.issuer(), caller.subject());
        return caller.client().map(identity::withClient).orElse(identity);
    }

    Instant end() {
        return created.plus(ttl);
    }

    /** Returns the size of the request and the answers, in bytes. */
    long bytes() {
        return request.map(kept -> Json.size(kept.params())).orElse(0L)
                + answers.values().stream().mapToLong(Json::size).sum();
    }

    boolean isWorking() {
        return state.status() == Status.WORKING;
    }

    boolean hasEnded() {
        return state.status().isFinal();
    }

    /** Returns the record after a run, a cancellation or a failure. No node works on the task then. */
    TaskRecord in(State next, String by) {
        boolean isFinal = next.status().isFinal();
        return new TaskRecord(
                id,
                owner,
                created,
                ttl,
                number + 1,
                by,
                Optional.empty(),
                takeovers,
                next,
                isFinal ? Map.of() : answers,
                request.filter(kept -> !isFinal));
    }

    /** Returns the record after the failure of the task. */
    TaskRecord failed(String message, Instant now, String by) {
        RpcError error = new RpcError(RpcError.INTERNAL_ERROR, message);
        return in(new State(Status.FAILED, now, Map.of(), Optional.empty(), Optional.of(error)), by);
    }

    /** Returns the record after answers. If all questions are answered, the node works on the task. */
    TaskRecord answered(AcceptedAnswers accepted, String by) {
        Map<String, JsonNode> all = new HashMap<>(answers);
        all.putAll(accepted.answers());
        return next(by, accepted.isComplete() ? Optional.of(by) : Optional.empty(), takeovers, accepted.state(), all);
    }

    /** Returns the record of a task that another node works on from now on. */
    TaskRecord takenBy(String other) {
        return next(other, Optional.of(other), takeovers + 1, state, answers);
    }

    /** Returns the record of a task that each node may take. */
    TaskRecord released(String by) {
        return next(by, Optional.empty(), takeovers, state, answers);
    }

    private TaskRecord next(
            String by, Optional<String> worker, int taken, State newState, Map<String, JsonNode> newAnswers) {
        return new TaskRecord(
                id, owner, created, ttl, number + 1, by, worker, taken, newState, Map.copyOf(newAnswers), request);
    }

    /** Compares what identifies a record in the store. A result may be large. */
    @Override
    public boolean equals(Object other) {
        return other instanceof TaskRecord record
                && id.equals(record.id)
                && number == record.number
                && writer.equals(record.writer);
    }

    @Override
    public int hashCode() {
        return 31 * id.hashCode() + Long.hashCode(number);
    }
}
