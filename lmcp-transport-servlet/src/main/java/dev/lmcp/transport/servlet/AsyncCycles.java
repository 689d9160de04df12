package dev.lmcp.transport.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The asynchronous cycles of one web application that the container has not ended yet.
 *
 * <p>A cycle that is completed or dispatched ends later, on a thread of the container. Thread-safe.
 */
final class AsyncCycles {

    private static final String ATTRIBUTE = "dev.lmcp.transport.servlet.cycles";

    /** The request attribute with the end of its cycle. */
    private static final String END = "dev.lmcp.transport.servlet.cycle";

    private final AtomicInteger open = new AtomicInteger();

    /** Returns the cycles of this web application. */
    static AsyncCycles of(ServletContext context) {
        synchronized (context) {
            if (context.getAttribute(ATTRIBUTE) instanceof AsyncCycles cycles) {
                return cycles;
            }
            AsyncCycles cycles = new AsyncCycles();
            context.setAttribute(ATTRIBUTE, cycles);
            return cycles;
        }
    }

    /** Starts a cycle. */
    AsyncContext start(HttpServletRequest request, HttpServletResponse response) {
        AsyncContext cycle = request.startAsync(request, response);
        End end = new End();
        open.incrementAndGet();
        request.setAttribute(END, end);
        cycle.addListener(end);
        return cycle;
    }

    /** Ends the cycle that the container has dispatched. If the dispatch throws, Jetty tells no listener of the end. */
    static void resume(ServletRequest request) {
        if (request.getAttribute(END) instanceof End end) {
            request.removeAttribute(END);
            end.count();
        }
    }

    /** Returns whether all cycles have ended. */
    boolean isEmpty() {
        return open.get() == 0;
    }

    /** Counts the end of one cycle. */
    private final class End implements AsyncEnd {

        private final AtomicBoolean isCounted = new AtomicBoolean();

        @Override
        public void ended(Cause cause) {
            if (cause == Cause.COMPLETE) {
                count();
            }
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            count();
        }

        private void count() {
            if (isCounted.compareAndSet(false, true)) {
                open.decrementAndGet();
            }
        }
    }
}
