package dev.lmcp.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.Principal;
import dev.lmcp.embed.InMemoryCluster;
import dev.lmcp.jsonrpc.MessageCodec;
import dev.lmcp.server.auth.CallerKey;
import dev.lmcp.server.base.Json;
import dev.lmcp.server.base.KeyRing;
import dev.lmcp.server.cluster.ClusterEngine;
import dev.lmcp.server.cluster.ClusterHealth;
import dev.lmcp.server.cluster.ClusterNode;
import dev.lmcp.server.support.TestClock;
import dev.lmcp.server.support.TestTimer;
import dev.lmcp.spi.Cluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Nodes on one engine count the permits of a caller together. One tick of a timer is a second of its node. */
class ClusterLimitsTest {

    private static final Principal ADA = Principal.named("ada");
    private static final Principal EVE = Principal.named("eve");

    private final TestClock clock = new TestClock();
    private final KeyRing keys = KeyRing.random();
    private final InMemoryCluster engine = new InMemoryCluster(clock);
    private final List<Node> nodes = new ArrayList<>();
    private final AtomicInteger messages = new AtomicInteger();
    private final List<ObjectNode> seen = new ArrayList<>();

    /** A node with a limit of streams for each caller. */
    private final class Node {

        private final TestTimer timer = new TestTimer();
        private final ConcurrencyLimiter streams;
        private final ClusterHealth health;
        private final Runnable tellLast;

        Node(int maxPerCaller, Executor worker) {
            streams = new ConcurrencyLimiter(0, maxPerCaller);
            Cluster cluster = engine.node();
            health = new ClusterHealth(new ClusterEngine("test", cluster), clock);
            ClusterNode node = new ClusterNode(cluster, health, keys, new MessageCodec(64), clock);
            tellLast = ClusterLimits.connect(Map.of("streams", streams), node, timer, worker);
            node.start();
            nodes.add(this);
        }

        Permit open(Principal caller) {
            return (Permit) streams.tryAcquire(caller);
        }

        boolean refuses(Principal caller) {
            PermitResult result = streams.tryAcquire(caller);
            if (result instanceof Permit permit) {
                permit.close();
            }
            return result instanceof PermitResult.Refused;
        }
    }

    private ClusterNode clusterNode() {
        Cluster cluster = engine.node();
        ClusterHealth health = new ClusterHealth(new ClusterEngine("test", cluster), clock);
        return new ClusterNode(cluster, health, keys, new MessageCodec(64), clock);
    }

    private Node node(int maxPerCaller) {
        return new Node(maxPerCaller, Runnable::run);
    }

    /** Lets some seconds pass for these nodes. */
    private static void pass(int seconds, Node... running) {
        for (int second = 0; second < seconds; second++) {
            for (Node each : running) {
                each.timer.tick();
            }
        }
    }

    private void listen() {
        ClusterNode listener = clusterNode();
        listener.on("permits", content -> {
            messages.incrementAndGet();
            seen.add(content);
        });
        listener.start();
    }

    @AfterEach
    void stop() {
        nodes.forEach(node -> node.timer.shutdownNow());
    }

    @Test
    void aCallerHasOneLimitOnAllNodes() {
        Node here = node(2);
        Node there = node(2);
        here.open(ADA);
        Permit second = here.open(ADA);
        pass(2, here, there);

        assertThat(there.refuses(ADA)).isTrue();
        assertThat(there.refuses(EVE)).isFalse();

        second.close();
        pass(1, here, there);

        Permit elsewhere = there.open(ADA);
        pass(2, here, there);
        assertThat(here.refuses(ADA)).isTrue();
        elsewhere.close();
    }

    @Test
    void permitsOnSeveralOtherNodesAreAdded() {
        Node one = node(3);
        Node two = node(3);
        Node three = node(3);
        one.open(ADA);
        two.open(ADA);
        pass(2, one, two, three);

        three.open(ADA);

        assertThat(three.refuses(ADA)).isTrue();
    }

    /** Otherwise a caller with one call after the other, each on the next node, would be refused. */
    @Test
    void aShortCallDoesNotCountElsewhere() {
        Node here = node(1);
        Node there = node(1);
        for (int call = 0; call < 5; call++) {
            here.open(ADA).close();
            Permit running = here.open(ADA);
            pass(1, here, there);
            running.close();

            there.open(ADA).close();
        }
    }

    @Test
    void aNodeThatIsKilledFreesWhatItHad() {
        Node here = node(1);
        Node killed = node(1);
        killed.open(ADA);
        pass(2, killed, here);

        pass(9, here);
        assertThat(here.refuses(ADA)).isTrue();
        pass(2, here);

        assertThat(here.refuses(ADA)).isFalse();
    }

    @Test
    void aNodeThatStopsFreesAtOnceWhatItHad() {
        Node here = node(1);
        Node stopping = node(1);
        Permit stream = stopping.open(ADA);
        pass(2, stopping, here);
        assertThat(here.refuses(ADA)).isTrue();

        stream.close();
        stopping.tellLast.run();

        assertThat(here.refuses(ADA)).isFalse();
    }

    @Test
    void aNodeThatStillHasAStreamIsNotForgotten() {
        Node here = node(1);
        Node there = node(1);
        here.open(ADA);
        pass(60, here, there);

        assertThat(there.refuses(ADA)).isTrue();
    }

    @Test
    void aNewNodeHearsWithinASecondWhatTheOthersHave() {
        Node here = node(1);
        here.open(ADA);
        pass(3, here);
        Node late = node(1);

        pass(1, late, here);

        assertThat(late.refuses(ADA)).isTrue();
    }

    @Test
    void anEngineThatIsAwayLeavesEachNodeItsOwnLimit() {
        Node here = node(1);
        Node there = node(1);
        here.open(ADA);
        pass(2, here, there);
        engine.stop();
        pass(11, here, there);

        assertThat(there.refuses(ADA)).isFalse();
        assertThat(here.refuses(ADA)).isTrue();

        engine.start();
        pass(1, here, there);
        assertThat(there.refuses(ADA)).isTrue();
    }

    @Test
    void nodesWithoutNewsSaySeldomThatTheyAreThere() {
        listen();
        Node here = node(1);
        pass(30, here);
        assertThat(messages).hasValue(1);

        here.open(ADA);
        pass(2, here);
        assertThat(messages).hasValue(2);

        pass(30, here);
        assertThat(messages).hasValue(12);
    }

    @Test
    void aMessageHasNoNamesAndNoCallerWithALittle() {
        listen();
        Node here = node(100);
        Principal hasLittle = Principal.named("hasLittle");
        for (int stream = 0; stream < 6; stream++) {
            here.open(ADA);
        }
        for (int stream = 0; stream < 5; stream++) {
            here.open(hasLittle);
        }
        pass(2, here);

        ObjectNode callers =
                Json.object(seen.get(seen.size() - 1).path("counts"), "streams").orElseThrow();
        assertThat(callers.size()).isEqualTo(1);
        assertThat(callers.toString()).contains(":6").doesNotContain("ada");
    }

    @Test
    void aMessageHasTheThousandCallersWithTheMost() {
        listen();
        Node here = node(10);
        for (int caller = 0; caller < 3000; caller++) {
            Principal principal = Principal.named("caller" + caller);
            here.open(principal);
            if (caller % 3 == 0) {
                here.open(principal);
            }
        }
        pass(2, here);

        ObjectNode callers =
                Json.object(seen.get(seen.size() - 1).path("counts"), "streams").orElseThrow();
        assertThat(callers.size()).isEqualTo(1000);
        assertThat(callers).allMatch(permits -> permits.intValue() == 2);
    }

    private static void tell(ClusterNode other, String name, String content) {
        String digest = CallerKey.of(ADA).digest();
        ObjectNode message = (ObjectNode) JsonMapper.shared().readTree(content.replace("DIGEST", digest));
        other.publish("permits", message.put("node", name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'counts':{'streams':{'DIGEST':-1}}}",
                "{'counts':{'streams':{'DIGEST':-2147483648}}}",
                "{'counts':{'streams':{'DIGEST':0}}}",
                "{'counts':{'streams':{'DIGEST':1000001}}}",
                "{'counts':{'streams':{'DIGEST':2147483647}}}",
                "{'counts':{'streams':{'DIGEST':99999999999999999999}}}",
                "{'counts':{'streams':{'DIGEST':1e300}}}",
                "{'counts':{'streams':{'DIGEST':7.5}}}",
                "{'counts':{'streams':{'DIGEST':'many'}}}",
                "{'counts':{'streams':{'DIGEST':'7'}}}",
                "{'counts':{'streams':{'DIGEST':null}}}",
                "{'counts':{'streams':{'DIGEST':[7]}}}",
                "{'counts':{'streams':{'other':7,'DIGEST':true}}}",
                "{'counts':{'streams':[7]}}",
                "{'counts':{'streams':null}}",
                "{'counts':7}",
                "{'counts':null}",
                "{}",
            })
    void countsThatMakeNoSenseChangeNothingAndAreCounted(String content) {
        Node here = node(2);
        ClusterNode other = clusterNode();
        tell(other, "other", "{\"counts\":{\"streams\":{\"DIGEST\":1}}}");
        long before = here.health.read().missedMessages();

        tell(other, "other", content.replace('\'', '"'));

        assertThat(here.health.read().missedMessages() - before).isEqualTo(1);
        assertThat(here.refuses(ADA)).isFalse();
        here.open(ADA);
        assertThat(here.refuses(ADA)).isTrue();
    }

    @Test
    void aMessageWithoutANodeIsCounted() {
        Node here = node(2);

        tell(clusterNode(), "", "{\"counts\":{\"streams\":{\"DIGEST\":7}}}");

        assertThat(here.health.read().missedMessages()).isEqualTo(1);
        assertThat(here.refuses(ADA)).isFalse();
    }

    @Test
    void countsOfLimitsThatThisNodeDoesNotHaveAreIgnored() {
        Node here = node(1);

        tell(clusterNode(), "other", "{\"counts\":{\"sockets\":{\"DIGEST\":-7}}}");

        assertThat(here.health.read().missedMessages()).isZero();
        assertThat(here.refuses(ADA)).isFalse();
    }

    @Test
    void theCountsOfManyNodesDoNotOverflow() {
        Node here = node(1);
        ClusterNode other = clusterNode();
        for (int each = 0; each < 2200; each++) {
            tell(other, "other" + each, "{\"counts\":{\"streams\":{\"DIGEST\":1000000}}}");
        }

        assertThat(here.refuses(ADA)).isTrue();
    }

    @Test
    void aNodeWithoutAFreeWorkerTellsLater() {
        List<Runnable> waiting = new ArrayList<>();
        AtomicInteger busy = new AtomicInteger(2);
        Node here = new Node(1, task -> {
            if (busy.getAndDecrement() > 0) {
                throw new RejectedExecutionException("too many tasks are waiting");
            }
            waiting.add(task);
        });
        Node there = node(1);
        here.open(ADA);
        pass(5, here);
        assertThat(waiting).hasSize(1);

        waiting.remove(0).run();
        pass(1, here);
        waiting.remove(0).run();

        assertThat(there.refuses(ADA)).isTrue();
    }

    @Test
    void nothingIsToldWithoutALimit() {
        listen();
        Node here = node(0);
        here.open(ADA);
        pass(5, here);

        assertThat(messages).hasValue(0);
        assertThat(here.timer.periodic()).isZero();
    }
}
