package dev.lmcp.transport.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletRequest;
import java.io.IOException;
import java.util.Optional;

/**
 * What {@code service()} is to do when the container calls it again for a request that it has seen.
 *
 * <p>A dispatch, and not the callback in which the news arrived: only there are blocking, a further asynchronous cycle
 * and a throw what they are elsewhere, in every container.
 */
@FunctionalInterface
interface Resumption {

    /** The request attribute that holds it. */
    String ATTRIBUTE = "dev.lmcp.transport.servlet.resumption";

    /** Goes on. */
    void run() throws IOException;

    /** Goes on with {@code next} on a thread of the container's. */
    static void with(AsyncContext context, Resumption next) {
        context.getRequest().setAttribute(ATTRIBUTE, next);
        context.dispatch();
    }

    /** Has the container end the exchange by a failure, so that it closes the connection. */
    static void fail(AsyncContext context, CutOffException failure) {
        Resumption next = () -> {
            throw failure;
        };
        try {
            context.getRequest().setAttribute(ATTRIBUTE, next);
        } catch (IllegalStateException e) {
            // The container is ending the cycle already.
            return;
        }
        NeutralThread.dispatch(context);
    }

    /** Takes what is to be done with this request, if it has been seen before. */
    static Optional<Resumption> take(ServletRequest request) {
        if (request.getDispatcherType() != DispatcherType.ASYNC
                || !(request.getAttribute(ATTRIBUTE) instanceof Resumption next)) {
            return Optional.empty();
        }
        request.removeAttribute(ATTRIBUTE);
        return Optional.of(next);
    }
}
