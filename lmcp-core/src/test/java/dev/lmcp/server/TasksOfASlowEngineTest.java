package dev.lmcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.embed.InMemoryCluster;
import dev.lmcp.server.base.KeyRing;
import dev.lmcp.server.support.ForwardingCluster;
import dev.lmcp.server.support.TestClock;
import dev.lmcp.spi.Cluster;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** An engine that forgets everything while a node is in the middle of its periodic work. */
class TasksOfASlowEngineTest {

    private final KeyRing keys = KeyRing.random();
    private final InMemoryCluster engine = new InMemoryCluster(new TestClock());
    private final SlowNode connection = new SlowNode(engine.node());

    /** A connection whose read of a lease takes as long as the test wants. */
    private static final class SlowNode extends ForwardingCluster {

        private final CountDownLatch isReading = new CountDownLatch(1);
        private final CountDownLatch mayRead = new CountDownLatch(1);
        private volatile boolean isSlow;

        SlowNode(Cluster connection) {
            super(connection);
        }

        @Override
        public Optional<byte[]> read(String key) {
            if (isSlow && key.startsWith("node/")) {
                isReading.countDown();
                awaitRelease();
            }
            return super.read(key);
        }

        private void awaitRelease() {
            try {
                assertThat(mayRead.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void getsTheTasksAgainWithoutTheNextPeriod() throws Exception {
        try (TestServer here = TestServer.node(keys, connection, Map.of());
                TestServer there = TestServer.node(keys, engine)) {
            SharedTasksTest.begin(there, "build");
            String id = SharedTasksTest.begin(here, "build");
            here.await("building");
            here.settle();
            connection.isSlow = true;
            engine.start();
            assertThat(connection.isReading.await(10, TimeUnit.SECONDS)).isTrue();

            engine.clear();
            engine.start();
            connection.isSlow = false;
            connection.mayRead.countDown();

            SharedTasksTest.await(there, id, "working");
        }
    }
}
