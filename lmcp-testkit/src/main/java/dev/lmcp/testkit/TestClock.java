package dev.lmcp.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that shows the same time until the test moves it. Its zone is UTC. Safe for concurrent use. */
public final class TestClock extends Clock {

    private final AtomicReference<Instant> now;
    private final ZoneId zone;

    private TestClock(AtomicReference<Instant> now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    /** Returns a clock that shows this time. */
    public static TestClock at(Instant now) {
        return new TestClock(new AtomicReference<>(Objects.requireNonNull(now, "now")), ZoneOffset.UTC);
    }

    /** Returns a clock that shows this time, as in {@code 2026-01-01T00:00:00Z}. */
    public static TestClock at(String now) {
        return at(Instant.parse(now));
    }

    /**
     * Moves the clock forward.
     *
     * @param time zero or more
     */
    public void pass(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException(
                    "the time is '" + time + "'; expected zero or more: a clock goes forward");
        }
        now.updateAndGet(instant -> instant.plus(time));
    }

    @Override
    public Instant instant() {
        return Objects.requireNonNull(now.get());
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** Returns a view of this clock in another zone; it moves with this one. */
    @Override
    public Clock withZone(ZoneId other) {
        return new TestClock(now, other);
    }
}
