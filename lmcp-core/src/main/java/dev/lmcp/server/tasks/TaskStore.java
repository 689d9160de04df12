package dev.lmcp.server.tasks;

import dev.lmcp.server.cluster.ClusterNode;
import dev.lmcp.server.cluster.UnreadableValueException;
import dev.lmcp.spi.ClusterUnavailableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** The records of tasks in the store. Safe for concurrent use. */
final class TaskStore {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{24}");

    private final ClusterNode cluster;
    private final TaskRecordJson json;
    private final InstantSource clock;
    private final UnansweredChanges unanswered;

    /** A record, and the value of the store that must be there for a change. */
    record Stored(TaskRecord record, ClusterNode.Stored value) {}

    TaskStore(ClusterNode cluster, TaskRecordJson json, InstantSource clock) {
        this.cluster = cluster;
        this.json = json;
        this.clock = clock;
        this.unanswered = new UnansweredChanges(clock);
    }

    private static String key(String id) {
        return "task/" + id;
    }

    /**
     * Returns the record of a task that is not too old. A task whose record this node cannot read is unknown here. A client
     * may send any text as an id.
     */
    Optional<Stored> read(String id) {
        try {
            return readKnown(id);
        } catch (UnreadableValueException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns the record of a task that is not too old.
     *
     * @throws UnreadableValueException if this node cannot read the record
     */
    Optional<Stored> readKnown(String id) {
        return Optional.of(id)
                .filter(text -> ID.matcher(text).matches())
                .flatMap(text -> cluster.read(key(text)))
                .map(value -> new Stored(read(value.content()), value))
                .filter(stored -> clock.instant().isBefore(stored.record().end()));
    }

    private TaskRecord read(ObjectNode content) {
        try {
            return json.read(content);
        } catch (RuntimeException e) {
            throw new UnreadableValueException(
                    "the record of a task cannot be read; expected versions of lmcp that know each other's format", e);
        }
    }

    /**
     * Writes a record in place of the expected one.
     *
     * @param expected the record that must be there; empty if there must be none
     * @return the record in the store; empty if another one is there
     * @throws dev.lmcp.server.cluster.ValueTooLargeException if the record is too large
     */
    Optional<Stored> write(Optional<Stored> expected, TaskRecord next) {
        long left = Duration.between(clock.instant(), next.end()).toMillis();
        try {
            return cluster.change(
                            key(next.id()),
                            expected.map(Stored::value),
                            json.write(next),
                            Duration.ofMillis(Math.max(1, left)))
                    .map(value -> new Stored(next, value));
        } catch (ClusterUnavailableException e) {
            if (expected.isPresent()) {
                unanswered.add(next);
            }
            throw e;
        }
    }

    /** Returns the changes for which the engine gave no answer. First records are not among them. */
    UnansweredChanges unanswered() {
        return unanswered;
    }

    void delete(String id) {
        cluster.delete(key(id));
    }
}
