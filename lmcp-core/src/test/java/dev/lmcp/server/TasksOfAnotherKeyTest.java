package dev.lmcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.embed.InMemoryCluster;
import dev.lmcp.server.base.KeyRing;
import dev.lmcp.server.support.TestClock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A node that lacks an old state key leaves the tasks that were written with it to those that have it. */
class TasksOfAnotherKeyTest {

    private static final byte[] OLD = key(1);
    private static final byte[] NEW = key(2);

    private final TestClock clock = new TestClock();
    private final InMemoryCluster engine = new InMemoryCluster(clock);

    private static byte[] key(int fill) {
        byte[] key = new byte[KeyRing.KEY_BYTES];
        Arrays.fill(key, (byte) fill);
        return key;
    }

    private static KeyRing ring(byte[]... keys) {
        KeyRing ring = KeyRing.random();
        ring.replace(List.of(keys));
        return ring;
    }

    @Test
    void areNotForgotten() throws Exception {
        KeyRing hereKeys = ring(OLD);
        KeyRing thereKeys = ring(NEW);
        try (TestServer here = TestServer.node(hereKeys, engine.node(), Map.of());
                TestServer there = TestServer.node(thereKeys, engine)) {
            String id = SharedTasksTest.begin(here, "lookup");
            here.await("building");
            hereKeys.replace(List.of(NEW, OLD));
            here.change("stop");
            there.settle();

            thereKeys.replace(List.of(NEW, OLD));
            clock.pass(Duration.ofSeconds(16));
            for (int round = 0; round < 4; round++) {
                there.pass(Duration.ofSeconds(5));
                there.settle();
            }
            there.await("building");
            there.change("release");

            assertThat(SharedTasksTest.await(there, id, "completed").toString()).contains("false acme ada");
        }
    }
}
