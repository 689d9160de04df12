package dev.lmcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.embed.InMemoryCluster;
import dev.lmcp.server.base.KeyRing;
import dev.lmcp.server.support.TestClock;
import dev.lmcp.server.support.TestExchange;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A node that cannot send messages for some time tells the others of its tasks afterwards. */
class TasksOfAMuteNodeTest {

    private final KeyRing keys = KeyRing.random();
    private final InMemoryCluster engine = new InMemoryCluster(new TestClock());
    private final MuteNode connection = new MuteNode(engine.node());

    @Test
    void areToldToTheClientsOfOtherNodes() throws Exception {
        try (TestServer here = TestServer.node(keys, connection, Map.of());
                TestServer there = TestServer.node(keys, engine)) {
            String id = SharedTasksTest.begin(here, "build");
            here.await("building");
            TestExchange listening = SharedTasksTest.modern(
                    there, "ada", "subscriptions/listen", "x", "'notifications':{'taskIds':['" + id + "']}");
            assertThat(SharedTasksTest.event(listening, 0)).contains("acknowledged");
            connection.mute(true);
            SharedTasksTest.body(SharedTasksTest.task(here, "ada", "tasks/cancel", id, ""));

            connection.mute(false);
            here.pass(Duration.ofSeconds(5));

            assertThat(SharedTasksTest.event(listening, 1)).contains("cancelled");
        }
    }

    @Test
    void areCancelledOnOtherNodes() throws Exception {
        try (TestServer here = TestServer.node(keys, connection, Map.of());
                TestServer there = TestServer.node(keys, engine)) {
            String id = SharedTasksTest.begin(there, "build");
            there.await("building");
            connection.mute(true);
            SharedTasksTest.body(SharedTasksTest.task(here, "ada", "tasks/cancel", id, ""));

            connection.mute(false);
            here.pass(Duration.ofSeconds(5));

            there.await("cancelled");
        }
    }
}
