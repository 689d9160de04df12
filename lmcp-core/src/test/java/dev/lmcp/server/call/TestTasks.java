package dev.lmcp.server.call;

import static dev.lmcp.Trees.object;

import dev.lmcp.InputRequest;
import dev.lmcp.Principal;
import dev.lmcp.Shape;
import dev.lmcp.server.base.Json;
import dev.lmcp.server.base.Limit;
import dev.lmcp.server.base.Limits;
import dev.lmcp.server.support.TestClock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** A registry and a runner of tasks, whose clock and executor a test controls. */
final class TestTasks {

    static final CallResult DONE = new CallResult.Completed(object("{'content':[]}"));

    private static final Principal ADA = Principal.named("ada");
    private static final InputRequest<?> FORM = InputRequest.form("?", Shape.object(fields -> {
        var n = fields.string("n").optional();
        return in -> in.get(n);
    }));

    private final TestClock clock = new TestClock();
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final List<Change> told = new ArrayList<>();
    private final TaskBudget budget;
    private final TaskRegistry registry;
    private final TaskRunner runner;

    TestTasks(Limits limits) {
        ChangeBus changes = new ChangeBus(Runnable::run);
        changes.subscribe(told::add);
        budget = new TaskBudget(limits.of(Limit.MAX_TASK_DATA_SIZE));
        registry = new TaskRegistry(limits, clock);
        runner = new TaskRunner(registry, budget, clock, waiting::add, changes);
    }

    /** Creates tasks with this executor, and without listeners. */
    TestTasks(Limits limits, Executor threads) {
        budget = new TaskBudget(limits.of(Limit.MAX_TASK_DATA_SIZE));
        registry = new TaskRegistry(limits, clock);
        runner = new TaskRunner(registry, budget, clock, threads, new ChangeBus(Runnable::run));
    }

    TestClock clock() {
        return clock;
    }

    TaskRegistry registry() {
        return registry;
    }

    TaskBudget budget() {
        return budget;
    }

    TaskRunner runner() {
        return runner;
    }

    /** Returns the queued work. */
    Queue<Runnable> waiting() {
        return waiting;
    }

    List<Change> told() {
        return told;
    }

    /** Runs all queued work. */
    void run() {
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
    }

    LocalTask start(Function<LocalTask, CallResult> work) {
        return start(ADA, 0, work);
    }

    LocalTask start(Principal owner, long bytes, Function<LocalTask, CallResult> work) {
        return runner.start(owner, Optional.empty(), bytes, new Cancellation(Runnable::run), work);
    }

    /** Starts a task whose request has this size. */
    LocalTask beginWith(Principal owner, long bytes) {
        return start(owner, bytes, task -> DONE);
    }

    /** Starts a task whose result has a text of this length. */
    LocalTask beginWithResult(Principal owner, int length) {
        CallResult result = new CallResult.Completed(Json.object().put("text", "x".repeat(length)));
        return start(owner, 0, task -> result);
    }

    static CallResult asking(String... keys) {
        Map<String, InputRequest<?>> questions = new LinkedHashMap<>();
        for (String key : keys) {
            questions.put(key, FORM);
        }
        return new CallResult.InputRequired(questions, Map.of());
    }
}
