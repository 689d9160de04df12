package dev.lmcp.server;

import static dev.lmcp.Trees.object;
import static dev.lmcp.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lmcp.InputRequest;
import dev.lmcp.Principal;
import dev.lmcp.Shape;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.jsonrpc.RpcException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TaskStoreTest {

    private static final Principal ADA = Principal.named("ada");
    private static final Principal EVE = Principal.named("eve");
    private static final InputRequest<?> FORM = InputRequest.form("?", Shape.object(fields -> {
        var n = fields.string("n").optional();
        return in -> in.get(n);
    }));
    private static final CallResult DONE = new CallResult.Completed(object("{'content':[]}"));

    private final TestClock clock = new TestClock();
    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final List<Change> told = new ArrayList<>();
    private final ChangeBus changes = new ChangeBus(Runnable::run);
    private final TaskStore store = store(2);

    TaskStoreTest() {
        changes.join(told::add);
    }

    private TaskStore store(int max) {
        return new TaskStore(TestLimits.with(max, Duration.ofMinutes(1)), clock, threads::add, changes);
    }

    private Task begin(Function<Task, CallResult> work) {
        return store.begin(ADA, Optional.empty(), 0, new Cancellation(Runnable::run), work);
    }

    private void run() {
        while (!threads.isEmpty()) {
            threads.remove().run();
        }
    }

    private static CallResult asking(String... keys) {
        Map<String, InputRequest<?>> questions = new LinkedHashMap<>();
        for (String key : keys) {
            questions.put(key, FORM);
        }
        return new CallResult.InputRequired(questions, Map.of());
    }

    @Test
    void findsATaskBeforeItsWorkHasBegun() {
        Task task = begin(running -> DONE);

        assertThat(store.find(task.id(), ADA)).contains(task);
        assertThat(task.state().status()).isEqualTo(Task.Status.WORKING);

        run();
        assertThat(task.state().status()).isEqualTo(Task.Status.COMPLETED);
        assertThat(told).containsExactly(new Change.TaskChanged(task));
    }

    @Test
    void hidesATaskFromEverybodyElse() {
        Task task = begin(running -> DONE);

        assertThat(store.find(task.id(), EVE)).isEmpty();
        assertThat(store.of(EVE)).isEmpty();
        assertThat(store.of(ADA)).containsExactly(task);
        assertThat(store.find("", ADA)).isEmpty();
    }

    @Test
    void goesOnWhenTheLastQuestionIsAnswered() {
        List<Map<String, JsonNode>> seen = new ArrayList<>();
        Task task = begin(running -> {
            seen.add(running.answers());
            return running.answers().size() < 2 ? asking("a", "b") : DONE;
        });
        run();
        assertThat(task.state().status()).isEqualTo(Task.Status.INPUT_REQUIRED);

        store.answer(task, Map.of("a", tree("{'action':'accept','content':{'n':'x'}}"), "zzz", tree("{}")));
        run();
        assertThat(task.state().status()).isEqualTo(Task.Status.INPUT_REQUIRED);
        assertThat(task.state().open()).containsOnlyKeys("b");

        store.answer(task, Map.of("b", tree("7"), "a", tree("{'action':'decline'}")));
        run();
        assertThat(task.state().open()).containsOnlyKeys("b");

        store.answer(task, Map.of("b", tree("{'action':'decline'}")));
        run();
        assertThat(task.state().status()).isEqualTo(Task.Status.COMPLETED);
        assertThat(seen.get(seen.size() - 1)).containsEntry("a", tree("{'action':'accept','content':{'n':'x'}}"));
        assertThat(task.answers()).isEmpty();
    }

    @Test
    void letsNoCallerHaveMoreThanOneMay() {
        TaskStore bounded = new TaskStore(TestLimits.ofTasks(10, 2, 10_000), clock, threads::add, changes);
        Task first = begin(bounded, ADA, 1);
        Task second = begin(bounded, ADA, 1);

        assertThatThrownBy(() -> begin(bounded, ADA, 1))
                .isInstanceOf(RpcException.class)
                .hasMessage("Too many tasks are running; try again later");
        Task other = begin(bounded, EVE, 1);
        run();
        Task third = begin(bounded, ADA, 1);

        assertThat(bounded.of(ADA)).containsExactly(second, third);
        assertThat(bounded.find(first.id(), ADA)).isEmpty();
        assertThat(bounded.of(EVE)).containsExactly(other);
    }

    @Test
    void forgetsTheOldestResultsWhereAllTakeTooMuchTheCallersOwnFirst() {
        TaskStore bounded = new TaskStore(TestLimits.ofTasks(10, 0, 10_000), clock, threads::add, changes);
        Task others = begin(bounded, EVE, 3_000);
        Task first = begin(bounded, ADA, 3_000);
        Task second = begin(bounded, ADA, 3_000);
        run();
        assertThat(bounded.of(ADA)).containsExactly(first, second);

        Task third = begin(bounded, ADA, 3_000);
        run();
        assertThat(bounded.of(ADA)).containsExactly(second, third);

        Task last = begin(bounded, EVE, 9_000);
        run();
        assertThat(bounded.of(EVE)).containsExactly(last);
        assertThat(bounded.of(ADA)).isEmpty();
        assertThat(bounded.find(others.id(), EVE)).isEmpty();
    }

    @Test
    void failsATaskWhoseResultIsLargerThanAllMayBe() {
        TaskStore bounded = new TaskStore(TestLimits.ofTasks(10, 0, 10_000), clock, threads::add, changes);
        Task huge = begin(bounded, ADA, 10_000);
        run();

        assertThat(huge.state().status()).isEqualTo(Task.Status.FAILED);
        assertThat(huge.state().error().orElseThrow().message())
                .isEqualTo("The task's result is larger than what the server keeps");
    }

    @Test
    void beginsNoTaskWhileTheRequestsOfOthersTakeTooMuch() {
        TaskStore bounded = new TaskStore(TestLimits.ofTasks(10, 0, 10_000), clock, threads::add, changes);
        Task first = beginWith(bounded, ADA, 6_000);

        assertThatThrownBy(() -> beginWith(bounded, EVE, 4_001))
                .isInstanceOf(RpcException.class)
                .hasMessage("The requests of running tasks take too much; try again later");
        Task second = beginWith(bounded, EVE, 4_000);
        bounded.cancel(first);
        Task third = beginWith(bounded, ADA, 6_000);
        run();
        Task last = beginWith(bounded, ADA, 10_000);

        assertThat(bounded.of(ADA)).containsExactly(first, third, last);
        assertThat(bounded.of(EVE)).containsExactly(second);
    }

    @Test
    void leavesOthersRoomForTheirRequests() {
        TaskStore bounded = new TaskStore(TestLimits.ofTasks(10, 0, 10_000), clock, threads::add, changes);
        beginWith(bounded, ADA, 2_000);
        beginWith(bounded, ADA, 500);

        assertThatThrownBy(() -> beginWith(bounded, ADA, 1))
                .isInstanceOf(RpcException.class)
                .hasMessage("The requests of running tasks take too much; try again later");
        assertThat(beginWith(bounded, EVE, 7_500)).isNotNull();
    }

    @Test
    void refusesARequestThatIsLargerThanAllMayBe() {
        TaskStore bounded = new TaskStore(TestLimits.ofTasks(10, 0, 10_000), clock, threads::add, changes);

        assertThatThrownBy(() -> beginWith(bounded, ADA, 10_001))
                .isInstanceOf(RpcException.class)
                .hasMessage("The request is larger than what the server keeps for tasks");
    }

    @Test
    void runsNothingOfATaskThatWasCancelledWhileItWaited() {
        Task task = begin(running -> {
            throw new AssertionError("a cancelled task runs");
        });
        store.cancel(task);

        run();

        assertThat(task.state().status()).isEqualTo(Task.Status.CANCELLED);
    }

    @Test
    void goesOnHoweverMuchTheRequestTakes() {
        TaskStore bounded = new TaskStore(TestLimits.ofTasks(10, 0, 10_000), clock, threads::add, changes);
        Task task = bounded.begin(
                ADA,
                Optional.empty(),
                9_000,
                new Cancellation(Runnable::run),
                running -> running.answers().isEmpty() ? asking("a") : DONE);
        run();

        assertThatThrownBy(() -> bounded.answer(
                        task, Map.of("a", Json.object().put("action", "decline").put("x", "y".repeat(3_000)))))
                .isInstanceOf(RpcException.class)
                .hasMessage("The answers take more than what the server has left for tasks");
        assertThat(task.state().status()).isEqualTo(Task.Status.INPUT_REQUIRED);
        bounded.answer(task, Map.of("a", Json.object().put("action", "decline").put("x", "y".repeat(2_000))));
        run();

        assertThat(task.state().status()).isEqualTo(Task.Status.COMPLETED);
        assertThat(task.answers()).isEmpty();
        assertThat(beginWith(bounded, EVE, 10_000)).isNotNull();
    }

    @Test
    void countsNoAnswersThatNobodyAskedFor() {
        TaskStore bounded = new TaskStore(TestLimits.ofTasks(10, 0, 10_000), clock, threads::add, changes);
        Task task = beginWith(bounded, ADA, 1_000);

        for (int i = 0; i < 100; i++) {
            bounded.answer(task, Map.of("zzz", Json.object().put("x", "y".repeat(2_000))));
        }

        assertThat(beginWith(bounded, EVE, 9_000)).isNotNull();
    }

    @Test
    void countsNoRequestOfATaskWhoseTimeIsOver() {
        TaskStore bounded = new TaskStore(TestLimits.ofTasks(10, 0, 10_000), clock, threads::add, changes);
        Task first = beginWith(bounded, ADA, 10_000);
        clock.pass(first.ttl().plusSeconds(1));
        bounded.sweep();

        assertThat(bounded.of(EVE)).isEmpty();
        assertThat(beginWith(bounded, EVE, 10_000)).isNotNull();
    }

    /** Begins a task whose request takes so much. */
    private static Task beginWith(TaskStore store, Principal owner, long size) {
        return store.begin(owner, Optional.empty(), size, new Cancellation(Runnable::run), task -> DONE);
    }

    /** Begins a task whose result has a text of this length. */
    private static Task begin(TaskStore store, Principal owner, int length) {
        CallResult outcome = new CallResult.Completed(Json.object().put("text", "x".repeat(length)));
        return store.begin(owner, Optional.empty(), 0, new Cancellation(Runnable::run), task -> outcome);
    }

    @Test
    void runsOnceForOneRoundOfAnswers() {
        List<String> runs = new ArrayList<>();
        Task task = begin(running -> {
            runs.add("run");
            return running.answers().isEmpty() ? asking("a") : DONE;
        });
        run();

        store.answer(task, Map.of("a", tree("{'action':'cancel'}")));
        store.answer(task, Map.of("a", tree("{'action':'cancel'}")));
        run();
        store.answer(task, Map.of("a", tree("{'action':'cancel'}")));
        run();

        assertThat(runs).hasSize(2);
    }

    @Test
    void failsWhereTheClientCannotBeAsked() {
        Task task = begin(running -> new CallResult.CapabilityMissing(object("{'sampling':{}}")));
        run();

        assertThat(task.state().status()).isEqualTo(Task.Status.FAILED);
        assertThat(task.state().error().orElseThrow().message())
                .isEqualTo("The client did not declare a capability that this task needs");
    }

    @Test
    void cancelsATaskOnce() {
        Task task = begin(running -> DONE);

        assertThat(store.cancel(task)).isTrue();
        assertThat(task.cancellation().isCancelled()).isTrue();
        assertThat(store.cancel(task)).isFalse();

        run();
        assertThat(task.state().status()).isEqualTo(Task.Status.CANCELLED);
        assertThat(task.state().result()).isEmpty();
    }

    @Test
    void takesNoAnswerOnceATaskIsOver() {
        Task task = begin(running -> asking("a"));
        run();
        store.cancel(task);

        store.answer(task, Map.of("a", tree("{'action':'accept'}")));

        assertThat(threads).isEmpty();
        assertThat(task.state().status()).isEqualTo(Task.Status.CANCELLED);
    }

    @Test
    void forgetsATaskWhoseTimeIsOver() {
        Task task = begin(running -> asking("a"));
        run();

        clock.pass(Duration.ofMinutes(1));
        assertThat(store.find(task.id(), ADA)).contains(task);
        clock.pass(Duration.ofMillis(1));
        assertThat(store.find(task.id(), ADA)).isEmpty();
        assertThat(store.of(ADA)).isEmpty();

        store.sweep();
        assertThat(store.size()).isZero();
        assertThat(task.cancellation().isCancelled()).isTrue();
    }

    @Test
    void keepsATaskNoLongerThanItsOwnerWantsNorThanMayBe() {
        Cancellation none = new Cancellation(Runnable::run);

        assertThat(store.begin(ADA, Optional.of(Duration.ofSeconds(5)), 0, none, running -> DONE)
                        .ttl())
                .isEqualTo(Duration.ofSeconds(5));
        assertThat(store.begin(ADA, Optional.of(Duration.ofDays(9)), 0, none, running -> DONE)
                        .ttl())
                .isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void makesRoomByTheOldestTaskThatIsFinished() {
        Task working = begin(running -> asking("a"));
        Task finished = begin(running -> DONE);
        run();

        Task third = begin(running -> DONE);

        assertThat(store.find(working.id(), ADA)).contains(working);
        assertThat(store.find(finished.id(), ADA)).isEmpty();
        assertThat(store.find(third.id(), ADA)).contains(third);
    }

    @Test
    void refusesATaskWhereNoneIsFinished() {
        begin(running -> asking("a"));
        begin(running -> asking("a"));

        assertThatThrownBy(() -> begin(running -> DONE))
                .isInstanceOf(RpcException.class)
                .hasMessage("Too many tasks are running; try again later");
        assertThat(store.size()).isEqualTo(2);
    }

    @Test
    void stopsATaskThatMakesRoomAsItsTimeIsOver() {
        Task old = begin(running -> asking("a"));
        begin(running -> asking("a"));
        clock.pass(Duration.ofHours(1));

        begin(running -> DONE);

        assertThat(old.cancellation().isCancelled()).isTrue();
    }

    @Test
    void failsATaskThatNoThreadTakes() {
        TaskStore stopped = new TaskStore(
                Limits.DEFAULT,
                clock,
                work -> {
                    throw new RejectedExecutionException("stopped, as this test has it");
                },
                changes);

        Task task = stopped.begin(ADA, Optional.empty(), 0, new Cancellation(Runnable::run), running -> DONE);

        assertThat(task.state().error()).contains(new RpcError(-32603, "The server is stopping; try again later"));
    }

    @Test
    void cancelsEveryTaskAtTheEnd() {
        Task first = begin(running -> asking("a"));
        Task second = begin(running -> DONE);

        store.endAll();

        assertThat(first.state().status()).isEqualTo(Task.Status.CANCELLED);
        assertThat(second.state().status()).isEqualTo(Task.Status.CANCELLED);
    }

    @Test
    void givesEveryTaskAnIdThatNobodyGuesses() {
        Task first = begin(running -> DONE);
        Task second = begin(running -> DONE);

        assertThat(first.id()).hasSize(24).isNotEqualTo(second.id()).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void failsATaskWhoseWorkThrowsWhatNobodyExpects() {
        Task task = begin(running -> {
            throw new AssertionError("a tool's own check");
        });

        assertThatThrownBy(this::run).isInstanceOf(AssertionError.class);
        assertThat(task.state().status()).isEqualTo(Task.Status.FAILED);
        assertThat(told).containsExactly(new Change.TaskChanged(task));
    }

    @Test
    void makesRoomAmongTheSameCallersTasksFirst() {
        Task hers = store.begin(EVE, Optional.empty(), 0, new Cancellation(Runnable::run), running -> DONE);
        Task mine = begin(running -> DONE);
        run();

        Task next = begin(running -> DONE);

        assertThat(store.find(hers.id(), EVE)).contains(hers);
        assertThat(store.find(mine.id(), ADA)).isEmpty();
        assertThat(store.find(next.id(), ADA)).contains(next);
    }
}
