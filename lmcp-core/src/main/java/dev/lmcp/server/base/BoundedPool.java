package dev.lmcp.server.base;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A thread pool with a bounded number of threads and a bounded queue. A caller can wait until all threads have ended.
 *
 * <p>A {@link JoinableThreadFactory} makes the threads. Idle threads end. Safe for concurrent use.
 */
public final class BoundedPool implements Executor {

    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(30);

    private final String name;
    private final int maxQueued;
    private final JoinableThreadFactory factory;
    private final ThreadPoolExecutor threads;

    /**
     * Creates a pool without threads.
     *
     * @param name the prefix of the thread names, before a number
     * @param size the maximum number of threads
     * @param maxQueued the maximum number of tasks in the queue
     */
    public BoundedPool(String name, int size, int maxQueued) {
        this.name = name;
        this.maxQueued = maxQueued;
        this.factory = JoinableThreadFactory.numbered(name + "-");
        this.threads = new ThreadPoolExecutor(
                size,
                size,
                IDLE_TIMEOUT.toSeconds(),
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(maxQueued),
                factory,
                (task, pool) -> reject());
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Runs a task on one of the threads.
     *
     * @throws RejectedExecutionException if the queue is full, or if the pool is stopped
     */
    @Override
    public void execute(Runnable task) {
        threads.execute(task);
    }

    private void reject() {
        throw new RejectedExecutionException(
                isStopped()
                        ? "the thread pool '" + name + "' is stopped"
                        : maxQueued + " tasks wait in the thread pool '" + name
                                + "'; expected fewer: find the tasks that block its threads");
    }

    public String name() {
        return name;
    }

    public boolean isStopped() {
        return threads.isShutdown();
    }

    /** Accepts no more tasks, and runs those in the queue. */
    public void stop() {
        threads.shutdown();
    }

    /** Accepts no more tasks, drops those in the queue, and interrupts those that run. */
    public void interrupt() {
        threads.shutdownNow();
    }

    /** Waits until all threads have ended. Returns false after the timeout. Call it after the pool was stopped. */
    public boolean awaitTermination(Duration timeout) throws InterruptedException {
        return factory.awaitTermination(timeout);
    }
}
