package dev.lmcp.testkit.plugin;

import dev.lmcp.spi.Services.Scheduled;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The clock and the threads of {@link TestServices}. */
interface TestTimer {

    Clock clock();

    void pass(Duration time);

    List<Duration> repeatedDelays();

    void execute(Runnable task);

    Scheduled schedule(Duration delay, Runnable task);

    Scheduled scheduleRepeatedly(Duration delay, Runnable task);

    void close();
}
