package dev.lmcp.server.base;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Creates the threads of one pool, and waits until they have ended.
 *
 * <p>The threads inherit nothing from the thread that starts them. Their context class loader is lmcp's own. A JDK pool
 * reports its termination shortly before its last thread ends; a container would report that thread as a leak.
 */
public final class JoinableThreadFactory implements ThreadFactory {

    private final String name;
    private final boolean numbered;
    private final AtomicInteger number = new AtomicInteger();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    private JoinableThreadFactory(String name, boolean numbered) {
        this.name = name;
        this.numbered = numbered;
    }

    public static JoinableThreadFactory named(String name) {
        return new JoinableThreadFactory(name, false);
    }

    static JoinableThreadFactory numbered(String prefix) {
        return new JoinableThreadFactory(prefix, true);
    }

    @Override
    public Thread newThread(Runnable task) {
        threads.removeIf(other -> other.getState() == Thread.State.TERMINATED);
        Thread thread = new Thread(null, task, numbered ? name + number.incrementAndGet() : name, 0, false);
        thread.setContextClassLoader(JoinableThreadFactory.class.getClassLoader());
        thread.setDaemon(true);
        threads.add(thread);
        return thread;
    }

    /** Waits until all threads have ended. Returns false after the timeout. */
    public boolean awaitTermination(Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        threads.remove(Thread.currentThread());
        for (Thread thread : threads) {
            // 0 would mean: without a timeout
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
        }
        return threads.stream().noneMatch(Thread::isAlive);
    }
}
