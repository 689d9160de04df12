package dev.lmcp.transport.servlet;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits at the end of a stop until the container's threads have left the web application.
 *
 * <p>A stop ends all calls and streams, but the container ends their exchanges a moment later, on its own threads. Until
 * then such a thread has the context class loader of the application. If the container removes the application first, the
 * thread finds no classes any more, and a container that looks for leaks reports the thread.
 */
final class Departure {

    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final long PAUSE_MILLIS = 5;

    private Departure() {}

    /** Waits for two seconds at most. */
    static void await(ServletContext context) {
        AsyncCycles cycles = AsyncCycles.of(context);
        ClassLoader loader = context.getClassLoader();
        long deadline = System.nanoTime() + LIMIT.toNanos();
        try {
            await(cycles::isEmpty, deadline);
            await(() -> !hasOtherThread(loader), deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(BooleanSupplier condition, long deadline) throws InterruptedException {
        while (!condition.getAsBoolean() && System.nanoTime() - deadline < 0) {
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    /** Returns whether another thread has this context class loader, which only one application may have. */
    static boolean hasOtherThread(@Nullable ClassLoader loader) {
        if (loader == null || loader == Servlet.class.getClassLoader()) {
            // The application shares its class loader with an embedded container, whose threads have it for good.
            return false;
        }
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        Thread[] threads = new Thread[2 * root.activeCount() + 16];
        int count = root.enumerate(threads);
        return Arrays.stream(threads, 0, count)
                .anyMatch(thread -> thread != Thread.currentThread() && thread.getContextClassLoader() == loader);
    }
}
