package dev.lmcp.server.call;

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
 *
 * <p>Safe for concurrent use.
 *
 * @param <T> what is open
 */
final class Heartbeats<T> implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.http");
    private static final int TURNS = 16;

    private final List<Set<T>> turns;
    private final Consumer<? super T> beat;
    private final List<? extends Future<?>> ticking;

    /**
     * Creates it, with nothing that is open.
     *
     * @param pace how often everything is called on
     * @param beat does what is due then, quickly and without blocking
     */
    Heartbeats(ScheduledExecutorService scheduler, Duration pace, Consumer<? super T> beat) {
        long nanos = pace.toNanos();
        this.beat = beat;
        this.turns = IntStream.range(0, TURNS)
                .<Set<T>>mapToObj(turn -> ConcurrentHashMap.newKeySet())
                .toList();
        // at a rate: what a turn takes is not to come on top
        this.ticking = IntStream.range(0, TURNS)
                .mapToObj(turn -> scheduler.scheduleAtFixedRate(
                        () -> turns.get(turn).forEach(this::callOn),
                        nanos / TURNS * (turn + 1),
                        nanos,
                        TimeUnit.NANOSECONDS))
                .toList();
    }

    void add(T opened) {
        turn(opened).add(opened);
    }

    void remove(T gone) {
        turn(gone).remove(gone);
    }

    int size() {
        return turns.stream().mapToInt(Set::size).sum();
    }

    void forEach(Consumer<? super T> action) {
        turns.forEach(turn -> turn.forEach(action));
    }

    private Set<T> turn(T open) {
        return turns.get(Math.floorMod(open.hashCode(), TURNS));
    }

    /** A scheduler drops periodic work that throws, and with it the heartbeat of all others. */
    private void callOn(T open) {
        try {
            beat.accept(open);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a heartbeat could not be sent", e);
        }
    }

    @Override
    public void close() {
        ticking.forEach(turn -> turn.cancel(false));
    }
}
