package dev.lmcp.server.call;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The running calls. Their clients get heartbeats. A stop of the server cancels the calls that are still running.
 *
 * <p>Safe for concurrent use.
 */
public final class RunningCalls implements AutoCloseable {

    private final Heartbeats<Entry> heartbeats;

    /** A running call. It equals no other one. */
    public static final class Entry {

        private final Cancellation cancellation;
        private final ResponseWriter writer;

        /**
         * Creates an entry.
         *
         * @param cancellation cancels the call
         * @param writer writes to its client
         */
        public Entry(Cancellation cancellation, ResponseWriter writer) {
            this.cancellation = cancellation;
            this.writer = writer;
        }
    }

    /**
     * Creates the registry without calls.
     *
     * @param heartbeatInterval the time between two heartbeats of a call
     */
    public RunningCalls(ScheduledExecutorService scheduler, Duration heartbeatInterval) {
        this.heartbeats = new Heartbeats<>(scheduler, heartbeatInterval, entry -> entry.writer.beat());
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

    /** Cancels all calls because the server is stopping. Their callers get an error. */
    public void stopAll() {
        heartbeats.forEach(entry -> entry.cancellation.stop());
    }

    /** Ends the heartbeats. */
    @Override
    public void close() {
        heartbeats.close();
    }
}
