package dev.lmcp.server.tasks;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * The changes of tasks for which the engine gave no answer. The engine may have made them, or may make them a moment later.
 *
 * <p>There is at most one entry for each task in the store. Safe for concurrent use.
 */
final class UnansweredChanges {

    /** The time within which an engine makes a change that it has received. */
    private static final Duration LATEST = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Map<String, Change> changes = new ConcurrentHashMap<>();

    /**
     * A change.
     *
     * @param number the number of the record that was sent
     * @param until the time after which the engine does not make the change any more
     */
    record Change(long number, Instant until) {}

    UnansweredChanges(InstantSource clock) {
        this.clock = clock;
    }

    void add(TaskRecord sent) {
        changes.put(sent.id(), new Change(sent.number(), clock.instant().plus(LATEST)));
    }

    /** Forgets a change, unless another one was added for the task. */
    void remove(String id, Change change) {
        changes.remove(id, change);
    }

    void forEach(BiConsumer<String, Change> action) {
        changes.forEach(action);
    }

    /** Returns whether a change is known to be made, or never to be made. */
    boolean isDecided(Change change, Optional<TaskRecord> found) {
        return found.map(record -> record.number() >= change.number()).orElse(true)
                || !clock.instant().isBefore(change.until());
    }
}
