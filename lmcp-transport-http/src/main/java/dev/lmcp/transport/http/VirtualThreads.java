package dev.lmcp.transport.http;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A virtual thread for each task (JEP 444). There are as many as requests that are handled.
 *
 * <p>The methods for them are called by reflection, because this class is compiled for Java 17.
 */
final class VirtualThreads implements HandlerThreads {

    private static final int SUPPORTED_SINCE = 21;

    private static final AtomicLong STARTED = new AtomicLong();

    private final ExecutorService threads = newExecutor();

    /** Returns whether this Java runtime has virtual threads. */
    static boolean areSupported() {
        return Runtime.version().feature() >= SUPPORTED_SINCE;
    }

    private static ExecutorService newExecutor() {
        try {
            Class<?> type = Class.forName("java.lang.Thread$Builder$OfVirtual");
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            // A thread must inherit nothing from the thread that starts it: handlers always find the same classes.
            builder = type.getMethod("inheritInheritableThreadLocals", boolean.class)
                    .invoke(builder, false);
            ThreadFactory factory = (ThreadFactory) type.getMethod("factory").invoke(builder);
            return (ExecutorService) Executors.class
                    .getMethod("newThreadPerTaskExecutor", ThreadFactory.class)
                    .invoke(null, (ThreadFactory) task -> named(factory.newThread(task)));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "this Java runtime has no virtual threads; expected Java " + SUPPORTED_SINCE + " or newer", e);
        }
    }

    /** Makes what the reflective calls need, so that the start does not wait for it. */
    static void prepare() {
        newExecutor().shutdown();
    }

    /** The builder could count as well, by a method whose reflective call makes a start longer. */
    private static Thread named(Thread thread) {
        thread.setName(NAME + STARTED.incrementAndGet());
        return thread;
    }

    @Override
    public void execute(Runnable task) {
        threads.execute(() -> {
            Thread.currentThread().setContextClassLoader(VirtualThreads.class.getClassLoader());
            task.run();
        });
    }

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
