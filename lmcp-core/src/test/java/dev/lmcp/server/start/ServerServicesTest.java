package dev.lmcp.server.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.server.PublicDocuments;
import dev.lmcp.server.auth.ScopePolicy;
import dev.lmcp.server.auth.ScopeRules;
import dev.lmcp.spi.Services;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The threads and the clock that the server offers to plugins. */
class ServerServicesTest {

    private static final Duration SOON = Duration.ofMillis(1);

    private final ServerThreads threads = new ServerThreads();
    private final Services services = new ServerServices(
            Clock.systemUTC(),
            threads,
            new PublicDocuments(Clock.systemUTC()),
            new ScopePolicy(ScopeRules.NONE),
            "/mcp",
            new ReportNotes(),
            Optional.empty(),
            () -> {});

    @AfterEach
    void stop() {
        threads.close();
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void runATaskOnceAfterItsDelay() throws InterruptedException {
        CountDownLatch ran = new CountDownLatch(1);
        AtomicInteger runs = new AtomicInteger();

        services.schedule(SOON, runs::incrementAndGet);
        services.schedule(SOON.plus(SOON), ran::countDown);
        await(ran);

        assertThat(runs).hasValue(1);
    }

    @Test
    void runATaskAgainAfterAFailedRun() throws InterruptedException {
        CountDownLatch ran = new CountDownLatch(3);

        services.scheduleRepeatedly(SOON, () -> {
            ran.countDown();
            throw new IllegalStateException("this run fails");
        });

        await(ran);
    }

    @Test
    void doNotRunACancelledTask() throws InterruptedException {
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch later = new CountDownLatch(1);

        Services.Scheduled cancelled = services.schedule(Duration.ofMillis(50), runs::incrementAndGet);
        cancelled.cancel();
        cancelled.cancel();
        services.schedule(Duration.ofMillis(60), later::countDown);
        await(later);

        assertThat(runs).hasValue(0);
    }

    @Test
    void ignoreTasksAfterTheStop() {
        threads.close();
        AtomicInteger runs = new AtomicInteger();

        services.schedule(Duration.ZERO, runs::incrementAndGet).cancel();
        services.scheduleRepeatedly(SOON, runs::incrementAndGet).cancel();
        services.execute(runs::incrementAndGet);

        assertThat(runs).hasValue(0);
    }
}
