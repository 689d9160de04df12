package dev.lmcp.server;

import dev.lmcp.server.base.BoundedPool;
import dev.lmcp.server.base.JoinableThreadFactory;
import dev.lmcp.server.call.CallLimiter;
import dev.lmcp.server.call.ChangeBus;
import dev.lmcp.server.legacy.LegacySessions;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;

/**
 * Stops a server step by step.
 *
 * <p>First no new calls are admitted. Running calls may finish within the drain timeout. Then the streams end, and
 * everything that still runs is interrupted.
 */
final class Shutdown implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.server");

    /** How long the streams may take to end; the client of a stream may not read. */
    private static final Duration STREAMS_TIMEOUT = Duration.ofSeconds(5);

    /** How long interrupted calls may take to send their responses. */
    private static final Duration RESPONSES_TIMEOUT = Duration.ofSeconds(2);

    /** How long interrupted threads may take to end. */
    private static final Duration THREADS_TIMEOUT = Duration.ofSeconds(5);

    private final Duration drainTimeout;
    private final ServerActivity activity;
    private final ChangeBus changes;
    private final Runnable leaveCluster;
    private final List<Future<?>> periodic;
    private final List<BoundedPool> pools;

    /** An action and its name, which the log shows if the action fails. */
    record Step(String name, AutoCloseable action) {}

    /**
     * Creates the shutdown of a server.
     *
     * @param drainTimeout how long running calls may continue
     * @param activity everything that is active in the server
     * @param changes announces changes to the sessions
     * @param leaveCluster tells the other nodes that the calls and streams here have ended, if there are any
     * @param periodic the periodic work, such as the removal of expired sessions and tasks
     * @param pools the threads that run calls and tasks
     */
    Shutdown(
            Duration drainTimeout,
            ServerActivity activity,
            ChangeBus changes,
            Runnable leaveCluster,
            List<Future<?>> periodic,
            List<BoundedPool> pools) {
        this.drainTimeout = drainTimeout;
        this.activity = activity;
        this.changes = changes;
        this.leaveCluster = leaveCluster;
        this.periodic = List.copyOf(periodic);
        this.pools = List.copyOf(pools);
    }

    @Override
    public void close() {
        CallLimiter calls = activity.calls();
        LegacySessions sessions = activity.sessions();
        run(
                new Step("stop admitting calls", calls::close),
                new Step("stop opening sessions", sessions::close),
                new Step("let running calls and tasks finish", this::drain),
                new Step("stop the periodic work", () -> periodic.forEach(work -> work.cancel(false))),
                new Step("stop announcing changes to sessions", () -> changes.unsubscribe(sessions)),
                new Step("end the streams", this::endStreams),
                new Step("interrupt the running calls", this::stopCalls),
                new Step("end the sessions", sessions::endAll),
                new Step("tell the other nodes", leaveCluster::run),
                new Step("end the tasks", activity.tasks()::endAll),
                new Step("interrupt the threads", () -> pools.forEach(BoundedPool::interrupt)),
                new Step("wait for the threads", this::awaitThreads),
                new Step("stop the heartbeats of calls", activity.running()),
                new Step("stop the heartbeats of streams", activity.streams()));
    }

    /** Runs all steps in their order; if one fails, the next one runs all the same. */
    static void run(Step... steps) {
        for (Step step : steps) {
            try {
                step.action().close();
            } catch (Exception | LinkageError e) {
                LOG.log(
                        Level.WARNING,
                        "the shutdown could not " + step.name() + "; it continues with the next step",
                        e);
                if (e instanceof InterruptedException) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    private void drain() throws InterruptedException {
        long deadline = System.nanoTime() + drainTimeout.toNanos();
        activity.calls().awaitEmpty(drainTimeout);
        activity.tasks().drain(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
    }

    private void endStreams() throws InterruptedException {
        JoinableThreadFactory ending = JoinableThreadFactory.named("lmcp-end");
        ending.newThread(activity.streams()::endAll).start();
        ending.awaitTermination(STREAMS_TIMEOUT);
    }

    private void stopCalls() {
        if (activity.calls().running() > 0) {
            activity.running().stopAll();
            activity.calls().awaitEmpty(RESPONSES_TIMEOUT);
        }
    }

    private void awaitThreads() throws InterruptedException {
        long deadline = System.nanoTime() + THREADS_TIMEOUT.toNanos();
        for (BoundedPool pool : pools) {
            if (!pool.awaitTermination(Duration.ofNanos(deadline - System.nanoTime()))) {
                LOG.log(
                        Level.WARNING,
                        "a thread ''{0}'' still runs after the shutdown; expected its handler to end when it is"
                                + " interrupted",
                        pool.name());
            }
        }
    }
}
