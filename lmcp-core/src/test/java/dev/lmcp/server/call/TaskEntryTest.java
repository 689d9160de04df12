package dev.lmcp.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.Principal;
import dev.lmcp.server.support.TestClock;
import dev.lmcp.server.support.TestLimits;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TaskEntryTest {

    private static final Principal ADA = Principal.named("ada");

    private final TestClock clock = new TestClock();
    private final TaskBudget budget = new TaskBudget(10_000);
    private final LocalTask task = new TaskRegistry(TestLimits.with(2, Duration.ofMinutes(1)), clock)
            .create(ADA, Optional.empty(), new Cancellation(Runnable::run));
    private final TaskEntry entry = new TaskEntry(task, running -> TestTasks.DONE, budget.reserveRequest(ADA, 1_000));

    private void assertAllBytesAreFree() {
        assertThat(budget.reserveRequest(ADA, 10_000).bytes()).isEqualTo(10_000);
        budget.reserveResult(ADA, 10_000);
        assertThat(budget.hasTooManyResults()).isFalse();
    }

    @Test
    void hasWorkUntilItsTaskHasEnded() {
        assertThat(entry.work()).isPresent();
        assertThat(entry.isFinished()).isFalse();

        task.update(TestTasks.DONE, clock.instant());

        assertThat(entry.work()).isEmpty();
        assertThat(entry.isFinished()).isTrue();
    }

    @Test
    void reservesBytesForItsResultInPlaceOfItsRequest() {
        entry.end(budget.reserveResult(ADA, 6_000));

        assertThat(entry.hasResult()).isTrue();
        assertThat(budget.reserveRequest(ADA, 10_000).bytes()).isEqualTo(10_000);
        budget.reserveResult(ADA, 4_001);
        assertThat(budget.hasTooManyResults()).isTrue();
        entry.close();
        assertThat(budget.hasTooManyResults()).isFalse();
        assertThat(entry.hasResult()).isFalse();
    }

    @Test
    void reservesNoBytesForAResultAfterItIsRemoved() {
        entry.close();
        entry.end(budget.reserveResult(ADA, 6_000));

        assertThat(entry.hasResult()).isFalse();
        assertAllBytesAreFree();
    }

    @Test
    void keepsNoAnswersAfterItsTaskHasEnded() {
        try (TaskBudget.Reservation answers = budget.reserveAnswers(ADA, 2_000)) {
            entry.end(budget.reserveResult(ADA, 0));
            entry.keep(answers, 2_000);
        }
        entry.close();

        assertAllBytesAreFree();
    }

    @Test
    void freesItsBytesOnce() {
        entry.close();
        entry.close();

        assertThat(entry.work()).isEmpty();
        assertAllBytesAreFree();
    }
}
