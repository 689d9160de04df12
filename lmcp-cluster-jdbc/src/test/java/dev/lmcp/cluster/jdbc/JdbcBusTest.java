package dev.lmcp.cluster.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.spi.Cluster;
import dev.lmcp.spi.ClusterBus;
import dev.lmcp.testkit.plugin.TestServices;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Messages of all sizes, and what must not end their delivery. */
@EnabledIf("dev.lmcp.cluster.jdbc.PostgresServer#isInstalled")
class JdbcBusTest {

    @SuppressWarnings("NullAway.Init")
    private static PostgresServer server;

    private static int tests;

    private final TestServices services = TestServices.withThreads(Clock.systemUTC());
    private final List<Cluster> opened = new ArrayList<>();

    @BeforeAll
    static void startServer() throws Exception {
        server = new PostgresServer();
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

    private static String schema() {
        return "test" + tests;
    }

    private Cluster connect() {
        Cluster node = new JdbcClusterProvider()
                .create(
                        server.settings(
                                "password = " + PostgresServer.PASSWORD,
                                "schema = " + schema(),
                                "create-schema = true"),
                        services);
        opened.add(node);
        return node;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static Runnable publishing(Cluster node, String message) {
        return () -> node.bus().publish(bytes(message));
    }

    private static Received subscribed(Cluster node) throws InterruptedException {
        Received received = new Received();
        node.bus().subscribe(received);
        received.await("before", publishing(node, "before"));
        return received;
    }

    /** What the server of the node throws must not end the subscription. */
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
            }
        });
        received.await("before", publishing(node, "before"));

        received.await("after", publishing(node, "after"));
    }

    /** The payload of NOTIFY has less than 8000 bytes; the others go through a table. */
    @Test
    void keepsTheOrderOfSmallAndLargeMessages() throws Exception {
        Cluster one = connect();
        Cluster other = connect();
        Received received = subscribed(other);
        int limit = Message.MAX_INLINE_SIZE;
        List<Integer> sizes = List.of(limit + 1, 1, limit, 7999, 8000, 8001, 100_000, 2, 20_000, limit - 1);
        for (int size : sizes) {
            one.bus().publish(new byte[size]);
        }
        one.bus().publish(bytes("last"));

        List<Integer> lengths = new ArrayList<>();
        for (String next = received.next(); !next.equals("last"); next = received.next()) {
            if (!next.equals("before")) {
                lengths.add(next.length());
            }
        }

        assertThat(lengths).containsExactlyElementsOf(sizes);
    }

    /** A large message whose row is gone before the node reads it is a missed one. */
    @Test
    void saysThatALargeMessageWasMissed() throws Exception {
        Cluster node = connect();
        Received received = subscribed(node);

        server.ask("SELECT pg_notify('" + schema() + "_bus_1', 'r999')");

        received.await("missed", () -> {});
    }

    @Test
    void passesOverNotificationsOfOthers() throws Exception {
        Cluster node = connect();
        Received received = subscribed(node);

        for (String payload : List.of("", "b", "b?", "r", "rx", "x")) {
            server.ask("SELECT pg_notify('" + schema() + "_bus_1', '" + payload + "')");
        }

        received.await("after", publishing(node, "after"));
    }

    /** A node that handles its messages slowly loses none, and the queue of the database is empty in the end. */
    @Test
    void keepsMessagesForASlowNode() throws Exception {
        Cluster node = connect();
        Received received = new Received();
        node.bus().subscribe(new ClusterBus.Subscriber() {
            @Override
            public void receive(byte[] message) {
                if (message.length == 1) {
                    sleep();
                }
                received.receive(message);
            }

            private void sleep() {
                try {
                    Thread.sleep(1500);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }

            @Override
            public void messagesMissed() {
                received.messagesMissed();
            }
        });
        received.await("before", publishing(node, "before"));

        node.bus().publish(bytes("s"));
        for (int number = 0; number < 300; number++) {
            node.bus().publish(bytes("-" + number + " ".repeat(5000)));
        }

        received.await("s", () -> {});
        for (int number = 0; number < 300; number++) {
            assertThat(received.next()).startsWith("-" + number + " ");
        }
        assertThat(server.ask("SELECT pg_notification_queue_usage() < 0.01")).isEqualTo("t");
    }
}
