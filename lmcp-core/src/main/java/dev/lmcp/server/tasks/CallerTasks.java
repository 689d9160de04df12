package dev.lmcp.server.tasks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lmcp.Principal;
import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.server.base.Json;
import dev.lmcp.server.base.Limit;
import dev.lmcp.server.base.Limits;
import dev.lmcp.server.call.TaskBudget;
import dev.lmcp.server.call.TaskErrors;
import dev.lmcp.server.cluster.ClusterNode;
import dev.lmcp.server.cluster.UnreadableValueException;
import dev.lmcp.spi.ClusterUnavailableException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The ids of each caller's tasks, oldest first, in the store. It bounds the number of a caller's tasks on all nodes together,
 * and the size of their requests, answers and results.
 *
 * <p>Each change is a compare-and-set, so no two nodes exceed the limit together. Safe for concurrent use.
 */
final class CallerTasks {

    private static final String TASKS = "tasks";
    /** The time at which the task began, in milliseconds. */
    private static final String BEGUN = "begun";

    /** The time at which the task is too old, in milliseconds. */
    private static final String END = "end";

    /** The size of the result; only a task that has ended has it. */
    private static final String BYTES = "bytes";

    /** The size of the request with the answers so far; only a task that has not ended has it. */
    private static final String REQUEST_BYTES = "requestBytes";

    private static final int MAX_ATTEMPTS = 100;

    /** How many records are read at the limit, to find a task that has ended unnoticed. */
    private static final int MAX_READS = 100;

    /** The time within which a node writes the record of a task that it has added. */
    private static final Duration BEGINNING = Duration.ofMinutes(1);

    private static final int LOCKS = 64;

    private final ClusterNode cluster;
    private final TaskStore store;
    private final InstantSource clock;
    private final int max;
    private final long maxBytes;
    private final Duration ttl;

    /** The changes of one node do not disturb one another. */
    private final List<Object> locks = Stream.generate(Object::new).limit(LOCKS).toList();

    CallerTasks(ClusterNode cluster, TaskStore store, Limits limits, InstantSource clock) {
        this.cluster = cluster;
        this.store = store;
        this.clock = clock;
        int perCaller = limits.of(Limit.MAX_TASKS_PER_CALLER);
        int all = limits.of(Limit.MAX_TASKS);
        this.max = perCaller == 0 ? all : Math.min(perCaller, all);
        this.maxBytes = limits.of(Limit.MAX_TASK_DATA_SIZE);
        this.ttl = limits.of(Limit.TASK_TTL).plusMinutes(1);
    }

    /** The engine sees the key, so it has no name of a user. */
    private static String key(Principal owner) {
        ArrayNode identity = Json.array().add(owner.issuer()).add(owner.subject());
        owner.client().ifPresent(identity::add);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(identity.toString().getBytes(UTF_8));
            return "caller-tasks/" + Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available; expected a Java runtime that has it", e);
        }
    }

    /**
     * Adds a task. At the limit, the oldest task of the caller that has ended is removed from the store.
     *
     * @throws RpcException if the caller has as many tasks that have not ended, or if their requests are too large
     */
    void add(TaskRecord task) {
        change(task.owner(), tasks -> {
            if (!tasks.has(task.id())) {
                checkBytes(tasks, task.id(), own -> TaskBudget.checkRequest(maxBytes, own, task.bytes()));
                makeRoom(tasks);
                tasks.putObject(task.id())
                        .put(BEGUN, task.created().toEpochMilli())
                        .put(END, task.end().toEpochMilli())
                        .put(REQUEST_BYTES, task.bytes());
            }
        });
    }

    /**
     * Counts the size of a task with new answers.
     *
     * @throws RpcException if the caller's tasks that have not ended are too large together
     */
    void answered(TaskRecord task) {
        change(task.owner(), tasks -> {
            if (tasks.get(task.id()) instanceof ObjectNode entry && !entry.has(BYTES)) {
                checkBytes(tasks, task.id(), own -> TaskBudget.checkAnswered(maxBytes, own, task.bytes()));
                entry.put(REQUEST_BYTES, task.bytes());
            }
        });
    }

    /** Checks the size of the caller's other tasks. If it is too large, looks for tasks that have ended unnoticed. */
    private void checkBytes(ObjectNode tasks, String id, LongConsumer check) {
        try {
            check.accept(requestBytes(tasks, id));
        } catch (RpcException e) {
            names(tasks).stream()
                    .filter(other -> !other.equals(id) && tasks.path(other).has(REQUEST_BYTES))
                    .limit(MAX_READS)
                    .filter(other -> hasEnded(other, tasks.path(other)))
                    .forEach(other -> ((ObjectNode) tasks.path(other)).remove(REQUEST_BYTES));
            check.accept(requestBytes(tasks, id));
        }
    }

    private static long requestBytes(ObjectNode tasks, String except) {
        return names(tasks).stream()
                .filter(id -> !id.equals(except))
                .mapToLong(id -> tasks.path(id).path(REQUEST_BYTES).longValue(0))
                .sum();
    }

    private void makeRoom(ObjectNode tasks) {
        if (tasks.size() < max) {
            return;
        }
        String oldest = names(tasks).stream()
                .filter(id -> tasks.path(id).has(BYTES))
                .findFirst()
                .or(() -> names(tasks).stream()
                        .limit(MAX_READS)
                        .filter(id -> hasEnded(id, tasks.path(id)))
                        .findFirst())
                .orElseThrow(TaskErrors::tooMany);
        remove(tasks, oldest);
    }

    /** A task whose record is missing may be one that another node is just beginning. */
    private boolean hasEnded(String id, JsonNode entry) {
        try {
            return store.readKnown(id)
                    .map(stored -> stored.record().hasEnded())
                    .orElseGet(() -> clock.millis() - entry.path(BEGUN).longValue(0) > BEGINNING.toMillis());
        } catch (UnreadableValueException e) {
            // another node can read it
            return false;
        }
    }

    private void remove(ObjectNode tasks, String id) {
        tasks.remove(id);
        store.delete(id);
    }

    /** Records the end of a task. The oldest results are removed while the caller's results together are too large. */
    void ended(TaskRecord task) {
        long bytes = task.state().result().map(Json::size).orElse(0L);
        change(task.owner(), tasks -> {
            if (tasks.get(task.id()) instanceof ObjectNode entry) {
                entry.put(BYTES, bytes).remove(REQUEST_BYTES);
            }
            List<String> results = names(tasks).stream()
                    .filter(id -> tasks.path(id).has(BYTES) && !id.equals(task.id()))
                    .toList();
            long all = bytes
                    + results.stream()
                            .mapToLong(id -> tasks.path(id).path(BYTES).longValue(0))
                            .sum();
            for (String oldest : results) {
                if (all <= maxBytes) {
                    return;
                }
                all -= tasks.path(oldest).path(BYTES).longValue(0);
                remove(tasks, oldest);
            }
        });
    }

    /** Returns the ids of a caller's tasks, oldest first. */
    List<String> ids(Principal owner) {
        return cluster.readOrForget(key(owner))
                .flatMap(stored -> Json.object(stored.content(), TASKS))
                .map(CallerTasks::names)
                .orElse(List.of());
    }

    private static List<String> names(ObjectNode tasks) {
        return new ArrayList<>(tasks.propertyNames());
    }

    private void change(Principal owner, Consumer<ObjectNode> change) {
        String key = key(owner);
        synchronized (locks.get(Math.floorMod(key.hashCode(), LOCKS))) {
            for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
                Optional<ClusterNode.Stored> stored = cluster.readOrForget(key);
                ObjectNode tasks = stored.flatMap(value -> Json.object(value.content(), TASKS))
                        .map(ObjectNode::deepCopy)
                        .orElseGet(Json::object);
                tasks.removeIf(this::isExpired);
                change.accept(tasks);
                ObjectNode content = Json.object();
                content.set(TASKS, tasks);
                if (cluster.replace(key, stored, content, ttl)) {
                    return;
                }
            }
        }
        throw new ClusterUnavailableException("the tasks of a caller changed " + MAX_ATTEMPTS
                + " times during one change; expected fewer: try again later");
    }

    private boolean isExpired(JsonNode entry) {
        return clock.millis() >= entry.path(END).longValue(0);
    }
}
