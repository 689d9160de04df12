package dev.lmcp.transport.servlet;

import jakarta.servlet.AsyncContext;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ForkJoinPool;

/**
 * Completes or dispatches an asynchronous cycle without a leak of the application's class loader.
 *
 * <p>The call runs on a thread that has no reference to this application, because Tomcat may start a thread of its pool
 * within the call. A new thread inherits the context class loader of the thread that creates it. Up to Java 23, it also
 * inherits the protection domains of all classes on that thread's stack. Such a pool thread, and every thread that it
 * creates, would keep the application's classes after the application is undeployed.
 */
final class LeakSafeAsync {

    private static final MethodHandle COMPLETE = method("complete");
    private static final MethodHandle DISPATCH = method("dispatch");

    private LeakSafeAsync() {}

    /** Completes the cycle soon, on another thread. Does nothing if the container has already ended it. */
    static void complete(AsyncContext context) {
        call(COMPLETE, context);
    }

    /** Dispatches the request again soon, on another thread. Does nothing if the container has already ended the cycle. */
    static void dispatch(AsyncContext context) {
        call(DISPATCH, context);
    }

    /** A lambda would be a class of this application, so the task is a proxy of a method handle. */
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
