package dev.lmcp.server.call;

import dev.lmcp.Principal;
import dev.lmcp.server.auth.AuthenticatedCaller;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The streams that no thread serves: kept alive by comments, ended when their caller may no longer listen. Safe for
 * concurrent use.
 */
public final class OpenStreams implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.http");

    private final Heartbeats<Open> heartbeats;
    private final InstantSource clock;
    private final ConcurrencyLimiter limiter;

    /** One of the streams. */
    public interface Open {

        AuthenticatedCaller caller();

        void beat();

        /** Ends it properly. */
        void end();
    }

    /**
     * Creates it, with no stream.
     *
     * @param pace how often a comment goes through each stream
     */
    public OpenStreams(
            ScheduledExecutorService scheduler, Duration pace, InstantSource clock, ConcurrencyLimiter limiter) {
        this.heartbeats = new Heartbeats<>(scheduler, pace, this::beat);
        this.clock = clock;
        this.limiter = limiter;
    }

    /** Returns a permit for one more stream, whose end closes it; or the answer to a caller that cannot have one. */
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

    /** Ends every stream, as the server stops. */
    public void endAll() {
        heartbeats.forEach(OpenStreams::end);
    }

    /** One that cannot be ended properly must not keep the others from it. */
    private static void end(Open stream) {
        try {
            stream.end();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a stream could not be ended as the protocol has it", e);
        }
    }

    private void beat(Open stream) {
        if (maySee(stream.caller())) {
            stream.beat();
        } else {
            stream.end();
        }
    }

    private boolean maySee(AuthenticatedCaller caller) {
        boolean expired = caller.principal()
                .expires()
                .map(end -> !clock.instant().isBefore(end))
                .orElse(false);
        return !expired && caller.stillValid().getAsBoolean();
    }

    /** Keeps no stream alive any more. */
    @Override
    public void close() {
        heartbeats.close();
    }
}
