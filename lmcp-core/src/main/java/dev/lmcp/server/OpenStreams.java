package dev.lmcp.server;

import dev.lmcp.Principal;
import dev.lmcp.spi.Exchange;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The streams that no thread serves: kept alive by comments, ended when their caller may no longer listen. Safe for
 * concurrent use.
 */
final class OpenStreams {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.http");

    private final Heartbeats heartbeats;
    private final InstantSource clock;
    private final int max;
    private final PerCallerLimiter perCaller;

    /** One of the streams. */
    interface Open {

        AuthenticatedCaller caller();

        void beat();

        /** Ends it properly. */
        void end();
    }

    OpenStreams(Heartbeats heartbeats, InstantSource clock, int max, PerCallerLimiter perCaller) {
        this.heartbeats = heartbeats;
        this.clock = clock;
        this.max = max;
        this.perCaller = perCaller;
    }

    /** Takes a place for a stream, or returns the answer to a caller for whom there is none. */
    Optional<Exchange.Response> takePlace(Principal caller) {
        if (heartbeats.size() >= max) {
            return Optional.of(HttpAnswers.busy());
        }
        return perCaller.enter(caller) ? Optional.empty() : Optional.of(HttpAnswers.tooMany());
    }

    /** Opens the connection for which a place was taken; the place is given back where that fails. */
    <T> T open(Principal caller, Supplier<T> opening) {
        try {
            return opening.get();
        } catch (RuntimeException | LinkageError e) {
            giveBackPlace(caller);
            throw e;
        }
    }

    /** Gives a place back that no stream was opened for. */
    void giveBackPlace(Principal caller) {
        perCaller.leave(caller);
    }

    /** Adds a stream for which a place was taken. */
    void add(Open stream) {
        heartbeats.add(new Watched(stream));
    }

    /** Removes a stream, and gives back its place. */
    void remove(Open stream) {
        if (heartbeats.remove(new Watched(stream))) {
            giveBackPlace(stream.caller().principal());
        }
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
        return !expired && caller.stillValid().getAsBoolean();
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
