package dev.lmcp.cluster.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lmcp.spi.Cluster;
import dev.lmcp.spi.ClusterBus;
import dev.lmcp.spi.ClusterUnavailableException;
import dev.lmcp.testkit.plugin.ClusterContract;
import dev.lmcp.testkit.plugin.TestServices;
import dev.lmcp.testkit.plugin.TestSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real Redis follows the rules of engines, and what happens while it does not answer. */
@EnabledIf("dev.lmcp.cluster.redis.RedisServer#isInstalled")
class RedisClusterTest extends ClusterContract {

    private static final Duration LONG = Duration.ofMinutes(1);

    @SuppressWarnings("NullAway.Init")
    private static RedisServer server;

    private static int tests;

    private final TestServices services = TestServices.withThreads(Clock.systemUTC());
    private final List<Cluster> opened = new ArrayList<>();

    @BeforeAll
    static void startServer() throws Exception {
        server = new RedisServer();
    }

    /** The threads of the services start before the connection, whose threads are counted. */
    @BeforeEach
    void startThreadsOfServices() {
        for (int i = 0; i < 16; i++) {
            services.execute(() -> {});
        }
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @AfterEach
    void close() {
        opened.forEach(Cluster::close);
        services.close();
        tests++;
    }

    /** Each test has a prefix of its own, and so an empty engine. */
    @Override
    protected Cluster connect() {
        return connect(server.port());
    }

    private Cluster connect(int port) {
        TestSettings settings = TestSettings.of(
                "lmcp.cluster.redis.",
                "addresses = 127.0.0.1:" + port,
                "password = " + RedisServer.PASSWORD,
                "prefix = test" + tests,
                "timeout = 500ms");
        Cluster cluster = new RedisClusterProvider().create(settings, services);
        assertThat(settings.problems()).isEmpty();
        opened.add(cluster);
        return cluster;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /** Collects messages; a missed one is an empty one. */
    private static final class Received implements ClusterBus.Subscriber {

        private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();

        @Override
        public void receive(byte[] message) {
            messages.add(new String(message, UTF_8));
        }

        @Override
        public void messagesMissed() {
            messages.add("missed");
        }

        /** Waits for this message, and drops those before it. Repeats an action until it comes. */
        void await(String expected, Runnable action) throws InterruptedException {
            for (int attempt = 0; attempt < 300; attempt++) {
                action.run();
                for (String next = messages.poll(100, TimeUnit.MILLISECONDS); next != null; next = messages.poll()) {
                    if (next.equals(expected)) {
                        return;
                    }
                }
            }
            throw new AssertionError("no message '" + expected + "' within 30 seconds");
        }
    }

    private static void awaitAvailable(Cluster node) throws InterruptedException {
        for (int attempt = 0; attempt < 300; attempt++) {
            try {
                node.store().read("k");
                return;
            } catch (ClusterUnavailableException e) {
                Thread.sleep(100);
            }
        }
        throw new AssertionError("the engine does not answer within 30 seconds");
    }

    private static Runnable publishing(Cluster node, String message) {
        return () -> {
            try {
                node.bus().publish(bytes(message));
            } catch (ClusterUnavailableException e) {
                // the caller tries again
            }
        };
    }

    @Test
    void recoversFromARestart() throws Exception {
        Cluster node = connect();
        Received received = new Received();
        node.bus().subscribe(received);
        received.await("missed", () -> {});
        received.await("before", publishing(node, "before"));
        node.store().write("k", bytes("a"), LONG);

        server.kill();
        assertThatThrownBy(() -> node.store().read("k")).isInstanceOf(ClusterUnavailableException.class);
        assertThat(node.isAvailable()).isFalse();
        server.restart();

        received.await("missed", () -> {});
        awaitAvailable(node);
        assertThat(node.store().read("k")).isEmpty();
        received.await("after", publishing(node, "after"));
        assertThat(node.isAvailable()).isTrue();
    }

    @Test
    void recoversFromAServerThatFreezes() throws Exception {
        Cluster node = connect();
        Received received = new Received();
        node.bus().subscribe(received);
        received.await("before", publishing(node, "before"));

        server.freeze(true);
        try {
            long begin = System.nanoTime();
            for (int i = 0; i < 5; i++) {
                assertThatThrownBy(() -> node.store().read("k")).isInstanceOf(ClusterUnavailableException.class);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .as("only the first request waits")
                    .isLessThan(Duration.ofSeconds(2));
            // the silence lasts longer than the subscriber's connection allows
            Thread.sleep(2500);
        } finally {
            server.freeze(false);
        }

        received.await("missed", () -> {});
        received.await("after", publishing(node, "after"));
    }

    /** A firewall may forget connections: nothing ends them, and nothing passes any more. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void recoversAtOnceFromConnectionsThatLoseEverything(boolean isOutward) throws Exception {
        try (LossyNetwork network = new LossyNetwork(server.port())) {
            Cluster node = connect(network.port());
            Received received = new Received();
            node.bus().subscribe(received);
            received.await("before", publishing(node, "before"));
            openSeveralConnections(node);

            network.loseOpenConnections(isOutward);
            assertThatThrownBy(() -> node.store().read("k")).isInstanceOf(ClusterUnavailableException.class);

            // one pause, and not one for each connection
            Thread.sleep(1100);
            for (int i = 0; i < 20; i++) {
                assertThat(node.store().read("k")).isEmpty();
            }
            received.await("missed", () -> {});
            received.await("after", publishing(node, "after"));
        }
    }

    private static void openSeveralConnections(Cluster node) throws Exception {
        server.freeze(true);
        List<Thread> readers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Thread reader = new Thread(() -> node.store().read("k"));
            readers.add(reader);
            reader.start();
        }
        Thread.sleep(200);
        server.freeze(false);
        for (Thread reader : readers) {
            reader.join();
        }
    }

    /** What the server of the node throws, such as the rejection of a task, must not end the subscription. */
    @Test
    void receivesMessagesAfterASubscriberThatFails() throws Exception {
        Cluster node = connect();
        Received received = new Received();
        node.bus().subscribe(new ClusterBus.Subscriber() {
            @Override
            public void receive(byte[] message) {
                received.receive(message);
                throw new IllegalStateException("the test makes this fail");
            }

            @Override
            public void messagesMissed() {
                received.messagesMissed();
                throw new RejectedExecutionException("too many tasks are waiting");
            }
        });
        received.await("before", publishing(node, "before"));

        server.kill();
        server.restart();

        received.await("missed", () -> {});
        received.await("after", publishing(node, "after"));
    }

    @Test
    void startsWithoutTheServer() throws Exception {
        server.kill();
        Cluster node = connect();
        node.bus().subscribe(new Received());
        assertThatThrownBy(() -> node.store().read("k")).isInstanceOf(ClusterUnavailableException.class);

        server.restart();

        awaitAvailable(node);
    }

    /** People write addresses as URLs, and problems are shown in reports and logs. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://:s3cret@redis.example.com:6379",
                "rediss://me:s3cret@redis.example.com",
                "s3cret@redis.example.com:6379",
                "redis.example.com:6379?password=s3cret",
                "redis://redis.example.com/?user=me&password=s3cret"
            })
    void showsNoPasswordOfAnAddress(String address) {
        TestSettings settings = TestSettings.of("lmcp.cluster.redis.", "addresses = " + address + ", ok:1");

        new RedisClusterProvider().create(settings, services).close();

        assertThat(settings.problems())
                .containsExactly("addresses contains an address that may contain a password; expected HOST:PORT, as in"
                        + " 'redis.example.com:6379': set user, password and tls for the rest");
        assertThat(services.notices()).noneMatch(notice -> notice.contains("s3cret"));
    }

    @Test
    void takesOneAddressOfASingleServer() {
        TestSettings settings = TestSettings.of("lmcp.cluster.redis.", "addresses = a:1, b:1");

        new RedisClusterProvider().create(settings, services).close();

        assertThat(settings.problems())
                .containsExactly(
                        "addresses contains 2 addresses, but mode is single; expected one: remove the others, or"
                                + " set mode to sentinel or cluster");
    }

    @Test
    void reportsSettingsThatCannotBeUsed() {
        TestSettings settings = TestSettings.of(
                "lmcp.cluster.redis.", "addresses = a:b, host:70000, ok:1", "mode = sentinel", "prefix = a b");

        new RedisClusterProvider().create(settings, services).close();

        assertThat(settings.problems())
                .containsExactlyInAnyOrder(
                        "addresses contains 'a:b'; expected HOST:PORT, as in 'redis.example.com:6379'",
                        "addresses contains 'host:70000'; expected HOST:PORT, as in 'redis.example.com:6379'",
                        "master-name is not set",
                        "prefix 'a b' is not usable; expected 1 to 50 letters, digits and ._{}-");
    }
}
