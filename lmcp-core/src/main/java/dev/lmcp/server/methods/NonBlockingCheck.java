package dev.lmcp.server.methods;

import dev.lmcp.Tool;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.time.Duration;

/**
 * Warns if a tool blocks that was declared not to. It runs only if the logger is at level DEBUG, as it takes longer than
 * such a tool.
 *
 * @param log the logger
 */
record NonBlockingCheck(System.Logger log) {

    /** A computation that takes as long holds up other connections as well. */
    private static final Duration MAX_TIME = Duration.ofMillis(20);

    /** A run of a tool. */
    interface Work<T> {
        T run() throws Exception;
    }

    /** Runs a tool, and checks the run if that is wanted. */
    <T> T run(Tool tool, Work<T> work) throws Exception {
        if (!tool.isNonBlocking() || !log.isLoggable(Level.DEBUG)) {
            return work.run();
        }
        long waits = waits();
        long begun = System.nanoTime();
        try {
            return work.run();
        } finally {
            report(tool, waits() - waits, Duration.ofNanos(System.nanoTime() - begun));
        }
    }

    private static long waits() {
        ThreadInfo thread = ManagementFactory.getThreadMXBean()
                .getThreadInfo(Thread.currentThread().getId());
        return thread.getWaitedCount() + thread.getBlockedCount();
    }

    private void report(Tool tool, long waits, Duration taken) {
        if (waits > 0 || taken.compareTo(MAX_TIME) > 0) {
            log.log(
                    Level.WARNING,
                    "tool ''{0}'' is declared nonBlocking, and its run took {1} ms and waited {2} times; expected at most"
                            + " {3} ms and no wait: remove nonBlocking() from the tool, or what it waits for",
                    tool.name(),
                    taken.toMillis(),
                    waits,
                    MAX_TIME.toMillis());
        }
    }
}
