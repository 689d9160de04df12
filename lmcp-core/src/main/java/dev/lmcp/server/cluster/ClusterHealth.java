package dev.lmcp.server.cluster;

import dev.lmcp.Statistics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Whether the engine answers, and what this node could not do without it. Safe for concurrent use. */
public final class ClusterHealth {

    private final ClusterEngine engine;
    private final InstantSource clock;
    private final LongAdder refusedRequests = new LongAdder();
    private final LongAdder missedMessages = new LongAdder();
    private Optional<Instant> unavailableSince = Optional.empty();

    /** Creates the counts, all of them 0. */
    public ClusterHealth(ClusterEngine engine, InstantSource clock) {
        this.engine = engine;
        this.clock = clock;
    }

    /** Counts a request that was refused, as the engine did not answer. */
    public void requestRefused() {
        refusedRequests.increment();
        observe();
    }

    /** Counts a message that could not be opened, or a time in which messages may have been missed. */
    void messageMissed() {
        missedMessages.increment();
    }

    /** Looks whether the engine answers. Called again and again, so that it is known since when it does not. */
    public synchronized void observe() {
        if (engine.connection().isAvailable()) {
            unavailableSince = Optional.empty();
        } else if (unavailableSince.isEmpty()) {
            unavailableSince = Optional.of(clock.instant());
        }
    }

    /** Returns the figures of this moment. */
    public synchronized Statistics.ClusterStatus read() {
        observe();
        Statistics.ClusterStatus status =
                Statistics.ClusterStatus.of(engine.name()).withLosses(refusedRequests.sum(), missedMessages.sum());
        return unavailableSince
                .map(since -> Duration.between(since, clock.instant()))
                .map(silence -> status.withSilence(silence.isNegative() ? Duration.ZERO : silence))
                .orElse(status);
    }
}
