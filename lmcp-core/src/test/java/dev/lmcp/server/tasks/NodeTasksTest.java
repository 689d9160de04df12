package dev.lmcp.server.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lmcp.embed.InMemoryCluster;
import dev.lmcp.jsonrpc.MessageCodec;
import dev.lmcp.server.base.Json;
import dev.lmcp.server.base.KeyRing;
import dev.lmcp.server.base.Limits;
import dev.lmcp.server.cluster.ClusterEngine;
import dev.lmcp.server.cluster.ClusterHealth;
import dev.lmcp.server.cluster.ClusterNode;
import dev.lmcp.server.cluster.NodeLease;
import dev.lmcp.server.cluster.UnreadableValueException;
import dev.lmcp.server.support.ForwardingCluster;
import dev.lmcp.server.support.TestClock;
import dev.lmcp.spi.Cluster;
import dev.lmcp.spi.ClusterUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class NodeTasksTest {

    private final TestClock clock = new TestClock();
    private final SlowEngine engine = new SlowEngine(new InMemoryCluster(clock).node());
    private final ClusterNode node = new ClusterNode(
            engine,
            new ClusterHealth(new ClusterEngine("test", engine), clock),
            KeyRing.random(),
            new MessageCodec(64),
            clock);
    private final NodeTasks tasks = new NodeTasks(node, new NodeLease(node, "here", clock), Limits.DEFAULT);

    /** An engine whose answers to writes of tasks wait, or never come. */
    private static final class SlowEngine extends ForwardingCluster {

        private volatile boolean isSlow;
        private volatile boolean isAway;
        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch answer = new CountDownLatch(1);

        SlowEngine(Cluster engine) {
            super(engine);
        }

        @Override
        public void write(String key, byte[] value, Duration ttl) {
            waitAtTasks(key);
            super.write(key, value, ttl);
        }

        @Override
        public void delete(String key) {
            waitAtTasks(key);
            super.delete(key);
        }

        private void waitAtTasks(String key) {
            if (!key.startsWith("node-tasks/")) {
                return;
            }
            if (isAway) {
                throw new ClusterUnavailableException("away");
            }
            if (isSlow) {
                asked.countDown();
                try {
                    assertThat(answer.await(20, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    /** Waits until another thread is in a write. */
    private CompletableFuture<Void> slowly(Runnable change) throws InterruptedException {
        engine.isSlow = true;
        CompletableFuture<Void> changing = CompletableFuture.runAsync(change);
        assertThat(engine.asked.await(20, TimeUnit.SECONDS)).isTrue();
        return changing;
    }

    // "Aa" and "BB" have the same hash code, so that they are in the same part

    @Test
    void areRemovedWhileAnotherThreadWrites() throws Exception {
        tasks.add("Aa");
        CompletableFuture<Void> adding = slowly(() -> tasks.add("BB"));

        tasks.remove("Aa");
        assertThat(adding).isNotDone();

        engine.answer.countDown();
        adding.get();
        assertThat(tasks.of("here")).containsExactlyInAnyOrder("Aa", "BB");
        tasks.flush();
        assertThat(tasks.of("here")).containsExactly("BB");
    }

    @Test
    void areKeptWhileAnotherThreadWrites() throws Exception {
        tasks.add("Aa");
        tasks.remove("Aa");
        CompletableFuture<Void> flushing = slowly(tasks::flush);

        tasks.keep("Aa");
        assertThat(tasks.isEmpty()).isFalse();
        assertThat(flushing).isNotDone();

        engine.answer.countDown();
        flushing.get();
        assertThat(tasks.of("here")).isEmpty();
        tasks.flush();
        assertThat(tasks.of("here")).containsExactly("Aa");
    }

    @Test
    void areInTheStoreWhenTheyAreAddedByTwoThreads() throws Exception {
        CompletableFuture<Void> first = slowly(() -> tasks.add("Aa"));
        CompletableFuture<Void> second = CompletableFuture.runAsync(() -> tasks.add("BB"));

        engine.answer.countDown();
        second.get();
        assertThat(tasks.of("here")).contains("BB");
        first.get();
        assertThat(tasks.of("here")).containsExactlyInAnyOrder("Aa", "BB");
    }

    @Test
    void areWrittenLaterIfTheEngineDidNotAnswer() {
        tasks.add("Aa");
        engine.isAway = true;
        assertThatThrownBy(() -> tasks.add("BB")).isInstanceOf(ClusterUnavailableException.class);
        tasks.remove("Aa");
        assertThatThrownBy(tasks::flush).isInstanceOf(ClusterUnavailableException.class);
        engine.isAway = false;

        tasks.flush();

        assertThat(tasks.of("here")).containsExactly("BB");
    }

    @Test
    void ofANewerFormatAreUnreadable() {
        node.write("node-tasks/there/0", Json.object().set("ids", Json.array().add(7)), Duration.ofMinutes(1));

        assertThatThrownBy(() -> tasks.of("there"))
                .isInstanceOf(UnreadableValueException.class)
                .hasMessage("the index of tasks has an entry that is no text; expected versions of lmcp that know each"
                        + " other's format");
        assertThat(List.copyOf(tasks.of("nowhere"))).isEmpty();
    }
}
