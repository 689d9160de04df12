package dev.lmcp.server.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lmcp.Principal;
import dev.lmcp.embed.InMemoryCluster;
import dev.lmcp.jsonrpc.MessageCodec;
import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.server.auth.AuthenticatedCaller;
import dev.lmcp.server.base.Json;
import dev.lmcp.server.base.KeyRing;
import dev.lmcp.server.base.Limits;
import dev.lmcp.server.call.AcceptedAnswers;
import dev.lmcp.server.call.ClientCapabilities;
import dev.lmcp.server.call.Task;
import dev.lmcp.server.cluster.ClusterEngine;
import dev.lmcp.server.cluster.ClusterHealth;
import dev.lmcp.server.cluster.ClusterNode;
import dev.lmcp.server.support.TestClock;
import dev.lmcp.server.support.TestLimits;
import dev.lmcp.spi.Cluster;
import dev.lmcp.text.Ids;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class CallerTasksTest {

    private static final Principal ADA = Principal.named("ada");
    private static final Principal EVE = Principal.named("eve");

    private final TestClock clock = new TestClock();
    private final InMemoryCluster engine = new InMemoryCluster(clock);
    private final KeyRing keys = KeyRing.random();

    /** The tasks as one node sees them. */
    private final class Node {

        private final ClusterNode cluster;
        private final TaskStore store;
        private final CallerTasks callers;

        Node(Limits limits) {
            Cluster connection = engine.node();
            ClusterHealth health = new ClusterHealth(new ClusterEngine("memory", connection), clock);
            cluster = new ClusterNode(connection, health, keys, new MessageCodec(64), clock);
            store = new TaskStore(cluster, new TaskRecordJson(name -> Optional.empty()), clock);
            callers = new CallerTasks(cluster, store, limits, clock);
        }

        TaskStore.Stored begin(Principal owner) {
            return begin(owner, 0);
        }

        /** Begins a task whose request has a text of this length. */
        TaskStore.Stored begin(Principal owner, int length) {
            StoredRequest request = new StoredRequest(
                    "tools/call",
                    Json.object().put("text", "x".repeat(length)),
                    new AuthenticatedCaller(owner, () -> true, Optional.empty()),
                    Optional.empty(),
                    ClientCapabilities.NONE,
                    Optional.empty());
            TaskRecord first =
                    TaskRecord.first(Ids.random(), request, Map.of(), clock.instant(), Duration.ofMinutes(5), "node");
            callers.add(first);
            return store.write(Optional.empty(), first).orElseThrow();
        }

        /** Ends a task with a result that has a text of this length. */
        TaskRecord end(TaskStore.Stored task, int length) {
            TaskRecord ended = task.record()
                    .in(
                            new Task.State(
                                    Task.Status.COMPLETED,
                                    clock.instant(),
                                    Map.of(),
                                    Optional.of(Json.object().put("text", "x".repeat(length))),
                                    Optional.empty()),
                            "node");
            assertThat(store.write(Optional.of(task), ended)).isPresent();
            return ended;
        }

        void endAndCount(TaskStore.Stored task, int length) {
            callers.ended(end(task, length));
        }
    }

    private static String id(TaskStore.Stored task) {
        return task.record().id();
    }

    @Test
    void areListedOldestFirstForTheirOwnerOnly() {
        Node node = new Node(TestLimits.ofTasks(10, 0, 10_000));
        TaskStore.Stored first = node.begin(ADA);
        TaskStore.Stored others = node.begin(EVE);
        TaskStore.Stored second = node.begin(ADA);

        assertThat(node.callers.ids(ADA)).containsExactly(id(first), id(second));
        assertThat(node.callers.ids(EVE)).containsExactly(id(others));
        assertThat(node.callers.ids(ADA.withClient("app"))).isEmpty();
    }

    @Test
    void areForgottenWhenTheyAreTooOld() {
        Node node = new Node(TestLimits.ofTasks(1, 0, 10_000));
        node.begin(ADA);
        clock.pass(Duration.ofMinutes(5));

        TaskStore.Stored next = node.begin(ADA);

        assertThat(node.callers.ids(ADA)).containsExactly(id(next));
    }

    @Test
    void loseTheOldestResultsAboveTheLimit() {
        Node node = new Node(TestLimits.ofTasks(10, 0, 10_000));
        TaskStore.Stored first = node.begin(ADA);
        TaskStore.Stored others = node.begin(EVE);
        TaskStore.Stored second = node.begin(ADA);
        node.endAndCount(first, 6_000);
        node.endAndCount(others, 6_000);

        node.endAndCount(second, 6_000);

        assertThat(node.callers.ids(ADA)).containsExactly(id(second));
        assertThat(node.store.read(id(first))).isEmpty();
        assertThat(node.store.read(id(others))).isPresent();
    }

    @Test
    void areRefusedIfNoneHasEnded() {
        Node node = new Node(TestLimits.ofTasks(10, 2, 10_000));
        node.begin(ADA);
        node.begin(ADA);

        assertThatThrownBy(() -> node.begin(ADA))
                .isInstanceOf(RpcException.class)
                .hasMessage("Too many tasks are running; try again later");
        assertThat(node.begin(EVE)).isNotNull();
    }

    @Test
    void areRefusedIfTheirRequestsAreTooLargeTogether() {
        Node node = new Node(TestLimits.ofTasks(10, 0, 1_000_000));
        Node other = new Node(TestLimits.ofTasks(10, 0, 1_000_000));
        TaskStore.Stored first = node.begin(ADA, 150_000);

        assertThatThrownBy(() -> other.begin(ADA, 150_000))
                .isInstanceOf(RpcException.class)
                .hasMessage("The requests of running tasks take too much memory; try again later");
        assertThat(other.begin(EVE, 900_000)).isNotNull();
        assertThat(other.begin(ADA, 90_000)).isNotNull();
        assertThatThrownBy(() -> node.begin(ADA, 10_000)).isInstanceOf(RpcException.class);

        node.endAndCount(first, 1);
        assertThat(node.begin(ADA, 150_000)).isNotNull();
        assertThat(node.callers.ids(ADA)).hasSize(3);
    }

    @Test
    void areRefusedIfOneRequestIsTooLarge() {
        Node node = new Node(TestLimits.ofTasks(10, 0, 1_000_000));

        assertThatThrownBy(() -> node.begin(ADA, 1_000_001))
                .isInstanceOf(RpcException.class)
                .hasMessage("The request is too large for a task");
        assertThat(node.callers.ids(ADA)).isEmpty();
    }

    @Test
    void countTheAnswersAlsoOfTasksThatNoNodeWorksOn() {
        Node node = new Node(TestLimits.ofTasks(10, 0, 1_000_000));
        TaskRecord first = node.begin(ADA, 100_000).record();
        TaskRecord second = node.begin(ADA, 100_000).record();

        node.callers.answered(withAnswer(first, 250_000));
        assertThatThrownBy(() -> node.begin(ADA, 1)).isInstanceOf(RpcException.class);
        assertThatThrownBy(() -> node.callers.answered(withAnswer(second, 50_000)))
                .isInstanceOf(RpcException.class)
                .hasMessage("The answers take more memory than is left for tasks; try again later");
        node.callers.answered(withAnswer(second, 30_000));

        node.callers.answered(withAnswer(first, 1_000));
        assertThat(node.begin(ADA, 1)).isNotNull();
    }

    private static TaskRecord withAnswer(TaskRecord record, int length) {
        return record.answered(
                new AcceptedAnswers(Map.of("name", Json.object().put("text", "x".repeat(length))), record.state()),
                "node");
    }

    @Test
    void makeRoomForRequestsIfTheirEndWasNotCounted() {
        Node node = new Node(TestLimits.ofTasks(10, 0, 1_000_000));
        TaskStore.Stored first = node.begin(ADA, 200_000);
        node.end(first, 1);

        assertThat(node.begin(ADA, 200_000)).isNotNull();
    }

    /** A node can be lost after it has stored the end of a task, and before it has counted it. */
    @Test
    void makeRoomIfTheirEndWasNotCounted() {
        Node node = new Node(TestLimits.ofTasks(10, 2, 10_000));
        TaskStore.Stored first = node.begin(ADA);
        TaskStore.Stored second = node.begin(ADA);
        node.end(second, 1);

        TaskStore.Stored third = node.begin(ADA);

        assertThat(node.callers.ids(ADA)).containsExactly(id(first), id(third));
    }

    @Test
    void areNotRemovedIfThisNodeCannotReadThem() {
        Node node = new Node(TestLimits.ofTasks(10, 1, 10_000));
        TaskStore.Stored first = node.begin(ADA);
        String key = "task/" + id(first);
        node.cluster.write(key, Json.object().put("status", "PAUSED"), Duration.ofMinutes(5));
        clock.pass(Duration.ofSeconds(61));

        assertThatThrownBy(() -> node.begin(ADA))
                .isInstanceOf(RpcException.class)
                .hasMessage("Too many tasks are running; try again later");
        assertThat(node.cluster.read(key)).isPresent();
    }

    /** A node counts a task before it writes its record. */
    @Test
    void keepTheirPlaceWhileTheirRecordIsWritten() {
        Node node = new Node(TestLimits.ofTasks(10, 1, 10_000));
        TaskStore.Stored first = node.begin(ADA);
        node.store.delete(id(first));

        assertThatThrownBy(() -> node.begin(ADA)).isInstanceOf(RpcException.class);
        clock.pass(Duration.ofSeconds(61));
        assertThat(node.begin(ADA)).isNotNull();
    }

    @Test
    void neverExceedTheLimitOnSeveralNodesTogether() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<Integer>> begun = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Node node = new Node(TestLimits.ofTasks(100, 10, 10_000));
            begun.add(threads.submit(() -> {
                int count = 0;
                for (int attempt = 0; attempt < 20; attempt++) {
                    try {
                        node.begin(ADA);
                        count++;
                    } catch (RpcException e) {
                        // the limit is reached
                    }
                }
                return count;
            }));
        }
        int all = 0;
        for (Future<Integer> each : begun) {
            all += each.get();
        }
        threads.shutdown();

        assertThat(all).isEqualTo(10);
    }
}
