package dev.lmcp.server;

import dev.lmcp.server.base.BoundedPool;
import dev.lmcp.server.base.JoinableThreadFactory;
import dev.lmcp.server.call.CallLimiter;
import dev.lmcp.server.call.ChangeBus;
import dev.lmcp.server.call.TaskRunner;
import dev.lmcp.server.legacy.LegacySessions;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;

/**
 * The stop of a server, step by step: no call is admitted, running calls may finish within the drain time, streams end
 * properly, and what is left is interrupted.
 */
final class Shutdown implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.server");

    /** How long streams may take to end: the other end of one may not read. */
    private static final Duration STREAMS_END = Duration.ofSeconds(5);

    /** How long calls that were interrupted may take to tell their callers. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    /** How long interrupted work may take to end. */
    private static final Duration INTERRUPTED = Duration.ofSeconds(5);

    private final Duration drain;
    private final ServerActivity activity;
    private final TaskRunner tasks;
    private final ChangeBus changes;
    private final Future<?> sweeping;
    private final List<BoundedPool> pools;

    /** Something to do, and what to call it if it fails. */
    record Step(String name, AutoCloseable action) {}

    /**
     * Creates the stop of a server.
     *
     * @param drain how long running calls may go on
     * @param activity what goes on
     * @param tasks ends the tasks
     * @param changes tells the sessions of changes
     * @param sweeping what is done now and then
     * @param pools the threads on which calls and tasks run
     */
    Shutdown(
            Duration drain,
            ServerActivity activity,
            TaskRunner tasks,
            ChangeBus changes,
            Future<?> sweeping,
            List<BoundedPool> pools) {
        this.drain = drain;
        this.activity = activity;
        this.tasks = tasks;
        this.changes = changes;
        this.sweeping = sweeping;
        this.pools = List.copyOf(pools);
    }

    @Override
    public void close() {
        CallLimiter calls = activity.calls();
        LegacySessions sessions = activity.sessions();
        take(
                new Step("admit no more calls", calls::close),
                new Step("open no more sessions", sessions::close),
                new Step("let running calls finish", () -> calls.awaitEmpty(drain)),
                new Step("sweep no more", () -> sweeping.cancel(false)),
                new Step("tell sessions of no more changes", () -> changes.unsubscribe(sessions)),
                new Step("end the streams", this::endStreams),
                new Step("interrupt the calls that still run", this::stopCalls),
                new Step("end the sessions", sessions::endAll),
                new Step("cancel the tasks", tasks::endAll),
                new Step("interrupt the threads", () -> pools.forEach(BoundedPool::interrupt)),
                new Step("wait for the threads", this::awaitThreads),
                new Step("show no more signs of life in calls", activity.running()),
                new Step("show no more signs of life in streams", activity.streams()));
    }

    /** Takes all steps in their order, whatever one of them does. */
    static void take(Step... steps) {
        for (Step step : steps) {
            try {
                step.action().close();
            } catch (Exception | LinkageError e) {
                LOG.log(Level.WARNING, "the stop could not " + step.name() + "; it goes on with the next step", e);
                if (e instanceof InterruptedException) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    private void endStreams() throws InterruptedException {
        JoinableThreadFactory ending = JoinableThreadFactory.named("lmcp-end");
        ending.newThread(activity.streams()::endAll).start();
        ending.awaitTermination(STREAMS_END);
    }

    private void stopCalls() {
        if (activity.calls().running() > 0) {
            activity.running().stopAll();
            activity.calls().awaitEmpty(LAST_WORDS);
        }
    }

    private void awaitThreads() throws InterruptedException {
        long deadline = System.nanoTime() + INTERRUPTED.toNanos();
        for (BoundedPool pool : pools) {
            if (!pool.awaitTermination(Duration.ofNanos(deadline - System.nanoTime()))) {
                LOG.log(
                        Level.WARNING,
                        "a thread ''{0}'' still runs after the stop; expected its handler to end when it is"
                                + " interrupted",
                        pool.name());
            }
        }
    }
}
