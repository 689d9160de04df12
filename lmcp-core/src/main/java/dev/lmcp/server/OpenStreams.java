package dev.lmcp.server;

import java.time.InstantSource;

/**
 * The streams that no thread serves: kept alive by comments, ended when their caller may no longer listen. Safe for
 * concurrent use.
 */
final class OpenStreams {

    private final Heartbeats heartbeats;
    private final InstantSource clock;
    private final int most;

    /** One of the streams. */
    interface Open {

        AuthChain.Outcome.Admitted caller();

        void beat();

        /** Ends it properly. */
        void end();
    }

    OpenStreams(Heartbeats heartbeats, InstantSource clock, int most) {
        this.heartbeats = heartbeats;
        this.clock = clock;
        this.most = most;
    }

    boolean hasRoom() {
        return heartbeats.size() < most;
    }

    void add(Open stream) {
        heartbeats.add(new Watched(stream));
    }

    void remove(Open stream) {
        heartbeats.remove(new Watched(stream));
    }

    /** Ends every stream, as the server stops. */
    void endAll() {
        heartbeats.forEach(beating -> ((Watched) beating).stream().end());
    }

    private boolean maySee(AuthChain.Outcome.Admitted caller) {
        boolean expired = caller.principal()
                .expires()
                .map(end -> !clock.instant().isBefore(end))
                .orElse(false);
        return !expired && caller.standing().getAsBoolean();
    }

    private final class Watched implements Heartbeats.Beating {

        private final Open stream;

        Watched(Open stream) {
            this.stream = stream;
        }

        Open stream() {
            return stream;
        }

        @Override
        public void beat() {
            if (maySee(stream.caller())) {
                stream.beat();
            } else {
                stream.end();
            }
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Watched watched && watched.stream == stream;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(stream);
        }
    }
}
