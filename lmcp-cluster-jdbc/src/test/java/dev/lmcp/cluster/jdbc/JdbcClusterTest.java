package dev.lmcp.cluster.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lmcp.spi.Cluster;
import dev.lmcp.spi.ClusterStore;
import dev.lmcp.spi.ClusterUnavailableException;
import dev.lmcp.spi.EventLog;
import dev.lmcp.testkit.plugin.ClusterContract;
import dev.lmcp.testkit.plugin.TestServices;
import dev.lmcp.testkit.plugin.TestSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** A real PostgreSQL follows the rules of engines, and what happens while it does not answer. */
@EnabledIf("dev.lmcp.cluster.jdbc.PostgresServer#isInstalled")
class JdbcClusterTest extends ClusterContract {

    private static final Duration LONG = Duration.ofMinutes(1);

    @SuppressWarnings("NullAway.Init")
    private static PostgresServer server;

    private static int tests;

    private final TestServices services = TestServices.withThreads(Clock.systemUTC());
    private final List<Cluster> opened = new ArrayList<>();

    @BeforeAll
    static void startServer() throws Exception {
        server = new PostgresServer();
    }

    /** The threads of the services start before the connection, whose threads are counted. */
    @BeforeEach
    void startThreadsOfServices() {
        for (int i = 0; i < 16; i++) {
            services.execute(() -> {});
        }
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
    }

    @AfterEach
    void close() {
        opened.forEach(Cluster::close);
        services.close();
        tests++;
    }

    /** Each test has a schema of its own, and so an empty engine. */
    @Override
    protected JdbcCluster connect() {
        TestSettings settings = server.settings(
                "password = " + PostgresServer.PASSWORD, "schema = " + schema(), "create-schema = true");
        JdbcCluster cluster = (JdbcCluster) new JdbcClusterProvider().create(settings, services);
        assertThat(settings.problems()).isEmpty();
        opened.add(cluster);
        return cluster;
    }

    private static String schema() {
        return "test" + tests;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
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

    private static Received subscribed(Cluster node) throws InterruptedException {
        Received received = new Received();
        node.bus().subscribe(received);
        received.await("missed", () -> {});
        received.await("before", publishing(node, "before"));
        return received;
    }

    /** The tables are gone, and are created again. */
    @Test
    void recoversFromARestartOfAnEmptyServer() throws Exception {
        Cluster node = connect();
        Received received = subscribed(node);
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
        Received received = subscribed(node);

        server.freeze(true);
        try {
            long begin = System.nanoTime();
            for (int i = 0; i < 5; i++) {
                assertThatThrownBy(() -> node.store().read("k")).isInstanceOf(ClusterUnavailableException.class);
            }
            assertThat(node.isAvailable()).isFalse();
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .as("only the first request waits")
                    .isLessThan(Duration.ofSeconds(3));
            // the silence lasts longer than the subscriber's connection allows
            Thread.sleep(2500);
        } finally {
            server.freeze(false);
        }

        received.await("missed", () -> {});
        received.await("after", publishing(node, "after"));
    }

    /** An administrator ends all connections: of the pool, and the one for messages. */
    @Test
    void recoversFromConnectionsThatAreEnded() throws Exception {
        Cluster node = connect();
        Received received = subscribed(node);
        node.store().write("k", bytes("a"), LONG);

        server.ask("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                + " WHERE application_name = 'lmcp' AND pid <> pg_backend_pid()");

        received.await("missed", () -> {});
        awaitAvailable(node);
        assertThat(node.store().read("k")).contains(bytes("a"));
        received.await("after", publishing(node, "after"));
    }

    /** A request that meets an ended connection does not make the next one wait. */
    @Test
    void takesANewConnectionAtOnce() throws Exception {
        Cluster node = connect();
        node.store().read("k");
        server.ask("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                + " WHERE application_name = 'lmcp' AND pid <> pg_backend_pid()");

        int refused = 0;
        for (int i = 0; i < 5; i++) {
            try {
                node.store().read("k");
            } catch (ClusterUnavailableException e) {
                refused++;
            }
        }

        assertThat(refused).isLessThanOrEqualTo(1);
        assertThat(node.isAvailable()).isTrue();
    }

    @Test
    void startsWithoutTheServer() throws Exception {
        server.kill();
        Cluster node = connect();
        assertThat(services.notices())
                .anyMatch(notice -> notice.startsWith("jdbc: PostgreSQL does not answer: ")
                        && notice.endsWith("; the server starts, and connects later"));
        Received received = new Received();
        node.bus().subscribe(received);
        assertThatThrownBy(() -> node.store().read("k")).isInstanceOf(ClusterUnavailableException.class);

        server.restart();

        awaitAvailable(node);
        received.await("after", publishing(node, "after"));
    }

    @Test
    void deletesWhatHasExpired() throws Exception {
        JdbcCluster node = connect();
        for (int i = 0; i < 20; i++) {
            node.store().write("gone" + i, bytes("a"), Duration.ofMillis(1));
        }
        node.store().write("kept", bytes("a"), LONG);
        node.events().append("gone", new EventLog.Event(1, bytes("e")), Duration.ofMillis(1));
        node.events().append("kept", new EventLog.Event(1, bytes("e")), Duration.ofMillis(1));
        node.events().append("kept", new EventLog.Event(2, bytes("e")), LONG);
        node.bus().publish(new byte[20_000]);
        server.ask("INSERT INTO " + schema() + ".values_1 SELECT 'many' || n, '', now() FROM generate_series(1, "
                + (2 * Sweeper.MAX_BATCH + 1) + ") n");
        server.ask("UPDATE " + schema() + ".messages_1 SET expires_at = now()");
        Thread.sleep(10);

        node.sweep();
        node.sweep();

        assertThat(server.ask("SELECT string_agg(key, ',') FROM " + schema() + ".values_1"))
                .isEqualTo("kept");
        assertThat(server.ask("SELECT string_agg(stream || number, ',') FROM " + schema() + ".events_1"))
                .isIn("kept2", "kept1,kept2");
        assertThat(server.ask("SELECT count(*) FROM " + schema() + ".messages_1"))
                .isEqualTo("0");
    }

    /** A stream that has expired begins anew, also before its rows are swept. */
    @Test
    void beginsAnExpiredStreamAnew() throws Exception {
        Cluster node = connect();
        for (int number = 1; number <= 3; number++) {
            node.events().append("s", new EventLog.Event(number, bytes("old")), Duration.ofMillis(1));
        }
        Thread.sleep(10);

        node.events().append("s", new EventLog.Event(2, bytes("new")), LONG);

        assertThat(node.events().after("s", 0, 10))
                .extracting(event -> new String(event.content(), UTF_8))
                .containsExactly("new");
    }

    @Test
    void keepsABoundedNumberOfEvents() throws Exception {
        Cluster node = connect();
        for (int number = 1; number <= 3 * EventLog.MIN_EVENTS; number++) {
            node.events().append("s", new EventLog.Event(3L * number, bytes("e")), LONG);
        }

        assertThat(node.events().after("s", 0, 10_000)).hasSize(2 * EventLog.MIN_EVENTS);
    }

    @Test
    void letsOneOfManyThreadsCreateAValue() throws Exception {
        List<Cluster> nodes = List.of(connect(), connect());
        ExecutorService threads = Executors.newFixedThreadPool(2);
        for (int round = 0; round < 50; round++) {
            String key = "k" + round;
            nodes.get(0).store().write(key, bytes("old"), Duration.ofMillis(1));
            List<Future<Boolean>> created = new ArrayList<>();
            Thread.sleep(2);
            for (Cluster node : nodes) {
                created.add(threads.submit(() -> node.store().create(key, bytes("new"), LONG)));
            }
            assertThat(List.of(created.get(0).get(), created.get(1).get())).containsExactlyInAnyOrder(true, false);
        }
        threads.shutdown();
    }

    /** Nodes that start together create the tables one after the other. */
    @Test
    void createsTheTablesOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<JdbcCluster>> nodes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            nodes.add(threads.submit(this::connectAlone));
        }
        for (Future<JdbcCluster> node : nodes) {
            node.get().store().write("k", bytes("a"), LONG);
            node.get().close();
        }
        threads.shutdown();

        assertThat(services.notices())
                .anyMatch(notice ->
                        notice.equals("jdbc: created values_1, events_1, messages_1 in schema '" + schema() + "'"));
    }

    private JdbcCluster connectAlone() {
        TestSettings settings = server.settings(
                "password = " + PostgresServer.PASSWORD, "schema = " + schema(), "create-schema = true");
        return (JdbcCluster) new JdbcClusterProvider().create(settings, services);
    }

    @Test
    void keepsValuesOfTheMaximumSize() throws Exception {
        Cluster node = connect();
        byte[] value = new byte[ClusterStore.MAX_VALUE_SIZE];
        value[value.length - 1] = 1;

        node.store().write("k", value, LONG);

        assertThat(node.store().read("k")).contains(value);
    }
}
