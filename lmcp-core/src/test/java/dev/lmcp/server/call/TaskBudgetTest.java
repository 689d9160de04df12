package dev.lmcp.server.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lmcp.Principal;
import dev.lmcp.jsonrpc.RpcException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class TaskBudgetTest {

    private static final Principal ADA = Principal.named("ada");
    private static final Principal EVE = Principal.named("eve");

    private final TaskBudget budget = new TaskBudget(10_000);

    private void assertRefused(Principal owner, long bytes) {
        assertThatThrownBy(() -> budget.reserveRequest(owner, bytes))
                .isInstanceOf(RpcException.class)
                .hasMessage("The requests of running tasks take too much memory; try again later");
    }

    @Test
    void acceptsRequestsUpToTheLimit() {
        TaskBudget.Reservation first = budget.reserveRequest(ADA, 6_000);
        assertRefused(EVE, 4_001);
        budget.reserveRequest(EVE, 4_000);

        first.close();

        assertThat(budget.reserveRequest(ADA, 6_000).bytes()).isEqualTo(6_000);
    }

    @Test
    void limitsTheShareOfACallerWithSeveralTasks() {
        budget.reserveRequest(ADA, 2_000);
        budget.reserveRequest(ADA, 500);

        assertRefused(ADA, 1);
        assertThat(budget.reserveRequest(EVE, 7_500).bytes()).isEqualTo(7_500);
    }

    @Test
    void refusesARequestAboveTheLimit() {
        assertThatThrownBy(() -> budget.reserveRequest(ADA, 10_001))
                .isInstanceOf(RpcException.class)
                .hasMessage("The request is too large for a task");
    }

    @Test
    void freesAReservationOnceEvenIfItIsClosedTwice() {
        TaskBudget.Reservation first = budget.reserveRequest(ADA, 6_000);
        budget.reserveRequest(EVE, 2_000);
        first.close();
        first.close();

        assertThat(first.bytes()).isZero();
        assertRefused(ADA, 8_001);
        assertThat(budget.reserveRequest(ADA, 8_000).bytes()).isEqualTo(8_000);
    }

    @Test
    void acceptsAnswersBesidesRequestsUpToTheirOwnLimit() {
        budget.reserveRequest(ADA, 10_000);
        assertThatThrownBy(() -> budget.reserveAnswers(ADA, 2_501))
                .isInstanceOf(RpcException.class)
                .hasMessage("The answers take more memory than is left for tasks; try again later");
        List<TaskBudget.Reservation> answers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            answers.add(budget.reserveAnswers(ADA, 2_500));
        }

        assertThatThrownBy(() -> budget.reserveAnswers(EVE, 1)).isInstanceOf(RpcException.class);
        answers.forEach(TaskBudget.Reservation::close);
        assertThat(budget.reserveAnswers(EVE, 1).bytes()).isEqualTo(1);
    }

    @Test
    void movesAcceptedAnswersToTheReservationOfTheirTask() {
        TaskBudget.Reservation task = budget.reserveRequest(ADA, 1_000);
        try (TaskBudget.Reservation answers = budget.reserveAnswers(ADA, 2_000)) {
            task.takeOver(answers, 500);
        }

        assertThat(task.bytes()).isEqualTo(1_500);
        assertRefused(EVE, 8_501);
        task.close();
        assertThat(budget.reserveRequest(EVE, 10_000).bytes()).isEqualTo(10_000);
    }

    @Test
    void movesNothingToAClosedReservation() {
        TaskBudget.Reservation task = budget.reserveRequest(ADA, 1_000);
        try (TaskBudget.Reservation answers = budget.reserveAnswers(ADA, 2_000)) {
            task.close();
            task.takeOver(answers, 500);
        }

        assertThat(budget.reserveRequest(EVE, 10_000).bytes()).isEqualTo(10_000);
    }

    @Test
    void countsResultsSeparately() {
        budget.reserveRequest(ADA, 10_000);
        TaskBudget.Reservation first = budget.reserveResult(ADA, 6_000);
        budget.reserveResult(EVE, 4_000);
        assertThat(budget.hasTooManyResults()).isFalse();

        budget.reserveResult(EVE, 1);
        assertThat(budget.hasTooManyResults()).isTrue();
        first.close();

        assertThat(budget.hasTooManyResults()).isFalse();
        assertThat(budget.fits(10_000)).isTrue();
        assertThat(budget.fits(10_001)).isFalse();
    }

    @Test
    void freesAllBytesUnderConcurrency() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<?>> done = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            Principal owner = thread % 2 == 0 ? ADA : EVE;
            done.add(threads.submit(() -> {
                for (int i = 0; i < 10_000; i++) {
                    TaskBudget.Reservation task = budget.reserveRequest(owner, i % 100);
                    try (TaskBudget.Reservation answers = budget.reserveAnswers(owner, 10)) {
                        task.takeOver(answers, i % 10);
                    }
                    TaskBudget.Reservation result = budget.reserveResult(owner, i % 1_000);
                    task.close();
                    task.close();
                    result.close();
                }
            }));
        }
        for (Future<?> each : done) {
            each.get();
        }
        threads.shutdown();

        assertThat(budget.reserveRequest(ADA, 10_000).bytes()).isEqualTo(10_000);
        budget.reserveResult(ADA, 10_000);
        assertThat(budget.hasTooManyResults()).isFalse();
    }
}
