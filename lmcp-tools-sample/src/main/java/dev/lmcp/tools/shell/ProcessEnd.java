package dev.lmcp.tools.shell;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ForkJoinPool;

/**
 * The end of a process, without a leak of the application's class loader.
 *
 * <p>If the process has already ended, {@link Process#onExit} creates a thread of the JDK, which lives for a minute or, with
 * other processes, longer. Up to Java 23, a new thread inherits the protection domains of all classes on the stack of the
 * thread that creates it. So that method is called on a thread that runs no class of this application.
 */
final class ProcessEnd {

    private static final MethodHandle ON_EXIT =
            method(Process.class, "onExit", MethodType.methodType(CompletableFuture.class));
    private static final MethodHandle COMPLETE =
            method(CompletableFuture.class, "complete", MethodType.methodType(boolean.class, Object.class));

    private ProcessEnd() {}

    /** Returns a future that is complete when the process has ended. */
    static CompletableFuture<Process> of(Process process) {
        CompletableFuture<CompletionStage<Process>> end = new CompletableFuture<>();
        MethodHandle task = MethodHandles.filterReturnValue(
                ON_EXIT.asType(MethodType.methodType(Object.class, Process.class)), COMPLETE.bindTo(end));
        // A lambda would be a class of this application, so the task is a proxy of a method handle.
        Runnable neutral = MethodHandleProxies.asInterfaceInstance(
                Runnable.class, task.bindTo(process).asType(MethodType.methodType(void.class)));
        var unused = ForkJoinPool.commonPool().submit(neutral);
        return end.thenCompose(stage -> stage);
    }

    private static MethodHandle method(Class<?> type, String name, MethodType signature) {
        try {
            return MethodHandles.publicLookup().findVirtual(type, name, signature);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "'" + type.getName() + "' has no '" + name + "'; expected Java 17 or newer", e);
        }
    }
}
