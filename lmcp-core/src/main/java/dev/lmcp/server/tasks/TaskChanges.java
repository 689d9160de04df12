package dev.lmcp.server.tasks;

import dev.lmcp.server.call.Change;
import dev.lmcp.server.call.ChangeBus;
import dev.lmcp.server.cluster.ClusterNode;
import dev.lmcp.spi.ClusterUnavailableException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings the changes of tasks to the clients of all nodes. A message has the status of a task; a node that needs more reads
 * the record.
 *
 * <p>Safe for concurrent use.
 */
final class TaskChanges {

    private static final String CHANGED = "task-changed";

    private final ClusterNode cluster;
    private final TaskStore store;
    private final TaskRecordJson json;
    private final TaskSignals signals;
    private final ChangeBus bus;
    private final Executor worker;

    /** Held during a publication, so that clients get changes in their order. */
    private final Object publishing = new Object();

    TaskChanges(
            ClusterNode cluster,
            TaskStore store,
            TaskRecordJson json,
            TaskSignals signals,
            ChangeBus bus,
            Executor worker) {
        this.cluster = cluster;
        this.store = store;
        this.json = json;
        this.signals = signals;
        this.bus = bus;
        this.worker = worker;
    }

    /** Announces a record that is in the store. */
    void announce(TaskRecord record) {
        signals.changed(record.id());
        publish(record);
        cluster.announce(CHANGED, json.summary(record));
    }

    private void publish(TaskRecord record) {
        synchronized (publishing) {
            if (signals.isNews(record)) {
                bus.publish(new Change.TaskChanged(record));
            }
        }
    }

    /**
     * Receives the changes of other nodes.
     *
     * @param superseded called for each record of another node; it must not block
     */
    void receive(Consumer<TaskRecord> superseded) {
        cluster.on(CHANGED, content -> receive(content, superseded));
    }

    private void receive(ObjectNode content, Consumer<TaskRecord> superseded) {
        TaskRecord summary;
        try {
            summary = json.read(content);
        } catch (RuntimeException e) {
            // a newer version may send what this one does not know
            return;
        }
        superseded.accept(summary);
        signals.changed(summary.id());
        if (signals.isWatched(summary.id())) {
            publishSoon(summary.id());
        } else {
            bus.publish(new Change.TaskStatusChanged(summary));
        }
    }

    /** Publishes what those that watch a task may have missed. */
    void publishWatched() {
        signals.allChanged();
        signals.watched().forEach(this::publishSoon);
    }

    private void publishSoon(String id) {
        try {
            worker.execute(() -> {
                try {
                    store.read(id).ifPresent(stored -> publish(stored.record()));
                } catch (ClusterUnavailableException e) {
                    // the next message, or the end of the outage, tries again
                }
            });
        } catch (RejectedExecutionException e) {
            // so many are waiting that a client reads the task before it would be told
        }
    }
}
