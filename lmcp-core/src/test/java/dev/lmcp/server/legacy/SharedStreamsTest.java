package dev.lmcp.server.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.LogLevel;
import dev.lmcp.Principal;
import dev.lmcp.embed.InMemoryCluster;
import dev.lmcp.jsonrpc.MessageCodec;
import dev.lmcp.jsonrpc.RequestId;
import dev.lmcp.server.base.KeyRing;
import dev.lmcp.server.base.Limits;
import dev.lmcp.server.call.Cancellation;
import dev.lmcp.server.call.ClientCapabilities;
import dev.lmcp.server.cluster.ClusterEngine;
import dev.lmcp.server.cluster.ClusterHealth;
import dev.lmcp.server.cluster.ClusterNode;
import dev.lmcp.server.cluster.NodeLease;
import dev.lmcp.server.support.TestClock;
import dev.lmcp.server.support.TestTimer;
import dev.lmcp.spi.Cluster;
import dev.lmcp.spi.ClusterStore;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Nodes share sessions and streams while workers are busy and the engine is slow. */
class SharedStreamsTest {

    private static final Principal ADA = Principal.named("ada");
    private static final Executor BUSY = task -> {
        throw new RejectedExecutionException("too many tasks are waiting");
    };

    private final TestClock clock = new TestClock();
    private final KeyRing keys = KeyRing.random();
    private final MessageCodec codec = new MessageCodec(64);
    private final InMemoryCluster engine = new InMemoryCluster(clock);
    private final ScheduledExecutorService timer = new TestTimer();

    private ClusterNode node() {
        return node(engine.node());
    }

    private ClusterNode node(Cluster cluster) {
        ClusterHealth health = new ClusterHealth(new ClusterEngine("test", cluster), clock);
        return new ClusterNode(cluster, health, keys, codec, clock);
    }

    private LegacySessions sessions(Executor worker) {
        return sessions(worker, node());
    }

    private LegacySessions sessions(Executor worker, ClusterNode node) {
        LegacySessions sessions = new LegacySessions(Limits.DEFAULT, clock, keys, codec);
        sessions.connect(node, new NodeLease(node, sessions.node(), clock), codec, timer, worker);
        node.start();
        return sessions;
    }

    @Test
    void aSlowEngineOccupiesOneWorkerOnly() {
        Queue<Runnable> waiting = new ArrayDeque<>();
        ClusterNode own = node();
        SharedStreams streams = new SharedStreams(own, new NodeLease(own, "here", clock), Limits.DEFAULT);

        streams.pollSoon(waiting::add);
        streams.pollSoon(waiting::add);
        streams.pollSoon(waiting::add);
        assertThat(waiting).hasSize(1);

        waiting.remove().run();
        streams.pollSoon(waiting::add);
        assertThat(waiting).hasSize(1);
    }

    @Test
    void aPollThatFailsOrIsRejectedIsNotTheLast() {
        Queue<Runnable> waiting = new ArrayDeque<>();
        ClusterNode own = node();
        SharedStreams streams = new SharedStreams(own, new NodeLease(own, "here", clock), Limits.DEFAULT);

        streams.pollSoon(BUSY);
        engine.stop();
        streams.pollSoon(waiting::add);
        assertThat(waiting).hasSize(1);

        waiting.remove().run();
        streams.pollSoon(waiting::add);
        assertThat(waiting).hasSize(1);
    }

    @Test
    void aNodeWithoutAFreeWorkerHearsThatItMissedMessages() {
        LegacySessions sessions = sessions(BUSY);
        LegacySession session = open(sessions);

        engine.start();

        assertThat(session.isLoaded()).isFalse();
        assertThat(sessions.find(session.id(), ADA).session()).contains(session);
        assertThat(session.isLoaded()).isTrue();
    }

    @Test
    void aSessionThatEndsOnAnotherNodeEndsWithoutAFreeWorker() {
        LegacySessions here = sessions(BUSY);
        LegacySessions there = sessions(Runnable::run);
        LegacySession session = open(here);
        Cancellation call = new Cancellation(Runnable::run);
        session.requests().add(RequestId.of(1)).onCancel(call::cancel);

        there.delete(there.find(session.id(), ADA).session().orElseThrow());

        assertThat(here.size()).isZero();
        assertThat(call.isCancelled()).isTrue();
    }

    /** The connection breaks while the node waits for the state, and a change is made meanwhile. */
    @Test
    void aStateThatIsOldWhenItArrivesIsReadAgain() {
        LegacySessions there = sessions(Runnable::run);
        LegacySession session = open(there);
        AtomicBoolean isBroken = new AtomicBoolean(true);
        LegacySessions here = sessions(BUSY, node(slow(() -> {
            if (isBroken.getAndSet(false)) {
                engine.loseMessages(true);
                there.change(session, () -> session.logLevel(LogLevel.ERROR));
                engine.loseMessages(false);
            }
        })));

        assertThat(here.find(session.id(), ADA).session()).isPresent();

        assertThat(here.find(session.id(), ADA).session().orElseThrow().logLevel())
                .isEqualTo(LogLevel.ERROR);
    }

    /** Returns a connection on which something happens between the read of a value and its arrival. */
    private Cluster slow(Runnable meanwhile) {
        Cluster cluster = engine.node();
        ClusterStore store = (ClusterStore) Proxy.newProxyInstance(
                ClusterStore.class.getClassLoader(),
                new Class<?>[] {ClusterStore.class},
                (proxy, method, arguments) -> {
                    Object result = method.invoke(cluster.store(), arguments);
                    meanwhile.run();
                    return result;
                });
        return (Cluster) Proxy.newProxyInstance(
                Cluster.class.getClassLoader(),
                new Class<?>[] {Cluster.class},
                (proxy, method, arguments) ->
                        method.getName().equals("store") ? store : method.invoke(cluster, arguments));
    }

    private static LegacySession open(LegacySessions sessions) {
        return sessions.open(ADA, "2025-11-25", Optional.empty(), ClientCapabilities.NONE)
                .orElseThrow();
    }
}
