package dev.lmcp.server.call;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Sends heartbeats to open streams or calls at a fixed interval, so that the server detects closed connections.
 *
 * <p>Each member belongs to one of several groups. The groups have their heartbeats at different times of the interval,
 * so that thousands of members cause no peak of work.
 *
 * <p>Safe for concurrent use.
 *
 * @param <T> the type of the members
 */
final class Heartbeats<T> implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.http");
    private static final int GROUPS = 16;

    private final List<Set<T>> groups = new ArrayList<>(GROUPS);
    private final Consumer<? super T> beat;
    private final List<Future<?>> schedules = new ArrayList<>(GROUPS);

    /**
     * Creates the heartbeats of no members.
     *
     * @param interval the time between two heartbeats of a member
     * @param beat sends a heartbeat; it must be quick and must not block
     */
    Heartbeats(ScheduledExecutorService scheduler, Duration interval, Consumer<? super T> beat) {
        long nanos = interval.toNanos();
        this.beat = beat;
        for (int i = 1; i <= GROUPS; i++) {
            Set<T> group = ConcurrentHashMap.newKeySet();
            groups.add(group);
            // at a fixed rate: the duration of a run does not delay the next one
            schedules.add(scheduler.scheduleAtFixedRate(
                    () -> group.forEach(this::sendTo), nanos / GROUPS * i, nanos, TimeUnit.NANOSECONDS));
        }
    }

    void add(T member) {
        group(member).add(member);
    }

    void remove(T member) {
        group(member).remove(member);
    }

    int size() {
        return groups.stream().mapToInt(Set::size).sum();
    }

    void forEach(Consumer<? super T> action) {
        groups.forEach(group -> group.forEach(action));
    }

    private Set<T> group(T member) {
        return groups.get(Math.floorMod(member.hashCode(), GROUPS));
    }

    /** Sends one heartbeat. It catches exceptions, as a scheduler would end the heartbeats of the whole group. */
    private void sendTo(T member) {
        try {
            beat.accept(member);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a heartbeat could not be sent", e);
        }
    }

    @Override
    public void close() {
        schedules.forEach(group -> group.cancel(false));
    }
}
