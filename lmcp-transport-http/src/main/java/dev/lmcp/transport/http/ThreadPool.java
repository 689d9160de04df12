package dev.lmcp.transport.http;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Deque;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A pool that wakes as few threads as it can, because a wake-up costs more than a short task.
 *
 * <p>Tasks wait in one queue. At most one thread at a time is on its way to the queue: it was woken or started, and has not
 * taken a task yet. While there is one, a new task wakes no other thread. A thread that takes a task, and leaves others,
 * wakes the next thread before it runs its own. So no task waits for one that blocks, and threads that are busy take the
 * next task without having slept. The thread that has slept for the shortest time is woken first.
 *
 * <p>There are at most {@value #MAX_THREADS} threads; more tasks wait. Each connection of HTTP/1.1 and each stream of
 * HTTP/2 has at most one task, so the queue is bounded by them. A thread ends after it had no task for a while.
 */
final class ThreadPool implements HandlerThreads {

    static final int MAX_THREADS = 200;

    private static final System.Logger LOG = System.getLogger("dev.lmcp.http");
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(30);

    private final Duration idleTimeout;
    private final Consumer<Thread> starter;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Deque<Worker> sleeping = new ConcurrentLinkedDeque<>();
    private final Set<Worker> workers = ConcurrentHashMap.newKeySet();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicInteger number = new AtomicInteger();

    /** Whether a thread is on its way to the queue. Who clears this looks at the queue afterwards. */
    private final AtomicBoolean isAnyOnItsWay = new AtomicBoolean();

    /** Whether the operating system has refused the last thread. */
    private volatile boolean isRefused;

    private volatile boolean isStopped;

    ThreadPool() {
        this(IDLE_TIMEOUT, Thread::start);
    }

    /**
     * Creates a pool without threads.
     *
     * @param idleTimeout how long a thread without a task lives
     * @param starter starts a thread
     */
    ThreadPool(Duration idleTimeout, Consumer<Thread> starter) {
        this.idleTimeout = idleTimeout;
        this.starter = starter;
    }

    @Override
    public void execute(Runnable task) {
        if (isStopped) {
            throw new RejectedExecutionException("the HTTP transport is stopped");
        }
        tasks.add(task);
        wakeOne();
        if (size.get() == 0 && isRefused && tasks.remove(task)) {
            throw new RejectedExecutionException("no thread could be started");
        }
    }

    /** Sends a thread on its way to the queue, unless one is on its way. */
    private void wakeOne() {
        do {
            if (!isAnyOnItsWay.compareAndSet(false, true)) {
                return;
            }
            Worker next = sleeping.pollFirst();
            if (next != null) {
                next.wake();
                return;
            }
            if (startWorker()) {
                return;
            }
            // A thread that went to sleep in the meantime saw that one was on its way.
        } while (!sleeping.isEmpty() && !tasks.isEmpty());
    }

    /** Starts a thread on its way to the queue. If it cannot, none is on its way. */
    private boolean startWorker() {
        if (size.incrementAndGet() > MAX_THREADS) {
            size.decrementAndGet();
            isAnyOnItsWay.set(false);
            return false;
        }
        Worker worker = new Worker(NAME + number.incrementAndGet());
        workers.add(worker);
        boolean isStarted = false;
        try {
            starter.accept(worker);
            isStarted = true;
        } catch (OutOfMemoryError e) {
            // So Java tells that the operating system refuses a thread. The tasks wait for the threads that are there.
            if (!isRefused) {
                LOG.log(
                        Level.WARNING,
                        "a thread for requests could not be started (" + e.getMessage()
                                + "); expected one that the operating system grants: raise its limit of threads. Until then"
                                + " requests wait for the others");
            }
        } finally {
            isRefused = !isStarted;
            if (!isStarted) {
                workers.remove(worker);
                size.decrementAndGet();
                isAnyOnItsWay.set(false);
            }
        }
        return isStarted;
    }

    int size() {
        return size.get();
    }

    @Override
    public void close() {
        isStopped = true;
        tasks.clear();
        workers.forEach(Thread::interrupt);
        long deadline = System.nanoTime() + STOP_TIMEOUT.toNanos();
        try {
            for (Worker worker : workers) {
                // 0 would be to wait for ever
                TimeUnit.NANOSECONDS.timedJoin(worker, Math.max(1_000_000, deadline - System.nanoTime()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Worker extends Thread {

        private volatile boolean isWoken;
        private boolean isOnItsWay = true;

        /** Creates a thread that inherits nothing from the thread that starts it, so that handlers find the same classes. */
        Worker(String name) {
            super(null, null, name, 0, false);
            setContextClassLoader(ThreadPool.class.getClassLoader());
        }

        void wake() {
            isWoken = true;
            LockSupport.unpark(this);
        }

        @Override
        public void run() {
            try {
                while (!isStopped) {
                    Runnable task = tasks.poll();
                    if (task != null) {
                        arrive();
                        run(task);
                    } else if (!sleep()) {
                        return;
                    }
                }
            } finally {
                workers.remove(this);
                size.decrementAndGet();
                // A task that came meanwhile may have found too many threads.
                arrive();
            }
        }

        /** Notes that this thread is at the queue. If there are tasks, sends the next one there. */
        private void arrive() {
            if (isOnItsWay) {
                isOnItsWay = false;
                isAnyOnItsWay.set(false);
            }
            if (!tasks.isEmpty() && !isStopped) {
                wakeOne();
            }
        }

        @SuppressWarnings("CatchingUnchecked") // The log is the only place that has an error of such a thread.
        private static void run(Runnable task) {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                LOG.log(Level.ERROR, "work of a request failed", e);
            } finally {
                // What is left of an interrupt belongs to the task that has ended.
                Thread.interrupted();
            }
        }

        /** Sleeps until there may be a task. Returns false if there was none for a long time. */
        private boolean sleep() {
            isWoken = false;
            sleeping.addFirst(this);
            arrive();
            long deadline = System.nanoTime() + idleTimeout.toNanos();
            while (!isWoken && !isStopped) {
                long left = deadline - System.nanoTime();
                if (left > 0) {
                    LockSupport.parkNanos(this, left);
                    // Somebody may still interrupt a task that has ended. It must not keep this thread awake.
                    Thread.interrupted();
                } else if (sleeping.remove(this)) {
                    return false;
                }
                // Otherwise another thread has taken this one from the list, and is about to wake it.
            }
            isOnItsWay = true;
            return true;
        }
    }
}
