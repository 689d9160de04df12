package dev.lmcp.transport.http;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads on which handlers run. They may block.
 *
 * <p>A task goes to a thread that waits for one. If none waits, a new thread is made, up to the limit; more tasks wait in a
 * queue. Each connection of HTTP/1.1 and each stream of HTTP/2 has at most one task, so the queue is bounded by them. The
 * context class loader is that of this transport. Safe for concurrent use.
 */
final class HandlerThreads implements Executor, AutoCloseable {

    private static final int MAX_THREADS = 200;
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

    private final ThreadPoolExecutor threads;

    /** Takes a task only if a thread waits for it, so that the pool makes a new thread otherwise. */
    private static final class HandOver extends LinkedTransferQueue<Runnable> {

        private static final long serialVersionUID = 1L;

        @Override
        public boolean offer(Runnable task) {
            return tryTransfer(task);
        }
    }

    HandlerThreads() {
        AtomicInteger number = new AtomicInteger();
        HandOver queue = new HandOver();
        threads = new ThreadPoolExecutor(
                0,
                MAX_THREADS,
                IDLE_TIMEOUT.toSeconds(),
                TimeUnit.SECONDS,
                queue,
                task -> thread(task, "lmcp-http-" + number.incrementAndGet()),
                (task, pool) -> {
                    if (pool.isShutdown()) {
                        throw new RejectedExecutionException("the HTTP transport is stopped");
                    }
                    queue.put(task);
                });
    }

    /** Makes a thread that inherits nothing from the thread that starts it, so that handlers always find the same classes. */
    private static Thread thread(Runnable task, String name) {
        Thread thread = new Thread(null, task, name, 0, false);
        thread.setContextClassLoader(HandlerThreads.class.getClassLoader());
        return thread;
    }

    @Override
    public void execute(Runnable task) {
        threads.execute(task);
    }

    /** Interrupts the threads, and waits for a short time until they have ended. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            threads.awaitTermination(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
