package dev.lmcp.server;

import dev.lmcp.Principal;
import java.lang.System.Logger.Level;
import java.time.InstantSource;

/**
 * The streams that no thread serves: kept alive by comments, ended when their caller may no longer listen. Safe for
 * concurrent use.
 */
final class OpenStreams {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.http");

    private final Heartbeats heartbeats;
    private final InstantSource clock;
    private final ConcurrencyLimiter limiter;

    /** One of the streams. */
    interface Open {

        AuthenticatedCaller caller();

        void beat();

        /** Ends it properly. */
        void end();
    }

    OpenStreams(Heartbeats heartbeats, InstantSource clock, ConcurrencyLimiter limiter) {
        this.heartbeats = heartbeats;
        this.clock = clock;
        this.limiter = limiter;
    }

    /** Returns a permit for one more stream, whose end closes it; or the answer to a caller that cannot have one. */
    PermitResult tryAcquire(Principal caller) {
        return limiter.tryAcquire(caller);
    }

    void add(Open stream) {
        heartbeats.add(new Watched(stream));
    }

    void remove(Open stream) {
        heartbeats.remove(new Watched(stream));
    }

    int size() {
        return heartbeats.size();
    }

    /** Ends every stream, as the server stops. */
    void endAll() {
        heartbeats.forEach(beating -> end(((Watched) beating).stream()));
    }

    /** One that cannot be ended properly must not keep the others from it. */
    private static void end(Open stream) {
        try {
            stream.end();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a stream could not be ended as the protocol has it", e);
        }
    }

    private boolean maySee(AuthenticatedCaller caller) {
        boolean expired = caller.principal()
                .expires()
                .map(end -> !clock.instant().isBefore(end))
                .orElse(false);
        return !expired && caller.standing().getAsBoolean();
    }

    private final class Watched implements Heartbeats.Recipient {

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
