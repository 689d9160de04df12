package dev.lmcp.server.tasks;

import dev.lmcp.server.base.FatalErrors;
import dev.lmcp.server.base.Json;
import dev.lmcp.server.cluster.ClusterNode;
import dev.lmcp.server.cluster.NodeLease;
import dev.lmcp.spi.ClusterUnavailableException;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The periodic work of a node for shared tasks: it renews its lease, writes what it could not write before, and looks after
 * the other nodes.
 *
 * <p>Safe for concurrent use.
 */
final class TaskRounds {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.cluster");

    /** The message of a node that has stopped in order, so that the others need not wait for the end of its lease. */
    private static final String NODE_STOPPED = "node-stopped";

    private static final String NODE = "node";

    private final ClusterNode cluster;
    private final NodeLease lease;
    private final NodeTasks nodes;
    private final TaskChanges changes;
    private final Executor worker;
    private final TaskRuns runs;
    private final TaskTakeover takeover;
    private final Runnable cleanUp;
    private final AtomicBoolean isInRound = new AtomicBoolean();
    private volatile boolean mustVerify;
    private volatile boolean isStopped;

    TaskRounds(SharedTasksParts parts, TaskRuns runs, TaskTakeover takeover, Runnable cleanUp) {
        this.cluster = parts.cluster();
        this.lease = parts.lease();
        this.nodes = parts.nodes();
        this.changes = parts.changes();
        this.worker = parts.worker();
        this.runs = runs;
        this.takeover = takeover;
        this.cleanUp = cleanUp;
    }

    /** Receives messages from now on, and returns the periodic work. It does not block. */
    Runnable connect() {
        cluster.on(
                NODE_STOPPED,
                content -> Json.text(content, NODE).ifPresent(name -> runSoon(() -> takeover.take(name))));
        cluster.onMissed(() -> {
            mustVerify = true;
            changes.publishWatched();
            beginRound();
        });
        return this::beginRound;
    }

    /** Begins a round, unless the last one still waits for the engine. So a slow engine occupies one worker only. */
    private void beginRound() {
        if (!isStopped && isInRound.compareAndSet(false, true) && !runSoon(this::round)) {
            isInRound.set(false);
        }
    }

    private boolean runSoon(Runnable work) {
        try {
            worker.execute(() -> {
                if (!isStopped) {
                    attempt(work);
                }
            });
            return true;
        } catch (RejectedExecutionException busy) {
            return false;
        }
    }

    private void round() {
        try {
            lease.renewIfDue();
            runs.writeResults();
            if (mustVerify) {
                mustVerify = false;
                verify();
            }
            cleanUp.run();
            nodes.flush();
            takeover.check();
        } finally {
            isInRound.set(false);
        }
        if (mustVerify) {
            // messages were missed during this round
            beginRound();
        }
    }

    private void verify() {
        boolean isDone = false;
        try {
            nodes.writeAll();
            runs.verify();
            isDone = true;
        } finally {
            mustVerify |= !isDone;
        }
    }

    /** Does work that needs the engine. If the engine does not answer, a later round does the rest. */
    private void attempt(Runnable work) {
        try {
            work.run();
        } catch (ClusterUnavailableException e) {
            takeover.forgetMisses();
        } catch (RuntimeException | Error e) {
            FatalErrors.rethrow(e);
            LOG.log(Level.WARNING, "the work for shared tasks failed; the next round tries again", e);
        }
    }

    /** Gives up the tasks of this node, and lets the others take them at once. */
    void stop() {
        isStopped = true;
        runs.stop(TaskTakeover.STOPPED);
        attempt(() -> {
            lease.end();
            cluster.publish(NODE_STOPPED, Json.object().put(NODE, lease.name()));
        });
    }
}
