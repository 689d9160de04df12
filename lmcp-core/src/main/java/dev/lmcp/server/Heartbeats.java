package dev.lmcp.server;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Calls on everything that is open at a steady pace, so that a peer that has gone is noticed. */
final class Heartbeats implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.http");

    /** Something that is open. */
    interface Beating {

        /** Does what is due now, quickly and without blocking. */
        void beat();
    }

    private final Set<Beating> open = ConcurrentHashMap.newKeySet();
    private final Future<?> ticking;

    Heartbeats(ScheduledExecutorService scheduler, Duration pace) {
        long nanos = pace.toNanos();
        // at a rate: thousands of streams take a while, which is not to come on top
        this.ticking = scheduler.scheduleAtFixedRate(this::beatAll, nanos, nanos, TimeUnit.NANOSECONDS);
    }

    void add(Beating beating) {
        open.add(beating);
    }

    void remove(Beating beating) {
        open.remove(beating);
    }

    int size() {
        return open.size();
    }

    void forEach(Consumer<Beating> action) {
        open.forEach(action);
    }

    private void beatAll() {
        forEach(Heartbeats::beat);
    }

    /** A scheduler drops periodic work that throws, and with it the heartbeat of all others. */
    private static void beat(Beating beating) {
        try {
            beating.beat();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a heartbeat could not be sent", e);
        }
    }

    @Override
    public void close() {
        ticking.cancel(false);
    }
}
