package dev.lmcp.server.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.Principal;
import dev.lmcp.embed.InMemoryCluster;
import dev.lmcp.jsonrpc.MessageCodec;
import dev.lmcp.jsonrpc.RequestId;
import dev.lmcp.server.base.KeyRing;
import dev.lmcp.server.base.Limits;
import dev.lmcp.server.call.Cancellation;
import dev.lmcp.server.call.ClientCapabilities;
import dev.lmcp.server.cluster.ClusterNode;
import dev.lmcp.server.support.TestClock;
import dev.lmcp.server.support.TestTimer;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;

/** Nodes share sessions and streams while all workers are busy. */
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
        return new ClusterNode(engine.node(), keys, codec, clock);
    }

    private LegacySessions sessions(Executor worker) {
        LegacySessions sessions = new LegacySessions(Limits.DEFAULT, clock, keys, codec);
        ClusterNode node = node();
        sessions.connect(node, codec, timer, worker);
        node.start();
        return sessions;
    }

    @Test
    void aSlowEngineOccupiesOneWorkerOnly() {
        Queue<Runnable> waiting = new ArrayDeque<>();
        SharedStreams streams = new SharedStreams(node(), "here", Limits.DEFAULT);

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
        SharedStreams streams = new SharedStreams(node(), "here", Limits.DEFAULT);

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

    private static LegacySession open(LegacySessions sessions) {
        return sessions.open(ADA, "2025-11-25", Optional.empty(), ClientCapabilities.NONE)
                .orElseThrow();
    }
}
