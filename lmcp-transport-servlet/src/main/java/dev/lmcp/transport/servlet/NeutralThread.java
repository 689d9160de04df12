package dev.lmcp.transport.servlet;

import jakarta.servlet.AsyncContext;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ForkJoinPool;

/**
 * Tells the container to go on with an asynchronous cycle, from a thread that has nothing of this application about it.
 *
 * <p>Tomcat may start a thread of its pool within such a call. A new thread inherits its maker's context class loader
 * and, up to Java 23, the protection domains of all classes on its maker's stack; and so do the threads that it makes.
 * They would keep an application's classes for good after it was undeployed.
 */
final class NeutralThread {

    private static final MethodHandle COMPLETE = method("complete");
    private static final MethodHandle DISPATCH = method("dispatch");

    private NeutralThread() {}

    /** Completes the cycle, soon; does nothing where the container has ended it already. */
    static void complete(AsyncContext context) {
        call(COMPLETE, context);
    }

    /** Dispatches the request again, soon; does nothing where the container has ended the cycle already. */
    static void dispatch(AsyncContext context) {
        call(DISPATCH, context);
    }

    /** Not by a lambda, which would be a class of this application. */
    private static void call(MethodHandle method, AsyncContext context) {
        Runnable task = MethodHandleProxies.asInterfaceInstance(Runnable.class, method.bindTo(context));
        var unused = ForkJoinPool.commonPool().submit(task);
    }

    private static MethodHandle method(String name) {
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(AsyncContext.class, name, MethodType.methodType(void.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("AsyncContext has no '" + name + "'; expected a Servlet 6 container", e);
        }
    }
}
