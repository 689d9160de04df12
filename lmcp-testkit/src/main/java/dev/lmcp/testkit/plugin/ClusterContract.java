package dev.lmcp.testkit.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lmcp.spi.Cluster;
import dev.lmcp.spi.ClusterBus;
import dev.lmcp.spi.ClusterUnavailableException;
import dev.lmcp.spi.EventLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The rules that every cluster plugin must follow. The tests of a plugin extend this class and connect to a real engine.
 *
 * <p>A rule cannot be switched off, because the server relies on it.
 */
@Timeout(120)
public abstract class ClusterContract {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final int MEBIBYTE = 1024 * 1024;

    /** All visible characters of ASCII, and keys of the maximum length. */
    private static final List<String> KEYS = List.of("k", visibleAscii(), "x".repeat(199) + "y", "x".repeat(200));

    private final List<Cluster> opened = new ArrayList<>();

    /** Creates the contract of a plugin. */
    protected ClusterContract() {}

    /**
     * Returns a new connection to an engine that is empty at the beginning of each test. All connections of a test share
     * their values, streams and messages.
     */
    protected abstract Cluster connect() throws Exception;

    /** Lets time pass for the engine. By default this waits. */
    protected void pass(Duration time) throws Exception {
        Thread.sleep(time.toMillis());
    }

    private Cluster node() throws Exception {
        Cluster node = connect();
        opened.add(node);
        return node;
    }

    @AfterEach
    void closeAll() {
        opened.forEach(Cluster::close);
    }

    private static String visibleAscii() {
        StringBuilder text = new StringBuilder();
        for (char next = '!'; next <= '~'; next++) {
            text.append(next);
        }
        return text.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static byte[] everyByte(int size) {
        byte[] all = new byte[size];
        for (int i = 0; i < size; i++) {
            all[i] = (byte) i;
        }
        return all;
    }

    private static Optional<String> text(Optional<byte[]> value) {
        return value.map(bytes -> new String(bytes, UTF_8));
    }

    @Test
    void keepsValuesForAllNodes() throws Exception {
        Cluster one = node();
        Cluster other = node();
        for (String key : KEYS) {
            assertThat(one.store().read(key)).isEmpty();
            one.store().write(key, bytes("first " + key), LONG);
            one.store().write(key, bytes(key), LONG);
        }

        for (String key : KEYS) {
            assertThat(text(other.store().read(key))).contains(key);
            other.store().delete(key);
            other.store().delete(key);
            assertThat(one.store().read(key)).isEmpty();
        }
    }

    @Test
    void keepsEachByteOfSmallAndLargeValues() throws Exception {
        Cluster node = node();
        for (int size : new int[] {0, 1, 256, MEBIBYTE}) {
            node.store().write("k", everyByte(size), LONG);

            assertThat(node.store().read("k").orElseThrow()).isEqualTo(everyByte(size));
        }
    }

    @Test
    void createsAValueOnce() throws Exception {
        Cluster one = node();
        Cluster other = node();

        assertThat(one.store().create("k", bytes("a"), LONG)).isTrue();
        assertThat(other.store().create("k", bytes("b"), LONG)).isFalse();
        assertThat(text(other.store().read("k"))).contains("a");
        one.store().delete("k");
        assertThat(other.store().create("k", bytes("c"), LONG)).isTrue();
    }

    @Test
    void replacesOnlyTheExpectedValue() throws Exception {
        Cluster node = node();

        assertThat(node.store().replace("k", bytes("a"), bytes("b"), LONG)).isFalse();
        assertThat(node.store().read("k")).isEmpty();
        node.store().write("k", everyByte(300), LONG);
        assertThat(node.store().replace("k", bytes("a"), bytes("b"), LONG)).isFalse();
        assertThat(node.store().replace("k", everyByte(300), bytes("b"), LONG)).isTrue();
        assertThat(text(node.store().read("k"))).contains("b");
    }

    @Test
    void losesNoReplacementUnderConcurrency() throws Exception {
        node().store().write("k", bytes("0"), LONG);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<?>> done = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Cluster node = node();
            done.add(threads.submit(() -> {
                for (int replaced = 0; replaced < 50; ) {
                    byte[] before = node.store().read("k").orElseThrow();
                    int next = Integer.parseInt(new String(before, UTF_8)) + 1;
                    replaced += node.store().replace("k", before, bytes("" + next), LONG) ? 1 : 0;
                }
            }));
        }
        for (Future<?> one : done) {
            one.get();
        }
        threads.shutdown();

        assertThat(text(node().store().read("k"))).contains("200");
    }

    @Test
    void letsValuesExpire() throws Exception {
        Cluster node = node();
        node.store().write("written", bytes("a"), SHORT);
        node.store().create("created", bytes("a"), SHORT);
        node.store().write("replaced", bytes("a"), SHORT);
        node.store().replace("replaced", bytes("a"), bytes("b"), LONG);
        node.store().write("shortened", bytes("a"), LONG);
        node.store().replace("shortened", bytes("a"), bytes("b"), SHORT);

        pass(SHORT.plusMillis(100));

        assertThat(node.store().read("written")).isEmpty();
        assertThat(node.store().read("created")).isEmpty();
        assertThat(node.store().read("shortened")).isEmpty();
        assertThat(node.store().replace("written", bytes("a"), bytes("b"), LONG))
                .isFalse();
        assertThat(node.store().create("created", bytes("c"), LONG)).isTrue();
        assertThat(text(node.store().read("replaced"))).contains("b");
    }

    private static List<Long> numbers(List<EventLog.Event> events) {
        return events.stream().map(EventLog.Event::number).toList();
    }

    @Test
    void keepsTheEventsOfAStreamInOrder() throws Exception {
        Cluster one = node();
        Cluster other = node();
        String stream = visibleAscii();
        for (long number : new long[] {1, 2, 5, 1_000_000_000_000L}) {
            one.events().append(stream, new EventLog.Event(number, everyByte((int) Math.min(number, 300))), LONG);
        }
        one.events().append("another", new EventLog.Event(3, bytes("x")), LONG);

        assertThat(numbers(other.events().after(stream, 0, 100))).containsExactly(1L, 2L, 5L, 1_000_000_000_000L);
        assertThat(numbers(other.events().after(stream, 2, 100))).containsExactly(5L, 1_000_000_000_000L);
        assertThat(numbers(other.events().after(stream, 1, 2))).containsExactly(2L, 5L);
        assertThat(other.events().after(stream, 1_000_000_000_000L, 100)).isEmpty();
        assertThat(other.events().after(stream, 5, 1).get(0).content()).isEqualTo(everyByte(300));
        other.events().deleteStream(stream);
        assertThat(one.events().after(stream, 0, 100)).isEmpty();
        assertThat(numbers(one.events().after("another", 0, 100))).containsExactly(3L);
        assertThat(one.events().after("absent", 0, 100)).isEmpty();
    }

    @Test
    void keepsEnoughEvents() throws Exception {
        Cluster node = node();
        for (int number = 1; number <= 2 * EventLog.MIN_EVENTS; number++) {
            node.events().append("s", new EventLog.Event(number, bytes("e")), LONG);
        }

        assertThat(numbers(node.events().after("s", EventLog.MIN_EVENTS, 10_000)))
                .hasSize(EventLog.MIN_EVENTS)
                .isSorted();
    }

    @Test
    void letsStreamsExpire() throws Exception {
        Cluster node = node();
        node.events().append("gone", new EventLog.Event(1, bytes("e")), SHORT);
        node.events().append("kept", new EventLog.Event(1, bytes("e")), SHORT);
        node.events().append("kept", new EventLog.Event(2, bytes("e")), LONG);

        pass(SHORT.plusMillis(100));

        assertThat(node.events().after("gone", 0, 10)).isEmpty();
        assertThat(numbers(node.events().after("kept", 0, 10))).containsExactly(1L, 2L);
    }

    /** Collects messages. */
    private static final class Received implements ClusterBus.Subscriber {

        private final BlockingQueue<byte[]> messages = new LinkedBlockingQueue<>();

        @Override
        public void receive(byte[] message) {
            messages.add(message);
        }

        @Override
        public void messagesMissed() {
            // a new connection may say so
        }

        byte[] next() throws InterruptedException {
            byte @Nullable [] message = messages.poll(20, TimeUnit.SECONDS);
            assertThat(message).as("a message within 20 seconds").isNotNull();
            return message == null ? new byte[0] : message;
        }

        /** Waits until this node receives the messages of another one. */
        void awaitConnection(Cluster from) throws InterruptedException {
            byte[] trial = bytes("trial");
            for (int attempt = 0; attempt < 200; attempt++) {
                from.bus().publish(trial);
                byte @Nullable [] first = messages.poll(100, TimeUnit.MILLISECONDS);
                if (first != null) {
                    from.bus().publish(bytes("begin"));
                    while (!Arrays.equals(next(), bytes("begin"))) {
                        // trials that came late
                    }
                    return;
                }
            }
            throw new AssertionError("no message within 20 seconds");
        }
    }

    private Received subscribe(Cluster node, Cluster from) throws Exception {
        Received received = new Received();
        node.bus().subscribe(received);
        received.awaitConnection(from);
        return received;
    }

    @Test
    void bringsEachMessageToAllNodes() throws Exception {
        Cluster one = node();
        Cluster other = node();
        Received here = subscribe(one, one);
        Received there = subscribe(other, other);
        for (int size : new int[] {0, 1, 256, 10_000, MEBIBYTE}) {
            one.bus().publish(everyByte(size));
        }
        one.bus().publish(bytes("last"));

        for (Received received : List.of(here, there)) {
            List<Integer> sizes = new ArrayList<>();
            for (byte[] next = received.next(); !Arrays.equals(next, bytes("last")); next = received.next()) {
                if (!Arrays.equals(next, bytes("trial")) && !Arrays.equals(next, bytes("begin"))) {
                    assertThat(next).isEqualTo(everyByte(next.length));
                    sizes.add(next.length);
                }
            }
            assertThat(sizes).containsExactly(0, 1, 256, 10_000, MEBIBYTE);
        }
    }

    @Test
    void keepsTheOrderOfTheMessagesOfANode() throws Exception {
        Cluster one = node();
        Received received = subscribe(node(), one);
        for (int number = 0; number < 1000; number++) {
            one.bus().publish(bytes("" + number));
        }

        for (int number = 0; number < 1000; number++) {
            assertThat(new String(received.next(), UTF_8)).isEqualTo("" + number);
        }
    }

    @Test
    void answersNothingAfterItsEnd() throws Exception {
        Cluster node = node();
        node.store().write("k", bytes("a"), LONG);
        assertThat(node.isAvailable()).isTrue();

        node.close();
        node.close();

        assertThatThrownBy(() -> node.store().read("k")).isInstanceOf(ClusterUnavailableException.class);
        assertThatThrownBy(() -> node.bus().publish(bytes("m"))).isInstanceOf(ClusterUnavailableException.class);
        assertThatThrownBy(() -> node.events().after("s", 0, 1)).isInstanceOf(ClusterUnavailableException.class);
        assertThat(node.isAvailable()).isFalse();
    }

    @Test
    void leavesNoThreadBehind() throws Exception {
        StartedThreads threads = new StartedThreads();
        Cluster node = node();
        subscribe(node, node);

        node.close();

        assertThat(threads.remaining()).as("threads after the end").isEmpty();
    }
}
