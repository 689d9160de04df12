package dev.lmcp.verification.streams;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a server's process says of itself. */
final class Vitals {

    /** One collection leaves what finalizers and references still hold. */
    private static final int COLLECTIONS = 3;

    private Vitals() {}

    /** Measures the heap, after collecting garbage if that is wished, and the threads, this one included. */
    static ObjectNode measure(boolean collect) {
        for (int i = 0; collect && i < COLLECTIONS; i++) {
            System.gc();
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put(
                        "heap",
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed())
                .put("threads", ManagementFactory.getThreadMXBean().getThreadCount())
                .put("busy", Engine.current() == Engine.HTTP ? handlers(true) : sum("currentThreadsBusy"))
                .put("pool", Engine.current() == Engine.HTTP ? handlers(false) : sum("maxThreads"));
    }

    /** The threads for handlers of the HTTP transport: all, or those that run a handler. */
    private static long handlers(boolean isBusy) {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().startsWith("lmcp-http-"))
                .filter(thread -> !isBusy
                        || Arrays.stream(thread.getValue())
                                .anyMatch(frame -> frame.getClassName().endsWith(".HttpExchange")))
                .count();
    }

    /** The threads of the container's pools; -1 if it shows none. */
    private static long sum(String attribute) {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        try {
            Set<ObjectName> pools = beans.queryNames(new ObjectName("*:type=ThreadPool,name=*"), null);
            long sum = pools.isEmpty() ? -1 : 0;
            for (ObjectName pool : pools) {
                sum += ((Number) beans.getAttribute(pool, attribute)).longValue();
            }
            return sum;
        } catch (JMException e) {
            throw new IllegalStateException("the container's thread pool cannot be asked for " + attribute, e);
        }
    }
}
