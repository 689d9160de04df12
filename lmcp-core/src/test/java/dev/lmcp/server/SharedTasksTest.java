package dev.lmcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.embed.InMemoryCluster;
import dev.lmcp.server.base.KeyRing;
import dev.lmcp.server.support.TestClock;
import dev.lmcp.server.support.TestExchange;
import dev.lmcp.spi.Cluster;
import dev.lmcp.spi.ClusterBus;
import dev.lmcp.spi.ClusterStore;
import dev.lmcp.spi.EventLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Two nodes on one engine share the tasks. */
class SharedTasksTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String INITIALIZE = "{'jsonrpc':'2.0','id':0,'method':'initialize','params':{"
            + "'protocolVersion':'2025-11-25','capabilities':{'elicitation':{}},'clientInfo':{'name':'c','version':'1'}}}";
    private static final String STOPPED =
            "The node that ran this task has stopped, and its tool does not say that it may run"
                    + " again; call the tool again if that does no harm";

    private final KeyRing keys = KeyRing.random();
    private final TestClock clock = new TestClock();
    private final InMemoryCluster engine = new InMemoryCluster(clock);
    private final Cluster connection = engine.node();
    private final TestServer here = TestServer.node(keys, connection, Map.of());
    private final TestServer there = TestServer.node(keys, engine);

    @AfterEach
    void stop() {
        here.close();
        there.close();
    }

    static TestExchange modern(TestServer node, String caller, String method, String name, String params) {
        TestExchange exchange = TestServer.post(
                caller,
                "{'jsonrpc':'2.0','id':1,'method':'" + method + "','params':{" + params
                        + ",'_meta':{'io.modelcontextprotocol/protocolVersion':'2026-07-28',"
                        + "'io.modelcontextprotocol/clientCapabilities':{'elicitation':{'form':{}},"
                        + "'extensions':{'io.modelcontextprotocol/tasks':{}}}}}}",
                Map.of(
                        "MCP-Protocol-Version",
                        List.of("2026-07-28"),
                        "Mcp-Method",
                        List.of(method),
                        "Mcp-Name",
                        List.of(name),
                        "X-Tenant",
                        List.of("acme")));
        node.endpoint().handle(exchange);
        return exchange;
    }

    static JsonNode body(TestExchange exchange) throws InterruptedException {
        return WirePattern.json(exchange.body(PATIENCE));
    }

    static TestExchange call(TestServer node, String tool) {
        return modern(node, "ada", "tools/call", tool, "'name':'" + tool + "','arguments':{}");
    }

    static String begin(TestServer node, String tool) throws InterruptedException {
        return body(call(node, tool)).path("result").path("taskId").stringValue();
    }

    static TestExchange task(TestServer node, String caller, String method, String id, String more) {
        return modern(node, caller, method, id, "'taskId':'" + id + "'" + more);
    }

    static JsonNode read(TestServer node, String id) throws InterruptedException {
        return body(task(node, "ada", "tasks/get", id, "")).path("result");
    }

    /** Reads the task again and again until it has a status. */
    static JsonNode await(TestServer node, String id, String status) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            JsonNode found = read(node, id);
            if (found.path("status").stringValue("").equals(status)) {
                return found;
            }
            assertThat(System.nanoTime())
                    .as("time to wait for '%s', found %s", status, found)
                    .isLessThan(deadline);
        }
    }

    private static Map<String, List<String>> session(TestServer node) throws InterruptedException {
        TestExchange opening = TestServer.post("ada", INITIALIZE, Map.of());
        node.endpoint().handle(opening);
        assertThat(opening.status(PATIENCE)).isEqualTo(200);
        return Map.of("Mcp-Session-Id", List.of(opening.header("Mcp-Session-Id").orElseThrow()));
    }

    private static TestExchange legacy(
            TestServer node, Map<String, List<String>> session, String method, String params) {
        TestExchange exchange = TestServer.post(
                "ada", "{'jsonrpc':'2.0','id':7,'method':'" + method + "','params':{" + params + "}}", session);
        node.endpoint().handle(exchange);
        return exchange;
    }

    private static String beginLegacy(TestServer node, Map<String, List<String>> session, String tool)
            throws InterruptedException {
        String body = legacy(node, session, "tools/call", "'name':'" + tool + "','task':{}")
                .body(PATIENCE);
        return body.replaceAll("(?s).*\"taskId\":\"([^\"]+)\".*", "$1");
    }

    private static TestExchange onThread(TestServer node, TestExchange exchange) {
        new Thread(() -> node.endpoint().handle(exchange), "waiting-request").start();
        return exchange;
    }

    /** Lets time pass for the engine and for the other node, until the other node takes this one for lost. */
    private void loseHere() throws Exception {
        noticeLoss(there);
    }

    private void noticeLoss(TestServer node) throws Exception {
        clock.pass(Duration.ofSeconds(16));
        for (int round = 0; round < 3; round++) {
            node.pass(Duration.ofSeconds(5));
            node.settle();
        }
    }

    /** Waits for what the other node does in its rounds. */
    private JsonNode awaitRounds(String id, String status) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            JsonNode found = read(there, id);
            if (found.path("status").stringValue("").equals(status)) {
                return found;
            }
            there.pass(Duration.ZERO);
            assertThat(System.nanoTime())
                    .as("time to wait for '%s', found %s", status, found)
                    .isLessThan(deadline);
        }
    }

    private void kill() throws Exception {
        connection.close();
        loseHere();
    }

    @Nested
    class ATask {

        @Test
        void isFoundOnEachNodeByItsOwnerOnly() throws Exception {
            String id = begin(here, "failing");

            assertThat(await(there, id, "completed")
                            .path("result")
                            .path("isError")
                            .booleanValue())
                    .isTrue();
            assertThat(await(here, id, "completed").path("ttlMs").longValue()).isEqualTo(3_600_000);
            String foreign = task(there, "eve", "tasks/get", id, "").body(PATIENCE);
            String unknown = task(there, "eve", "tasks/get", "x".repeat(24), "").body(PATIENCE);
            assertThat(foreign.replace(id, "?")).isEqualTo(unknown.replace("x".repeat(24), "?"));
            assertThat(unknown).contains("Unknown task");
        }

        @Test
        void ofALegacySessionIsListedAndReadOnEachNode() throws Exception {
            Map<String, List<String>> session = session(here);
            String first = beginLegacy(here, session, "failing");
            String second = beginLegacy(there, session, "failing");

            String list = legacy(there, session, "tasks/list", "").body(PATIENCE);
            assertThat(list).containsSubsequence(first, second);
            assertThat(legacy(there, session, "tasks/result", "'taskId':'" + first + "'")
                            .body(PATIENCE))
                    .contains("The oven is cold")
                    .contains(first);
        }

        @Test
        void endsAWaitOnAnotherNodeAtOnce() throws Exception {
            Map<String, List<String>> session = session(here);
            String id = beginLegacy(here, session, "build");
            TestExchange waiting = onThread(
                    there,
                    TestServer.post(
                            "ada",
                            "{'jsonrpc':'2.0','id':8,'method':'tasks/result','params':{'taskId':'" + id + "'}}",
                            session));
            here.await("building");

            long begin = System.nanoTime();
            here.change("release");

            assertThat(waiting.body(PATIENCE)).contains("released");
            // a wait without the message takes ten seconds
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        }

        @Test
        void isCancelledFromAnotherNode() throws Exception {
            String id = begin(here, "build");
            here.await("building");

            assertThat(body(task(there, "ada", "tasks/cancel", id, "")).has("result"))
                    .isTrue();

            here.await("cancelled");
            assertThat(read(here, id).path("status").stringValue()).isEqualTo("cancelled");
        }

        @Test
        void isNotCancelledByAnotherCaller() throws Exception {
            String id = begin(here, "build");

            assertThat(body(task(there, "eve", "tasks/cancel", id, "")).has("error"))
                    .isTrue();
            here.change("release");

            assertThat(await(there, id, "completed")).isNotNull();
        }

        @Test
        void takesItsAnswersOnEachNode() throws Exception {
            String id = begin(here, "asking");
            await(there, id, "input_required");

            task(there, "ada", "tasks/update", id, answer("first", "Ada")).body(PATIENCE);
            assertThat(read(here, id).path("inputRequests").propertyNames()).containsExactly("second");
            task(here, "ada", "tasks/update", id, answer("second", "Lovelace")).body(PATIENCE);

            assertThat(await(there, id, "completed").toString()).contains("Ada Lovelace");
        }

        @Test
        void tellsItsEndToTheClientsOfAnotherNode() throws Exception {
            Map<String, List<String>> session = session(there);
            TestExchange stream = new TestExchange("GET", "/mcp", TestServer.headers("ada", session), "");
            there.endpoint().handle(stream);
            String id = begin(here, "build");
            TestExchange listening =
                    modern(there, "ada", "subscriptions/listen", "x", "'notifications':{'taskIds':['" + id + "']}");
            assertThat(event(listening, 0)).contains("acknowledged");

            here.change("release");

            assertThat(event(stream, 0)).contains("notifications/tasks/status").contains("completed");
            assertThat(event(listening, 1)).contains("notifications/tasks").contains("released");
        }

        @Test
        void isOneOfTheMaximumOfItsCallerOnAllNodes() throws Exception {
            try (TestServer one =
                            TestServer.node(keys, engine.node(), Map.of("lmcp.limits.max-tasks-per-caller", "2"));
                    TestServer two =
                            TestServer.node(keys, engine.node(), Map.of("lmcp.limits.max-tasks-per-caller", "2"))) {
                String first = begin(one, "build");
                String second = begin(two, "asking");
                await(one, second, "input_required");

                assertThat(call(two, "build").body(PATIENCE)).contains("Too many tasks are running");
                one.change("release");
                await(two, first, "completed");
                String third = begin(two, "failing");

                await(one, third, "completed");
                assertThat(task(one, "ada", "tasks/get", first, "").body(PATIENCE))
                        .contains("Unknown task");
            }
        }
    }

    static String event(TestExchange stream, int number) throws InterruptedException {
        return stream.event(number, PATIENCE).orElseThrow().data().orElse("");
    }

    static String answer(String question, String name) {
        return ",'inputResponses':{'" + question + "':{'action':'accept','content':{'name':'" + name + "'}}}";
    }

    @Nested
    class ANodeThatIsLost {

        @Test
        void leavesItsEndedTasks() throws Exception {
            String id = begin(here, "failing");
            await(here, id, "completed");

            kill();

            assertThat(read(there, id).toString()).contains("The oven is cold");
        }

        @Test
        void leavesTasksThatMayRunAgainToAnotherNode() throws Exception {
            String id = begin(here, "lookup");
            here.await("building");

            kill();
            there.await("building");
            there.change("release");

            assertThat(awaitRounds(id, "completed").toString()).contains("false acme ada");
        }

        @Test
        void letsOtherTasksFailInPlainWords() throws Exception {
            String id = begin(here, "build");
            here.await("building");

            kill();

            assertThat(awaitRounds(id, "failed").path("error").path("message").stringValue())
                    .isEqualTo(STOPPED);
        }

        @Test
        void leavesTasksThatWaitForAnswers() throws Exception {
            String id = begin(here, "asking");
            await(here, id, "input_required");

            kill();
            assertThat(read(there, id).path("inputRequests").propertyNames())
                    .containsExactlyInAnyOrder("first", "second");
            task(there, "ada", "tasks/update", id, answer("first", "Ada")).body(PATIENCE);
            task(there, "ada", "tasks/update", id, answer("second", "Lovelace")).body(PATIENCE);

            assertThat(await(there, id, "completed").toString()).contains("Ada Lovelace");
        }

        @Test
        void doesNotEndItsTasksIfItComesBack() throws Exception {
            String id = begin(here, "build");
            here.await("building");
            engine.loseMessages(true);
            loseHere();
            awaitRounds(id, "failed");

            here.change("release");
            here.awaitWhileFrozen("done");
            engine.loseMessages(false);
            here.pass(Duration.ofSeconds(60));

            assertThat(read(here, id).path("error").path("message").stringValue())
                    .isEqualTo(STOPPED);
            assertThat(read(there, id).path("status").stringValue()).isEqualTo("failed");
            assertThat(begin(here, "failing")).hasSize(24);
        }

        @Test
        void runsATaskAgainOnceOnly() throws Exception {
            String id = begin(here, "lookup");
            here.await("building");
            engine.loseMessages(true);
            loseHere();
            there.await("building");

            here.change("release");
            here.awaitWhileFrozen("done");
            assertThat(read(there, id).path("status").stringValue()).isEqualTo("working");
            there.change("release");

            assertThat(awaitRounds(id, "completed").toString()).contains("false acme ada");
        }

        /** The task may be the reason that its nodes stop. */
        @Test
        void isFollowedByThreeOthersAtMost() throws Exception {
            String id = begin(here, "lookup");
            here.await("building");
            connection.close();
            List<TestServer> others = new ArrayList<>();
            for (int takeover = 0; takeover < 3; takeover++) {
                Cluster next = engine.node();
                others.add(TestServer.node(keys, next, Map.of()));
                noticeLoss(others.get(takeover));
                others.get(takeover).await("building");
                next.close();
            }

            noticeLoss(there);

            assertThat(awaitRounds(id, "failed").path("error").path("message").stringValue())
                    .startsWith("Each node that ran this task has stopped; it is not run again");
            others.forEach(TestServer::close);
        }

        @Test
        void isNotTakenForLostWhileItRenewsItsLease() throws Exception {
            String id = begin(here, "build");
            for (int round = 0; round < 20; round++) {
                clock.pass(Duration.ofSeconds(5));
                here.pass(Duration.ofSeconds(5));
                here.settle();
                there.pass(Duration.ofSeconds(5));
                there.settle();
                assertThat(read(there, id).path("status").stringValue()).isEqualTo("working");
            }
        }
    }

    @Nested
    class ANodeThatStopsInOrder {

        @Test
        void handsOverTasksThatMayRunAgain() throws Exception {
            String id = begin(here, "lookup");
            here.await("building");

            here.change("stop");
            there.await("building");
            there.change("release");

            assertThat(await(there, id, "completed").toString()).contains("false acme ada");
        }

        @Test
        void endsOtherTasksInPlainWords() throws Exception {
            String id = begin(here, "build");
            here.await("building");

            here.change("stop");

            assertThat(await(there, id, "failed").path("error").path("message").stringValue())
                    .isEqualTo(STOPPED);
        }

        @Test
        void leavesItsTasksToANodeThatStartsLater() throws Exception {
            String id = begin(here, "lookup");
            here.await("building");
            there.change("stop");
            here.change("stop");

            try (TestServer late = TestServer.node(keys, engine)) {
                noticeLoss(late);
                late.await("building");
                late.change("release");
                assertThat(await(late, id, "completed")).isNotNull();
            }
        }
    }

    @Nested
    class WithoutTheEngine {

        @Test
        void noTaskIsBegunOrRead() throws Exception {
            String id = begin(here, "build");
            engine.stop();

            for (TestExchange refused : List.of(call(here, "failing"), task(there, "ada", "tasks/get", id, ""))) {
                assertThat(refused.status(PATIENCE)).isEqualTo(503);
                assertThat(refused.header("Retry-After")).isPresent();
            }
        }

        @Test
        void aTaskGoesOnAndItsResultIsStoredLater() throws Exception {
            String id = begin(here, "build");
            here.await("building");
            engine.stop();
            here.change("release");
            here.await("done");

            engine.start();

            assertThat(await(there, id, "completed").toString()).contains("released");
        }

        @Test
        void aWaitGoesOn() throws Exception {
            Map<String, List<String>> session = session(here);
            String id = beginLegacy(here, session, "build");
            here.await("building");
            CountDownLatch reads = new CountDownLatch(3);
            TestExchange waiting = onThread(
                    there(reads),
                    TestServer.post(
                            "ada",
                            "{'jsonrpc':'2.0','id':8,'method':'tasks/result','params':{'taskId':'" + id + "'}}",
                            session));
            // the session, the task, and the task once more when the wait has begun
            assertThat(reads.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            engine.stop();
            here.change("release");
            here.await("done");
            engine.start();

            assertThat(waiting.body(PATIENCE)).contains("released");
        }

        /** A node that counts what it reads from the store. */
        private TestServer there(CountDownLatch reads) {
            Cluster counted = engine.node();
            counting = TestServer.node(
                    keys,
                    new Cluster() {
                        @Override
                        public ClusterStore store() {
                            reads.countDown();
                            return counted.store();
                        }

                        @Override
                        public EventLog events() {
                            return counted.events();
                        }

                        @Override
                        public ClusterBus bus() {
                            return counted.bus();
                        }

                        @Override
                        public boolean isAvailable() {
                            return counted.isAvailable();
                        }

                        @Override
                        public void close() {
                            counted.close();
                        }
                    },
                    Map.of());
            return counting;
        }

        private TestServer counting = here;

        @AfterEach
        void stopCounting() {
            counting.close();
        }

        @Test
        void aTaskSurvivesAnEngineThatForgets() throws Exception {
            String id = begin(here, "build");
            here.await("building");
            engine.clear();
            engine.start();
            await(there, id, "working");
            here.change("release");

            assertThat(await(there, id, "completed").toString()).contains("released");
        }
    }

    @Nested
    class WithANewKeyOnly {

        @Test
        void tasksAreUnknownAndNewOnesBegin() throws Exception {
            String id = begin(here, "failing");
            await(here, id, "completed");
            keys.replace(List.of(new byte[KeyRing.KEY_BYTES]));

            assertThat(task(there, "ada", "tasks/get", id, "").body(PATIENCE)).contains("Unknown task");
            String next = begin(there, "failing");
            assertThat(await(here, next, "completed")).isNotNull();
            assertThat(legacy(there, session(there), "tasks/list", "").body(PATIENCE))
                    .contains(next)
                    .doesNotContain(id);
        }
    }
}
