package dev.lmcp.transport.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletRequest;
import java.io.IOException;
import java.util.Optional;

/**
 * The work of {@code service()} when the container calls it again for the same request.
 *
 * <p>The work runs in an asynchronous dispatch, not in the callback of a listener. Only in a dispatch do all containers
 * allow blocking, another asynchronous cycle and an exception as usual.
 */
@FunctionalInterface
interface Resumption {

    /** The request attribute with the work. */
    String ATTRIBUTE = "dev.lmcp.transport.servlet.resumption";

    /** Runs the work. */
    void run() throws IOException;

    /** Runs {@code next} on a thread of the container. */
    static void with(AsyncContext context, Resumption next) {
        context.getRequest().setAttribute(ATTRIBUTE, next);
        context.dispatch();
    }

    /** Makes {@code service()} throw the exception, so that the container closes the connection. */
    static void fail(AsyncContext context, CutOffException failure) {
        Resumption next = () -> {
            throw failure;
        };
        try {
            context.getRequest().setAttribute(ATTRIBUTE, next);
        } catch (IllegalStateException e) {
            // The container already ends the cycle.
            return;
        }
        LeakSafeAsync.dispatch(context);
    }

    /** Removes and returns the work for this request; empty if this is not a second call of {@code service()}. */
    static Optional<Resumption> take(ServletRequest request) {
        if (request.getDispatcherType() != DispatcherType.ASYNC
                || !(request.getAttribute(ATTRIBUTE) instanceof Resumption next)) {
            return Optional.empty();
        }
        request.removeAttribute(ATTRIBUTE);
        return Optional.of(next);
    }
}
