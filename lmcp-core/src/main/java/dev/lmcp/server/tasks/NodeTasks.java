package dev.lmcp.server.tasks;

import dev.lmcp.server.base.Json;
import dev.lmcp.server.base.Limit;
import dev.lmcp.server.base.Limits;
import dev.lmcp.server.cluster.ClusterNode;
import dev.lmcp.server.cluster.NodeLease;
import dev.lmcp.server.cluster.UnreadableValueException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The ids of the tasks that each node works on, in the store, so that other nodes find them if the node is gone.
 *
 * <p>The ids of a node are in several values, so that a change writes a part only. A value has each task that the node works
 * on, and perhaps some that have ended. Safe for concurrent use.
 */
final class NodeTasks {

    private static final String NODES = "task-nodes";
    private static final String NAMES = "names";
    private static final String IDS = "ids";
    private static final int PARTS = 16;

    private final ClusterNode cluster;
    private final NodeLease lease;
    private final Duration ttl;
    private final List<Part> parts = new ArrayList<>();
    private volatile boolean isRegistered;

    /**
     * The tasks of this node in one value. Its monitor guards it, and is never held during a write. A thread that writes
     * holds the other lock, so that no write overtakes another one.
     */
    private static final class Part {
        private final Object writing = new Object();
        private final Set<String> ids = new LinkedHashSet<>();
        private boolean isWritten = true;

        /** Returns what is to be written; empty if the store has it. A change after this call is one for the next write. */
        synchronized Optional<List<String>> beginWrite() {
            if (isWritten) {
                return Optional.empty();
            }
            isWritten = true;
            return Optional.of(List.copyOf(ids));
        }

        synchronized void writeFailed() {
            isWritten = false;
        }
    }

    NodeTasks(ClusterNode cluster, NodeLease lease, Limits limits) {
        this.cluster = cluster;
        this.lease = lease;
        this.ttl = limits.of(Limit.TASK_TTL).plusHours(1);
        for (int i = 0; i < PARTS; i++) {
            parts.add(new Part());
        }
    }

    private static String key(String node, int part) {
        return "node-tasks/" + node + '/' + part;
    }

    private static int number(String id) {
        return Math.floorMod(id.hashCode(), PARTS);
    }

    /** Adds a task to those of this node. The other nodes can find it afterwards, and see that this node runs. */
    void add(String id) {
        lease.renewIfDue();
        if (!isRegistered) {
            register();
        }
        Part part = parts.get(number(id));
        synchronized (part) {
            part.ids.add(id);
            part.isWritten = false;
        }
        write(part, number(id));
    }

    /** Keeps a task that was added, also if it was removed since then. */
    void keep(String id) {
        Part part = parts.get(number(id));
        synchronized (part) {
            part.isWritten &= !part.ids.add(id);
        }
    }

    /**
     * Removes a task from those of this node. The other nodes see that after the next {@link #flush}. It does not block, also
     * while another thread waits for the engine.
     */
    void remove(String id) {
        Part part = parts.get(number(id));
        synchronized (part) {
            part.ids.remove(id);
            part.isWritten = false;
        }
    }

    /** Writes the removals since the last write. */
    void flush() {
        for (int i = 0; i < PARTS; i++) {
            write(parts.get(i), i);
        }
    }

    /** Writes all tasks of this node again, as the store may have lost them. */
    void writeAll() {
        parts.forEach(part -> {
            synchronized (part) {
                part.isWritten = part.ids.isEmpty();
            }
        });
        flush();
    }

    boolean isEmpty() {
        return parts.stream().allMatch(part -> {
            synchronized (part) {
                return part.ids.isEmpty();
            }
        });
    }

    /** Writes a part, unless it was written since its last change. */
    private void write(Part part, int number) {
        synchronized (part.writing) {
            Optional<List<String>> ids = part.beginWrite();
            if (ids.isEmpty()) {
                return;
            }
            boolean isWritten = false;
            try {
                write(ids.get(), number);
                isWritten = true;
            } finally {
                if (!isWritten) {
                    part.writeFailed();
                }
            }
        }
    }

    private void write(List<String> ids, int number) {
        if (ids.isEmpty()) {
            cluster.delete(key(lease.name(), number));
        } else {
            ObjectNode content = Json.object();
            ArrayNode array = content.putArray(IDS);
            ids.forEach(array::add);
            cluster.write(key(lease.name(), number), content, ttl);
        }
    }

    /** Returns the names of the nodes that may have tasks. */
    List<String> nodes() {
        return cluster.readOrForget(NODES)
                .map(stored -> texts(stored.content(), NAMES))
                .orElse(List.of());
    }

    /** Adds this node to those that may have tasks. */
    void register() {
        changeNodes(names -> names.add(lease.name()));
        isRegistered = true;
    }

    /** Lets the next task make this node known again, as the others have given it up. */
    void unregister() {
        isRegistered = false;
    }

    /**
     * Returns the tasks of a node, in a list of its own.
     *
     * @throws dev.lmcp.server.cluster.UnreadableValueException if this node cannot read all of them
     */
    List<String> of(String node) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < PARTS; i++) {
            cluster.read(key(node, i)).ifPresent(stored -> ids.addAll(texts(stored.content(), IDS)));
        }
        return ids;
    }

    /** Removes a node that has no tasks any more. */
    void forget(String node) {
        for (int i = 0; i < PARTS; i++) {
            cluster.delete(key(node, i));
        }
        changeNodes(names -> names.remove(node));
    }

    private void changeNodes(Consumer<Set<String>> change) {
        while (true) {
            Optional<ClusterNode.Stored> stored = cluster.readOrForget(NODES);
            Set<String> names = new LinkedHashSet<>(
                    stored.map(value -> texts(value.content(), NAMES)).orElse(List.of()));
            change.accept(names);
            ObjectNode content = Json.object();
            ArrayNode array = content.putArray(NAMES);
            names.forEach(array::add);
            if (cluster.replace(NODES, stored, content, ttl)) {
                return;
            }
        }
    }

    private static List<String> texts(ObjectNode content, String member) {
        List<String> texts = new ArrayList<>();
        for (JsonNode text : content.path(member)) {
            if (!text.isString()) {
                throw new UnreadableValueException(
                        "the index of tasks has an entry that is no text; expected versions of"
                                + " lmcp that know each other's format");
            }
            texts.add(text.stringValue());
        }
        return texts;
    }
}
