package dev.lmcp.testkit.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lmcp.spi.PublicDocument;
import dev.lmcp.spi.Services;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TestServicesTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final TestServices services = TestServices.at(NOW);
    private final List<String> events = new ArrayList<>();

    private void note(String event) {
        events.add(event + " at "
                + Duration.between(NOW, services.clock().instant()).toSeconds());
    }

    @Test
    void moveTheClockOnlyIfTheTestDoes() {
        assertThat(services.clock().instant()).isEqualTo(NOW);

        services.pass(SECOND);

        assertThat(services.clock().instant()).isEqualTo(NOW.plus(SECOND));
    }

    @Test
    void runTasksAtTheirTimeAndInOrder() {
        services.schedule(SECOND.multipliedBy(5), () -> note("five"));
        services.schedule(SECOND.multipliedBy(2), () -> note("two"));
        services.scheduleRepeatedly(SECOND.multipliedBy(3), () -> note("each three"));
        services.schedule(SECOND.multipliedBy(9), () -> note("nine"));

        services.pass(SECOND.multipliedBy(7));

        assertThat(events).containsExactly("two at 2", "each three at 3", "five at 5", "each three at 6");
    }

    @Test
    void runTasksThatATaskSchedules() {
        services.schedule(SECOND, () -> services.schedule(SECOND, () -> note("then")));

        services.pass(SECOND.multipliedBy(2));

        assertThat(events).containsExactly("then at 2");
    }

    @Test
    void doNotRunACancelledTask() {
        Services.Scheduled once = services.schedule(SECOND, () -> note("once"));
        Services.Scheduled often = services.scheduleRepeatedly(SECOND, () -> note("often"));
        assertThat(services.repeatedDelays()).containsExactly(SECOND);

        once.cancel();
        services.pass(SECOND);
        often.cancel();
        often.cancel();
        services.pass(SECOND);

        assertThat(events).containsExactly("often at 1");
        assertThat(services.repeatedDelays()).isEmpty();
    }

    @Test
    void runATaskAtOnceUnlessTheTestRejectsTasks() {
        services.execute(() -> note("first"));
        services.rejectTasks(true);
        assertThatThrownBy(() -> services.execute(() -> note("rejected")))
                .isInstanceOf(RejectedExecutionException.class);
        services.rejectTasks(false);
        services.execute(() -> note("second"));

        assertThat(events).containsExactly("first at 0", "second at 0");
    }

    @Test
    void passTheExceptionOfATaskToTheTest() {
        services.schedule(SECOND, () -> {
            throw new IllegalStateException("broken");
        });

        assertThatThrownBy(() -> services.pass(SECOND)).hasMessage("broken");
    }

    @Test
    void keepNoticesAndDocuments() {
        services.notice("a line");
        services.publish("/document", Optional::empty);
        services.requireScopes("read", "write");
        services.supportScopes("admin");
        services.endpointPath("/other");

        assertThat(services.notices()).containsExactly("a line");
        assertThat(services.documents()).containsOnlyKeys("/document");
        assertThat(services.requiredScopes()).containsExactly("read", "write");
        assertThat(services.supportedScopes()).containsExactly("admin");
        assertThat(services.endpointPath()).isEqualTo("/other");
        PublicDocument.Source again = Optional::empty;
        services.publish("/document", again);
        assertThat(services.documents()).containsEntry("/document", again);
    }

    @Test
    void canHaveTheirOwnThreads() throws InterruptedException {
        CountDownLatch ran = new CountDownLatch(4);
        try (TestServices threads = TestServices.withThreads(Clock.systemUTC())) {
            threads.execute(ran::countDown);
            threads.schedule(Duration.ofMillis(1), ran::countDown);
            Services.Scheduled often = threads.scheduleRepeatedly(Duration.ofMillis(1), ran::countDown);
            assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();

            assertThat(threads.repeatedDelays()).containsExactly(Duration.ofMillis(1));
            often.cancel();
            assertThat(threads.repeatedDelays()).isEmpty();
            assertThatThrownBy(() -> threads.pass(SECOND))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("services with threads cannot let PT1S pass; expected services from TestServices.at");
        }
    }

    @Test
    void runNoTaskAfterClose() {
        TestServices threads = TestServices.withThreads(Clock.systemUTC());
        threads.close();

        threads.execute(() -> note("executed"));
        threads.schedule(Duration.ZERO, () -> note("scheduled")).cancel();
        threads.scheduleRepeatedly(SECOND, () -> note("repeated")).cancel();

        assertThat(events).isEmpty();
    }
}
