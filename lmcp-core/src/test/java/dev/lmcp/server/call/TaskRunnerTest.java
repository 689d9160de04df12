package dev.lmcp.server.call;

import static dev.lmcp.Trees.object;
import static dev.lmcp.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lmcp.Principal;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.server.base.Json;
import dev.lmcp.server.base.Limits;
import dev.lmcp.server.support.TestLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TaskRunnerTest {

    private static final Principal ADA = Principal.named("ada");
    private static final Principal EVE = Principal.named("eve");

    private final TestTasks tasks = new TestTasks(TestLimits.with(2, Duration.ofMinutes(1)));

    @Test
    void registersATaskBeforeItsWorkStarts() {
        LocalTask task = tasks.start(running -> TestTasks.DONE);

        assertThat(tasks.registry().find(task.id(), ADA)).contains(task);
        assertThat(task.state().status()).isEqualTo(Task.Status.WORKING);

        tasks.run();
        assertThat(task.state().status()).isEqualTo(Task.Status.COMPLETED);
        assertThat(tasks.told()).containsExactly(new Change.TaskChanged(task));
    }

    @Test
    void runsAgainAfterTheLastQuestionIsAnswered() {
        List<Map<String, JsonNode>> seen = new ArrayList<>();
        LocalTask task = tasks.start(running -> {
            seen.add(running.answers());
            return running.answers().size() < 2 ? TestTasks.asking("a", "b") : TestTasks.DONE;
        });
        tasks.run();
        assertThat(task.state().status()).isEqualTo(Task.Status.INPUT_REQUIRED);

        tasks.runner().answer(task, Map.of("a", tree("{'action':'accept','content':{'n':'x'}}"), "zzz", tree("{}")));
        tasks.run();
        assertThat(task.state().status()).isEqualTo(Task.Status.INPUT_REQUIRED);
        assertThat(task.state().questions()).containsOnlyKeys("b");

        tasks.runner().answer(task, Map.of("b", tree("7"), "a", tree("{'action':'decline'}")));
        tasks.run();
        assertThat(task.state().questions()).containsOnlyKeys("b");

        tasks.runner().answer(task, Map.of("b", tree("{'action':'decline'}")));
        tasks.run();
        assertThat(task.state().status()).isEqualTo(Task.Status.COMPLETED);
        assertThat(seen.get(seen.size() - 1)).containsEntry("a", tree("{'action':'accept','content':{'n':'x'}}"));
        assertThat(task.answers()).isEmpty();
    }

    @Test
    void runsOnceForOneRoundOfAnswers() {
        List<String> runs = new ArrayList<>();
        LocalTask task = tasks.start(running -> {
            runs.add("run");
            return running.answers().isEmpty() ? TestTasks.asking("a") : TestTasks.DONE;
        });
        tasks.run();

        tasks.runner().answer(task, Map.of("a", tree("{'action':'cancel'}")));
        tasks.runner().answer(task, Map.of("a", tree("{'action':'cancel'}")));
        tasks.run();
        tasks.runner().answer(task, Map.of("a", tree("{'action':'cancel'}")));
        tasks.run();

        assertThat(runs).hasSize(2);
    }

    @Test
    void failsATaskIfTheClientCannotBeAsked() {
        LocalTask task = tasks.start(running -> new CallResult.CapabilityMissing(object("{'sampling':{}}")));
        tasks.run();

        assertThat(task.state().status()).isEqualTo(Task.Status.FAILED);
        assertThat(task.state().error().orElseThrow().message())
                .isEqualTo("The client did not declare the capability 'sampling', which this task needs");
    }

    @Test
    void cancelsATaskOnce() {
        LocalTask task = tasks.start(running -> TestTasks.DONE);

        assertThat(tasks.runner().cancel(task)).isTrue();
        assertThat(task.cancellation().isCancelled()).isTrue();
        assertThat(tasks.runner().cancel(task)).isFalse();

        tasks.run();
        assertThat(task.state().status()).isEqualTo(Task.Status.CANCELLED);
        assertThat(task.state().result()).isEmpty();
    }

    @Test
    void doesNotRunATaskThatWasCancelledInTheQueue() {
        LocalTask task = tasks.start(running -> {
            throw new AssertionError("a cancelled task runs");
        });
        tasks.runner().cancel(task);

        tasks.run();

        assertThat(task.state().status()).isEqualTo(Task.Status.CANCELLED);
    }

    @Test
    void acceptsNoAnswerAfterATaskHasEnded() {
        LocalTask task = tasks.start(running -> TestTasks.asking("a"));
        tasks.run();
        tasks.runner().cancel(task);

        tasks.runner().answer(task, Map.of("a", tree("{'action':'accept'}")));

        assertThat(tasks.waiting()).isEmpty();
        assertThat(task.state().status()).isEqualTo(Task.Status.CANCELLED);
    }

    @Test
    void failsATaskThatTheExecutorRejects() {
        TestTasks stopped = new TestTasks(Limits.DEFAULT, work -> {
            throw new RejectedExecutionException("stopped, as this test has it");
        });

        LocalTask task = stopped.start(running -> TestTasks.DONE);

        assertThat(task.state().error()).contains(new RpcError(-32603, "The server is stopping; try again later"));
    }

    @Test
    void failsATaskWhoseWorkThrowsAnError() {
        LocalTask task = tasks.start(running -> {
            throw new AssertionError("a tool's own check");
        });

        assertThatThrownBy(tasks::run).isInstanceOf(AssertionError.class);
        assertThat(task.state().status()).isEqualTo(Task.Status.FAILED);
        assertThat(tasks.told()).containsExactly(new Change.TaskChanged(task));
    }

    @Test
    void cancelsAllTasksAtTheStop() {
        LocalTask first = tasks.start(running -> TestTasks.asking("a"));
        LocalTask second = tasks.start(running -> TestTasks.DONE);

        tasks.runner().endAll();

        assertThat(first.state().status()).isEqualTo(Task.Status.CANCELLED);
        assertThat(second.state().status()).isEqualTo(Task.Status.CANCELLED);
    }

    @Test
    void cancelsAnExpiredTaskThatIsEvicted() {
        LocalTask old = tasks.start(running -> TestTasks.asking("a"));
        tasks.start(running -> TestTasks.asking("a"));
        tasks.clock().pass(Duration.ofHours(1));

        tasks.start(running -> TestTasks.DONE);

        assertThat(old.cancellation().isCancelled()).isTrue();
    }

    @Test
    void failsATaskWhoseResultIsAboveTheLimit() {
        TestTasks bounded = new TestTasks(TestLimits.ofTasks(10, 0, 10_000));
        LocalTask huge = bounded.beginWithResult(ADA, 10_000);
        bounded.run();

        assertThat(huge.state().status()).isEqualTo(Task.Status.FAILED);
        assertThat(huge.state().error().orElseThrow().message()).isEqualTo("The task's result is too large to keep");
    }

    @Test
    void removesTheOldestResultsAboveTheLimitTheCallersOwnFirst() {
        TestTasks bounded = new TestTasks(TestLimits.ofTasks(10, 0, 10_000));
        LocalTask others = bounded.beginWithResult(EVE, 3_000);
        LocalTask first = bounded.beginWithResult(ADA, 3_000);
        LocalTask second = bounded.beginWithResult(ADA, 3_000);
        bounded.run();
        assertThat(bounded.registry().of(ADA)).containsExactly(first, second);

        LocalTask third = bounded.beginWithResult(ADA, 3_000);
        bounded.run();
        assertThat(bounded.registry().of(ADA)).containsExactly(second, third);

        LocalTask last = bounded.beginWithResult(EVE, 9_000);
        bounded.run();
        assertThat(bounded.registry().of(EVE)).containsExactly(last);
        assertThat(bounded.registry().of(ADA)).isEmpty();
        assertThat(bounded.registry().find(others.id(), EVE)).isEmpty();
    }

    @Test
    void startsNoTaskWhileTheRequestsOfOthersReachTheLimit() {
        TestTasks bounded = new TestTasks(TestLimits.ofTasks(10, 0, 10_000));
        LocalTask first = bounded.beginWith(ADA, 6_000);

        assertThatThrownBy(() -> bounded.beginWith(EVE, 4_001))
                .isInstanceOf(RpcException.class)
                .hasMessage("The requests of running tasks take too much memory; try again later");
        LocalTask second = bounded.beginWith(EVE, 4_000);
        bounded.runner().cancel(first);
        LocalTask third = bounded.beginWith(ADA, 6_000);
        bounded.run();
        LocalTask last = bounded.beginWith(ADA, 10_000);

        assertThat(bounded.registry().of(ADA)).containsExactly(first, third, last);
        assertThat(bounded.registry().of(EVE)).containsExactly(second);
    }

    @Test
    void acceptsAnswersAfterALargeRequest() {
        TestTasks bounded = new TestTasks(TestLimits.ofTasks(10, 0, 10_000));
        LocalTask task = bounded.start(
                ADA, 9_000, running -> running.answers().isEmpty() ? TestTasks.asking("a") : TestTasks.DONE);
        bounded.run();

        assertThatThrownBy(() -> bounded.runner()
                        .answer(
                                task,
                                Map.of(
                                        "a",
                                        Json.object().put("action", "decline").put("x", "y".repeat(3_000)))))
                .isInstanceOf(RpcException.class)
                .hasMessage("The answers take more memory than is left for tasks; try again later");
        assertThat(task.state().status()).isEqualTo(Task.Status.INPUT_REQUIRED);
        bounded.runner()
                .answer(task, Map.of("a", Json.object().put("action", "decline").put("x", "y".repeat(2_000))));
        bounded.run();

        assertThat(task.state().status()).isEqualTo(Task.Status.COMPLETED);
        assertThat(task.answers()).isEmpty();
        assertThat(bounded.beginWith(EVE, 10_000)).isNotNull();
    }

    @Test
    void countsNoAnswersWithoutAQuestion() {
        TestTasks bounded = new TestTasks(TestLimits.ofTasks(10, 0, 10_000));
        LocalTask task = bounded.beginWith(ADA, 1_000);

        for (int i = 0; i < 100; i++) {
            bounded.runner().answer(task, Map.of("zzz", Json.object().put("x", "y".repeat(2_000))));
        }

        assertThat(bounded.beginWith(EVE, 9_000)).isNotNull();
    }

    @Test
    void countsNoRequestOfAnExpiredTask() {
        TestTasks bounded = new TestTasks(TestLimits.ofTasks(10, 0, 10_000));
        LocalTask first = bounded.beginWith(ADA, 10_000);
        bounded.clock().pass(first.ttl().plusSeconds(1));
        bounded.runner().sweep();

        assertThat(bounded.registry().of(EVE)).isEmpty();
        assertThat(bounded.beginWith(EVE, 10_000)).isNotNull();
    }

    @Test
    void freesAllBytesUnderConcurrency() throws Exception {
        ExecutorService workers = Executors.newFixedThreadPool(2);
        TestTasks racing = new TestTasks(TestLimits.ofTasks(20, 0, 10_000), workers);
        ExecutorService callers = Executors.newFixedThreadPool(4);
        Map<String, JsonNode> answer = Map.of("a", tree("{'action':'decline'}"));
        List<Future<?>> done = new ArrayList<>();
        for (int caller = 0; caller < 4; caller++) {
            Principal owner = caller % 2 == 0 ? ADA : EVE;
            done.add(callers.submit(() -> {
                for (int i = 0; i < 2_000; i++) {
                    try {
                        LocalTask task = racing.start(
                                owner,
                                i % 500,
                                running -> running.answers().isEmpty() ? TestTasks.asking("a") : TestTasks.DONE);
                        racing.runner().answer(task, answer);
                        if (i % 3 > 0) {
                            racing.runner().cancel(task);
                        }
                    } catch (RpcException e) {
                        racing.runner().endAll();
                    }
                }
            }));
        }
        for (Future<?> each : done) {
            each.get();
        }
        callers.shutdown();
        workers.shutdown();
        assertThat(workers.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        racing.runner().endAll();
        racing.clock().pass(Duration.ofHours(1));
        racing.runner().sweep();

        assertThat(racing.registry().size()).isZero();
        assertThat(racing.budget().reserveRequest(ADA, 10_000).bytes()).isEqualTo(10_000);
        racing.budget().reserveResult(ADA, 10_000);
        assertThat(racing.budget().hasTooManyResults()).isFalse();
    }
}
