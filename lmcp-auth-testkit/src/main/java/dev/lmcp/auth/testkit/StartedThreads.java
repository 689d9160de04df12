package dev.lmcp.auth.testkit;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The threads that have begun since some moment, without those that the JDK keeps for itself. */
final class OwnThreads {

    private static final Duration TIME_TO_END = Duration.ofSeconds(5);

    private final Set<Thread> before = alive();

    /** Waits for those that are ending, and returns the names of those that do not. */
    List<String> remaining() {
        long end = System.nanoTime() + TIME_TO_END.toNanos();
        for (Thread thread : begun()) {
            try {
                thread.join(
                        Math.max(1, Duration.ofNanos(end - System.nanoTime()).toMillis()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting for threads to end", e);
            }
        }
        return begun().stream().map(Thread::getName).sorted().toList();
    }

    private Set<Thread> begun() {
        return alive().stream()
                .filter(thread -> !before.contains(thread) && !belongsToTheJdk(thread))
                .collect(Collectors.toSet());
    }

    private static Set<Thread> alive() {
        return Thread.getAllStackTraces().keySet();
    }

    /** Cleaners, signal handlers, the common pool: they outlive whoever made the JDK start them. */
    private static boolean belongsToTheJdk(Thread thread) {
        ThreadGroup group = thread.getThreadGroup();
        return group == null
                || group.getName().equals("system")
                || group.getName().equals("InnocuousThreadGroup")
                || thread.getName().startsWith("ForkJoinPool.commonPool-");
    }
}
