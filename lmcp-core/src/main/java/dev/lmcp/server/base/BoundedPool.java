package dev.lmcp.server.base;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A pool with a bounded number of threads and a bounded queue, whose end can be awaited.
 *
 * <p>Its threads are those of {@link JoinableThreadFactory}; idle ones end. Safe for concurrent use.
 */
public final class BoundedPool implements Executor {

    private static final Duration IDLE = Duration.ofSeconds(30);

    private final String name;
    private final int maxWaiting;
    private final JoinableThreadFactory factory;
    private final ThreadPoolExecutor threads;

    /**
     * Creates a pool, which has no thread yet.
     *
     * @param name the names of its threads, before a number
     * @param size how many threads it may have
     * @param maxWaiting how much work may wait for a thread
     */
    public BoundedPool(String name, int size, int maxWaiting) {
        this.name = name;
        this.maxWaiting = maxWaiting;
        this.factory = JoinableThreadFactory.numbered(name + "-");
        this.threads = new ThreadPoolExecutor(
                size,
                size,
                IDLE.toSeconds(),
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(maxWaiting),
                factory,
                (work, pool) -> refuse());
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Runs the work on one of the threads.
     *
     * @throws RejectedExecutionException if too much is waiting, or the pool is stopped
     */
    @Override
    public void execute(Runnable work) {
        threads.execute(work);
    }

    private void refuse() {
        throw new RejectedExecutionException(
                isStopped()
                        ? "the threads '" + name + "' are stopped"
                        : maxWaiting + " tasks are waiting for a thread '" + name
                                + "'; expected fewer: end what blocks these threads");
    }

    public String name() {
        return name;
    }

    public boolean isStopped() {
        return threads.isShutdown();
    }

    /** Takes no more work, and does what is waiting. */
    public void stop() {
        threads.shutdown();
    }

    /** Takes no more work, drops what is waiting, and interrupts what is under way. */
    public void interrupt() {
        threads.shutdownNow();
    }

    /** Returns whether all threads have ended, at the latest after this long; to be called once the pool is stopped. */
    public boolean awaitEnd(Duration patience) throws InterruptedException {
        return factory.awaitEnd(patience);
    }
}
