package dev.lmcp.server.base;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes the threads of one pool, and waits for them at the end.
 *
 * <p>They inherit nothing from the thread that starts them and see lmcp's class loader. A pool says that it has
 * terminated some moments before its last thread has ended, in which a container would take that for a leak.
 */
public final class JoinableThreadFactory implements ThreadFactory {

    private final String name;
    private final boolean numbered;
    private final AtomicInteger number = new AtomicInteger();
    private final Set<Thread> made = ConcurrentHashMap.newKeySet();

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
        made.removeIf(earlier -> earlier.getState() == Thread.State.TERMINATED);
        Thread thread = new Thread(null, task, numbered ? name + number.incrementAndGet() : name, 0, false);
        thread.setContextClassLoader(JoinableThreadFactory.class.getClassLoader());
        thread.setDaemon(true);
        made.add(thread);
        return thread;
    }

    /** Returns whether all have ended, at the latest after this long. */
    public boolean awaitEnd(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        made.remove(Thread.currentThread());
        for (Thread thread : made) {
            // 0 would be for ever
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
        }
        return made.stream().noneMatch(Thread::isAlive);
    }
}
