package dev.lmcp.server.start;

import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;
import java.util.Map;

/**
 * Makes the JDK release the record classes of this application.
 *
 * <p>{@link ObjectMethods} has static method handles. Each one keeps the type of the record or component that was linked
 * last. So the class loader of an undeployed application would stay in memory until another application links a record.
 * This class links methods with types of the JDK instead.
 */
final class RecordMethods {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.server");

    private static final Map<String, MethodType> METHODS = Map.of(
            "equals", MethodType.methodType(boolean.class, String.class, Object.class),
            "hashCode", MethodType.methodType(int.class, String.class),
            "toString", MethodType.methodType(String.class, String.class));

    private RecordMethods() {}

    /** Links methods as if {@link String} were a record whose component is itself. */
    static void release() {
        METHODS.forEach(RecordMethods::link);
    }

    @SuppressWarnings("CatchingUnchecked")
    private static void link(String name, MethodType type) {
        MethodHandle component = MethodHandles.identity(String.class);
        try {
            var unused = ObjectMethods.bootstrap(
                    MethodHandles.publicLookup(), name, type, String.class, "component", component);
        } catch (Throwable e) { // as the method that it calls declares
            LOG.log(Level.DEBUG, "the methods of a record could not be linked; a class loader may stay in memory", e);
        }
    }
}
