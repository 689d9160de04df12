package dev.lmcp.server.call;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The calls that run: their clients get signs of life, and a stop ends the calls that are left.
 *
 * <p>Safe for concurrent use.
 */
public final class RunningCalls implements AutoCloseable {

    private final Heartbeats<Entry> heartbeats;

    /**
     * One call.
     *
     * @param cancellation ends it
     * @param writer goes to its client
     */
    public record Entry(Cancellation cancellation, ResponseWriter writer) {}

    /**
     * Creates it, with no call.
     *
     * @param pace how often a call is looked at
     */
    public RunningCalls(ScheduledExecutorService scheduler, Duration pace) {
        this.heartbeats =
                new Heartbeats<>(scheduler, pace, entry -> entry.writer().beat());
    }

    public void add(Entry call) {
        heartbeats.add(call);
    }

    public void remove(Entry call) {
        heartbeats.remove(call);
    }

    public int size() {
        return heartbeats.size();
    }

    /** Ends every call that still runs, as the server stops; their callers are told. */
    public void stopAll() {
        heartbeats.forEach(entry -> entry.cancellation().stop());
    }

    /** Sends no sign of life any more. */
    @Override
    public void close() {
        heartbeats.close();
    }
}
