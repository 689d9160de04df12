package dev.lmcp.cluster.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.spi.Cluster;
import dev.lmcp.testkit.plugin.ClusterContract;
import dev.lmcp.testkit.plugin.TestServices;
import dev.lmcp.testkit.plugin.TestSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The rules of engines hold with a pool of the container, and its connections go back as they were. */
@EnabledIf("dev.lmcp.cluster.jdbc.PostgresServer#isInstalled")
class ContainerConnectionsTest extends ClusterContract {

    private static final String NAME = "java:comp/env/jdbc/lmcp";

    @SuppressWarnings("NullAway.Init")
    private static PostgresServer server;

    private static int tests;

    private final TestServices services = TestServices.withThreads(Clock.systemUTC());
    private final List<Cluster> opened = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private TestContainer.Pool pool;

    @BeforeAll
    static void startServer() throws Exception {
        server = new PostgresServer();
        TestContainer.begin();
    }

    @AfterAll
    static void stopServer() throws Exception {
        TestContainer.end();
        server.close();
    }

    @BeforeEach
    void fillTheContainer() {
        pool = new TestContainer.Pool(server);
        TestContainer.bind(NAME, pool.dataSource());
        for (int i = 0; i < 16; i++) {
            services.execute(() -> {});
        }
    }

    @AfterEach
    void close() throws Exception {
        opened.forEach(Cluster::close);
        services.close();
        pool.close();
        tests++;
    }

    @Override
    protected Cluster connect() {
        TestSettings settings = TestSettings.of(
                "lmcp.cluster.jdbc.", "data-source = " + NAME, "schema = test" + tests, "create-schema = true");
        Cluster cluster = new JdbcClusterProvider().create(settings, services);
        assertThat(settings.problems()).isEmpty();
        opened.add(cluster);
        return cluster;
    }

    @Test
    void givesConnectionsBackAsTheyWere() throws Exception {
        Cluster node = connect();
        Received received = new Received();
        node.bus().subscribe(received);
        received.await("m", () -> node.bus().publish("m".getBytes(UTF_8)));
        node.store().write("k", new byte[1], Duration.ofMinutes(1));
        assertThat(pool.taken).as("the connection for messages is held").hasValue(1);

        node.close();

        assertThat(pool.taken).hasValue(0);
        assertThat(pool.leftovers()).isEmpty();
    }

    @Test
    void saysThatANameIsNoDataSource() {
        TestContainer.bind("java:comp/env/text", "text");
        TestSettings settings = TestSettings.of("lmcp.cluster.jdbc.", "data-source = java:comp/env/text");

        new JdbcClusterProvider().create(settings, services).close();

        assertThat(settings.problems())
                .containsExactly("data-source 'java:comp/env/text' is a java.lang.String; expected a DataSource of the"
                        + " container, as in 'java:comp/env/jdbc/lmcp': declare it there, or set url instead");
    }
}
