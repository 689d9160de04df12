package dev.lmcp.server.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lmcp.Principal;
import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.server.support.TestLimits;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TaskRegistryTest {

    private static final Principal ADA = Principal.named("ada");
    private static final Principal EVE = Principal.named("eve");

    private final TestTasks tasks = new TestTasks(TestLimits.with(2, Duration.ofMinutes(1)));

    @Test
    void hidesATaskFromOtherCallers() {
        LocalTask task = tasks.start(running -> TestTasks.DONE);

        assertThat(tasks.registry().find(task.id(), EVE)).isEmpty();
        assertThat(tasks.registry().of(EVE)).isEmpty();
        assertThat(tasks.registry().of(ADA)).containsExactly(task);
        assertThat(tasks.registry().find("", ADA)).isEmpty();
    }

    @Test
    void givesEveryTaskAnUnguessableId() {
        LocalTask first = tasks.start(running -> TestTasks.DONE);
        LocalTask second = tasks.start(running -> TestTasks.DONE);

        assertThat(first.id()).hasSize(24).isNotEqualTo(second.id()).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void keepsATaskForTheRequestedTtlUpToTheMaximum() {
        Cancellation none = new Cancellation(Runnable::run);

        assertThat(tasks.runner()
                        .start(ADA, Optional.of(Duration.ofSeconds(5)), 0, none, running -> TestTasks.DONE)
                        .ttl())
                .isEqualTo(Duration.ofSeconds(5));
        assertThat(tasks.runner()
                        .start(ADA, Optional.of(Duration.ofDays(9)), 0, none, running -> TestTasks.DONE)
                        .ttl())
                .isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void removesAnExpiredTask() {
        LocalTask task = tasks.start(running -> TestTasks.asking("a"));
        tasks.run();

        tasks.clock().pass(Duration.ofMinutes(1));
        assertThat(tasks.registry().find(task.id(), ADA)).contains(task);
        tasks.clock().pass(Duration.ofMillis(1));
        assertThat(tasks.registry().find(task.id(), ADA)).isEmpty();
        assertThat(tasks.registry().of(ADA)).isEmpty();

        tasks.runner().sweep();
        assertThat(tasks.registry().size()).isZero();
        assertThat(task.cancellation().isCancelled()).isTrue();
    }

    @Test
    void evictsTheOldestFinishedTask() {
        LocalTask working = tasks.start(running -> TestTasks.asking("a"));
        LocalTask finished = tasks.start(running -> TestTasks.DONE);
        tasks.run();

        LocalTask third = tasks.start(running -> TestTasks.DONE);

        assertThat(tasks.registry().find(working.id(), ADA)).contains(working);
        assertThat(tasks.registry().find(finished.id(), ADA)).isEmpty();
        assertThat(tasks.registry().find(third.id(), ADA)).contains(third);
    }

    @Test
    void evictsATaskOfTheSameCallerFirst() {
        LocalTask hers = tasks.runner()
                .start(EVE, Optional.empty(), 0, new Cancellation(Runnable::run), running -> TestTasks.DONE);
        LocalTask mine = tasks.start(running -> TestTasks.DONE);
        tasks.run();

        LocalTask next = tasks.start(running -> TestTasks.DONE);

        assertThat(tasks.registry().find(hers.id(), EVE)).contains(hers);
        assertThat(tasks.registry().find(mine.id(), ADA)).isEmpty();
        assertThat(tasks.registry().find(next.id(), ADA)).contains(next);
    }

    @Test
    void refusesATaskIfNoTaskIsFinished() {
        tasks.start(running -> TestTasks.asking("a"));
        tasks.start(running -> TestTasks.asking("a"));

        assertThatThrownBy(() -> tasks.start(running -> TestTasks.DONE))
                .isInstanceOf(RpcException.class)
                .hasMessage("Too many tasks are running; try again later");
        assertThat(tasks.registry().size()).isEqualTo(2);
    }

    @Test
    void limitsTheTasksOfOneCaller() {
        TestTasks bounded = new TestTasks(TestLimits.ofTasks(10, 2, 10_000));
        LocalTask first = bounded.beginWithResult(ADA, 1);
        LocalTask second = bounded.beginWithResult(ADA, 1);

        assertThatThrownBy(() -> bounded.beginWithResult(ADA, 1))
                .isInstanceOf(RpcException.class)
                .hasMessage("Too many tasks are running; try again later");
        LocalTask other = bounded.beginWithResult(EVE, 1);
        bounded.run();
        LocalTask third = bounded.beginWithResult(ADA, 1);

        assertThat(bounded.registry().of(ADA)).containsExactly(second, third);
        assertThat(bounded.registry().find(first.id(), ADA)).isEmpty();
        assertThat(bounded.registry().of(EVE)).containsExactly(other);
    }

    @Test
    void reservesNothingForARefusedTask() {
        TestTasks bounded = new TestTasks(TestLimits.ofTasks(1, 0, 10_000));
        LocalTask working = bounded.beginWith(ADA, 1_000);
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> bounded.beginWith(EVE, 900))
                    .isInstanceOf(RpcException.class)
                    .hasMessage("Too many tasks are running; try again later");
        }
        bounded.runner().cancel(working);

        assertThat(bounded.beginWith(EVE, 10_000)).isNotNull();
    }
}
