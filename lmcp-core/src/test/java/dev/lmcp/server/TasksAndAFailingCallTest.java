package dev.lmcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.embed.InMemoryCluster;
import dev.lmcp.server.base.KeyRing;
import dev.lmcp.server.support.TestClock;
import dev.lmcp.server.support.TestExchange;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** One call to the engine fails, each in its turn. A client that tries again gets the one right end. */
class TasksAndAFailingCallTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** More calls than any of these takes. */
    private static final int MAX_CALLS = 150;

    /** Two nodes, one of them with a connection that fails. */
    private static final class Nodes implements AutoCloseable {

        private final TestClock clock = new TestClock();
        private final KeyRing keys = KeyRing.random();
        private final InMemoryCluster engine = new InMemoryCluster(clock);
        private final FailingNode failing;
        private final TestServer here;
        private final TestServer there = TestServer.node(keys, engine);

        Nodes(boolean isDoneFirst) {
            failing = new FailingNode(engine.node(), isDoneFirst);
            here = TestServer.node(keys, failing, Map.of());
        }

        JsonNode awaitInRounds(String id, String status) throws Exception {
            return awaitInRounds(there, id, status);
        }

        JsonNode awaitInRounds(TestServer reader, String id, String status) throws Exception {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (true) {
                JsonNode found = SharedTasksTest.read(reader, id);
                if (found.path("status").stringValue("").equals(status)) {
                    return found;
                }
                here.pass(Duration.ofMillis(100));
                here.settle();
                assertThat(System.nanoTime())
                        .as("time to wait for '%s', found %s", status, found)
                        .isLessThan(deadline);
            }
        }

        /** Sends a request again for as long as the server says that the engine is not there. */
        private TestExchange untilTaken(String method, String id, String more) throws Exception {
            TestExchange exchange = SharedTasksTest.task(here, "ada", method, id, more);
            for (int tries = 0; exchange.status(PATIENCE) == 503; tries++) {
                assertThat(tries).isLessThan(3);
                exchange = SharedTasksTest.task(here, "ada", method, id, more);
            }
            return exchange;
        }

        @Override
        public void close() {
            failing.failAt(0);
            here.close();
            there.close();
        }
    }

    /** What a client does while one call fails. */
    private interface Attempt {

        void run(Nodes nodes, int number) throws Exception;
    }

    private static void eachCall(boolean isDoneFirst, Attempt attempt) throws Exception {
        boolean hasFailed = true;
        for (int number = 1; hasFailed; number++) {
            assertThat(number).isLessThan(MAX_CALLS);
            try (Nodes nodes = new Nodes(isDoneFirst)) {
                attempt.run(nodes, number);
                hasFailed = nodes.failing.hasFailed();
            } catch (AssertionError e) {
                throw new AssertionError("call " + number + " failed: " + e.getMessage(), e);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTaskThatWasAcknowledgedEnds(boolean isDoneFirst) throws Exception {
        eachCall(isDoneFirst, (nodes, number) -> {
            nodes.failing.failAt(number);
            TestExchange begun = SharedTasksTest.call(nodes.here, "failing");
            if (begun.status(PATIENCE) == 200) {
                String id = SharedTasksTest.body(begun)
                        .path("result")
                        .path("taskId")
                        .stringValue();
                assertThat(nodes.awaitInRounds(id, "completed").toString()).contains("The oven is cold");
            }
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void answersAreTakenOnce(boolean isDoneFirst) throws Exception {
        eachCall(isDoneFirst, (nodes, number) -> {
            String id = SharedTasksTest.begin(nodes.here, "asking");
            nodes.awaitInRounds(id, "input_required");
            nodes.here.settle();

            nodes.failing.failAt(number);
            nodes.untilTaken("tasks/update", id, SharedTasksTest.answer("first", "Ada"));
            nodes.untilTaken("tasks/update", id, SharedTasksTest.answer("second", "Lovelace"));

            assertThat(nodes.awaitInRounds(id, "completed").toString()).contains("Ada Lovelace");
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCancelledTaskStopsItsTool(boolean isDoneFirst) throws Exception {
        eachCall(isDoneFirst, (nodes, number) -> {
            String id = SharedTasksTest.begin(nodes.here, "build");
            nodes.here.await("building");

            nodes.failing.failAt(number);
            nodes.untilTaken("tasks/cancel", id, "");

            nodes.awaitInRounds(id, "cancelled");
            nodes.here.pass(Duration.ofSeconds(1));
            nodes.here.await("cancelled");
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTaskThatIsTakenRuns(boolean isDoneFirst) throws Exception {
        eachCall(isDoneFirst, (nodes, number) -> {
            String id = SharedTasksTest.begin(nodes.there, "lookup");
            nodes.there.await("building");

            nodes.failing.failAt(number);
            nodes.there.change("stop");
            for (int round = 0; round < 8; round++) {
                nodes.here.pass(Duration.ofSeconds(5));
                nodes.here.settle();
            }
            nodes.here.await("building");
            nodes.here.change("release");

            assertThat(nodes.awaitInRounds(nodes.here, id, "completed").toString())
                    .contains("false acme ada");
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTaskSurvivesAnEngineThatForgets(boolean isDoneFirst) throws Exception {
        eachCall(isDoneFirst, (nodes, number) -> {
            String id = SharedTasksTest.begin(nodes.here, "build");
            nodes.here.await("building");
            nodes.here.settle();

            nodes.engine.clear();
            nodes.failing.failAt(number);
            nodes.engine.start();
            nodes.awaitInRounds(id, "working");
            nodes.here.change("release");

            assertThat(nodes.awaitInRounds(id, "completed").toString()).contains("released");
        });
    }
}
