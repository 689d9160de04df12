package dev.lmcp.server.call;

import dev.lmcp.Principal;
import dev.lmcp.server.auth.AuthenticatedCaller;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The open streams that need no thread. Heartbeats keep them alive. A stream ends if its caller's credential expires or
 * is revoked. Safe for concurrent use.
 */
public final class OpenStreams implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.http");

    private final Heartbeats<Open> heartbeats;
    private final InstantSource clock;
    private final ConcurrencyLimiter limiter;

    /** An open stream. */
    public interface Open {

        AuthenticatedCaller caller();

        void beat();

        /** Ends the stream with its last message. */
        void end();
    }

    /**
     * Creates the registry without streams.
     *
     * @param heartbeatInterval the time between two heartbeats of a stream
     */
    public OpenStreams(
            ScheduledExecutorService scheduler,
            Duration heartbeatInterval,
            InstantSource clock,
            ConcurrencyLimiter limiter) {
        this.heartbeats = new Heartbeats<>(scheduler, heartbeatInterval, this::beat);
        this.clock = clock;
        this.limiter = limiter;
    }

    /**
     * Returns a permit for one stream, or the response that refuses it. The end of the stream must close the permit.
     */
    public PermitResult tryAcquire(Principal caller) {
        return limiter.tryAcquire(caller);
    }

    public void add(Open stream) {
        heartbeats.add(stream);
    }

    public void remove(Open stream) {
        heartbeats.remove(stream);
    }

    public int size() {
        return heartbeats.size();
    }

    /** Ends all streams when the server stops. */
    public void endAll() {
        heartbeats.forEach(OpenStreams::end);
    }

    /** Ends a stream. If it throws, the other streams are ended all the same. */
    private static void end(Open stream) {
        try {
            stream.end();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a stream failed to send its last message", e);
        }
    }

    private void beat(Open stream) {
        if (isStillValid(stream.caller())) {
            stream.beat();
        } else {
            stream.end();
        }
    }

    private boolean isStillValid(AuthenticatedCaller caller) {
        boolean expired = caller.principal()
                .expires()
                .map(end -> !clock.instant().isBefore(end))
                .orElse(false);
        return !expired && caller.stillValid().getAsBoolean();
    }

    /** Ends the heartbeats. */
    @Override
    public void close() {
        heartbeats.close();
    }
}
