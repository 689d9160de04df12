package dev.lmcp.testkit.plugin;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The threads that were started after this object was created, without the JDK's own threads. */
final class StartedThreads {

    private static final Duration END_TIMEOUT = Duration.ofSeconds(5);

    private final Set<Thread> before = alive();

    /** Waits for the threads to end, and returns the names of those that still run after five seconds. */
    List<String> remaining() {
        long end = System.nanoTime() + END_TIMEOUT.toNanos();
        for (Thread thread : started()) {
            try {
                thread.join(
                        Math.max(1, Duration.ofNanos(end - System.nanoTime()).toMillis()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting for threads to end", e);
            }
        }
        return started().stream().map(Thread::getName).sorted().toList();
    }

    private Set<Thread> started() {
        return alive().stream()
                .filter(thread -> !before.contains(thread) && !belongsToTheJdk(thread))
                .collect(Collectors.toSet());
    }

    private static Set<Thread> alive() {
        return Thread.getAllStackTraces().keySet();
    }

    /** Cleaners, signal handlers and the common pool: they do not end with the code that made the JDK start them. */
    private static boolean belongsToTheJdk(Thread thread) {
        ThreadGroup group = thread.getThreadGroup();
        return group == null
                || group.getName().equals("system")
                || group.getName().equals("InnocuousThreadGroup")
                || thread.getName().startsWith("ForkJoinPool.commonPool-");
    }
}
