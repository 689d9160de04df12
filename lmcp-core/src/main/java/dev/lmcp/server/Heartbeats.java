package dev.lmcp.server;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Calls on everything that is open at a steady pace, so that a peer that has gone is noticed.
 *
 * <p>Not on all at once: each belongs to one of several turns, spread evenly over the pace. Thousands of streams cost
 * no burst of work then, and where all their peers have gone, they are noticed and closed turn by turn.
 */
final class Heartbeats implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.http");
    private static final int TURNS = 16;

    /** Something that is open. */
    interface Recipient {

        /** Does what is due now, quickly and without blocking. */
        void beat();
    }

    private final List<Set<Recipient>> turns;
    private final List<? extends Future<?>> ticking;

    Heartbeats(ScheduledExecutorService scheduler, Duration pace) {
        long nanos = pace.toNanos();
        this.turns = IntStream.range(0, TURNS)
                .<Set<Recipient>>mapToObj(turn -> ConcurrentHashMap.newKeySet())
                .toList();
        // at a rate: what a turn takes is not to come on top
        this.ticking = IntStream.range(0, TURNS)
                .mapToObj(turn -> scheduler.scheduleAtFixedRate(
                        () -> turns.get(turn).forEach(Heartbeats::beat),
                        nanos / TURNS * (turn + 1),
                        nanos,
                        TimeUnit.NANOSECONDS))
                .toList();
    }

    void add(Recipient beating) {
        turn(beating).add(beating);
    }

    boolean remove(Recipient beating) {
        return turn(beating).remove(beating);
    }

    int size() {
        return turns.stream().mapToInt(Set::size).sum();
    }

    void forEach(Consumer<Recipient> action) {
        turns.forEach(turn -> turn.forEach(action));
    }

    private Set<Recipient> turn(Recipient beating) {
        return turns.get(Math.floorMod(beating.hashCode(), TURNS));
    }

    /** A scheduler drops periodic work that throws, and with it the heartbeat of all others. */
    private static void beat(Recipient beating) {
        try {
            beating.beat();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a heartbeat could not be sent", e);
        }
    }

    @Override
    public void close() {
        ticking.forEach(turn -> turn.cancel(false));
    }
}
