package dev.lmcp.cluster.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lmcp.spi.Cluster;
import dev.lmcp.spi.ClusterUnavailableException;
import dev.lmcp.spi.EventLog;
import dev.lmcp.testkit.plugin.TestServices;
import dev.lmcp.testkit.plugin.TestSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** What a start says of a database that answers. */
@EnabledIf("dev.lmcp.cluster.jdbc.PostgresServer#isInstalled")
class StartCheckTest {

    private static final String PASSWORD = "password = " + PostgresServer.PASSWORD;

    private static final String PRIVILEGES =
            "; expected USAGE on the schema 'narrow', and SELECT, INSERT, UPDATE and DELETE"
                    + " on its tables: grant them to the user";

    @SuppressWarnings("NullAway.Init")
    private static PostgresServer server;

    private final TestServices services = TestServices.withThreads(Clock.systemUTC());

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
        services.close();
    }

    private List<String> problems(TestSettings settings) {
        new JdbcClusterProvider().create(settings, services).close();
        return settings.problems();
    }

    @Test
    void saysHowToCreateMissingTables() {
        assertThat(problems(server.settings(PASSWORD, "schema = absent")))
                .containsExactly(
                        "create-schema is false, and the database has no values_1, events_1, messages_1; expected the"
                                + " tables of the file lmcp-cluster-jdbc.sql in the plugin jar, in schema 'absent': run this file"
                                + " with psql, or set lmcp.cluster.jdbc.create-schema to true");
    }

    @Test
    void saysOnlyWhichTablesAreMissing() throws Exception {
        assertThat(problems(server.settings(PASSWORD, "schema = partial", "create-schema = true")))
                .isEmpty();
        server.ask("DROP TABLE partial.events_1");

        assertThat(problems(server.settings(PASSWORD, "schema = partial")))
                .singleElement()
                .asString()
                .contains("the database has no events_1; ");
    }

    /** The file for operators has the statements that the server runs itself. */
    @Test
    void acceptsTablesOfTheFile() throws Exception {
        try (var in = Tables.class.getResourceAsStream("/" + Tables.FILE)) {
            assertThat(in).isNotNull();
            server.ask(new String(in.readAllBytes(), UTF_8));
        }

        assertThat(problems(server.settings(PASSWORD))).isEmpty();
    }

    /** The privileges that the page on several nodes has. */
    @Test
    void needsFewPrivileges() throws Exception {
        assertThat(problems(server.settings(PASSWORD, "schema = few", "create-schema = true")))
                .isEmpty();
        server.ask("CREATE ROLE server LOGIN PASSWORD 'correct-horse'");
        server.ask("GRANT USAGE ON SCHEMA few TO server");
        server.ask("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA few TO server");
        TestSettings settings = server.settings(PASSWORD, "schema = few").with("user", "server");

        JdbcCluster node = (JdbcCluster) new JdbcClusterProvider().create(settings, services);
        node.store().write("k", new byte[1], Duration.ofMinutes(1));
        node.store().replace("k", new byte[1], new byte[2], Duration.ofMinutes(1));
        node.events().append("s", new EventLog.Event(1, new byte[1]), Duration.ofMinutes(1));
        node.bus().publish(new byte[10_000]);
        node.sweep();

        assertThat(settings.problems()).isEmpty();
        assertThat(node.isAvailable()).isTrue();
        node.close();
    }

    @Test
    void saysThatTablesHaveGone() throws Exception {
        assertThat(problems(server.settings(PASSWORD, "schema = gone", "create-schema = true")))
                .isEmpty();
        Cluster node = new JdbcClusterProvider().create(server.settings(PASSWORD, "schema = gone"), services);
        server.ask("DROP SCHEMA gone CASCADE");

        assertThatThrownBy(() -> node.store().read("k"))
                .isInstanceOf(ClusterUnavailableException.class)
                .hasMessageContaining("relation \"gone.values_1\" does not exist")
                .hasMessageContaining(
                        "; expected the tables of the file lmcp-cluster-jdbc.sql in the plugin jar, in schema"
                                + " 'gone': run this file with psql, or set lmcp.cluster.jdbc.create-schema to true");
        node.close();
    }

    @Test
    void saysThatAPasswordIsWrong() {
        assertThat(problems(server.settings("password = wrong")))
                .containsExactly(
                        "user is refused (PostgreSQL refuses the connection: FATAL: password authentication failed for user"
                                + " \"lmcp\"); expected a user that may connect: correct user and password");
    }

    @Test
    void saysThatADatabaseIsMissing() {
        assertThat(problems(server.settings(PASSWORD).with("url", server.url() + "x")))
                .containsExactly(
                        "url names no database (PostgreSQL refuses the connection: FATAL: database \"postgresx\" does not"
                                + " exist); expected one that exists: create it, or correct the name");
    }

    @Test
    void readsThePasswordFromAFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("password"), PostgresServer.PASSWORD + "\n");

        assertThat(problems(server.settings("password-file = " + file, "schema = with_file", "create-schema = true")))
                .isEmpty();
    }

    @Test
    void takesAWordOfSqlAsASchema() {
        assertThat(problems(server.settings(PASSWORD, "schema = user", "create-schema = true")))
                .isEmpty();
    }

    /** A server that reads only answers its health check, and fails each request that changes something. */
    @Test
    void saysThatAPrivilegeIsMissing() throws Exception {
        assertThat(problems(server.settings(PASSWORD, "schema = narrow", "create-schema = true")))
                .isEmpty();
        server.ask("CREATE ROLE reader LOGIN PASSWORD 'correct-horse'");
        TestSettings outside = server.settings(PASSWORD, "schema = narrow").with("user", "reader");
        assertThat(problems(outside))
                .containsExactly("user lacks a privilege (PostgreSQL refuses a statement: ERROR: permission denied for"
                        + " schema narrow)" + PRIVILEGES);

        server.ask("GRANT USAGE ON SCHEMA narrow TO reader");
        server.ask("GRANT SELECT, INSERT, UPDATE, DELETE ON narrow.events_1 TO reader");
        server.ask("GRANT SELECT ON narrow.values_1 TO reader");
        TestSettings inside = server.settings(PASSWORD, "schema = narrow").with("user", "reader");

        assertThat(problems(inside)).containsExactly("user lacks a privilege on values_1, messages_1" + PRIVILEGES);
    }

    @Test
    void saysThatADatabaseTakesNoChanges() throws Exception {
        assertThat(problems(server.settings(PASSWORD, "schema = standby", "create-schema = true")))
                .isEmpty();
        server.ask("CREATE ROLE onlooker LOGIN SUPERUSER PASSWORD 'correct-horse'");
        server.ask("ALTER ROLE onlooker SET default_transaction_read_only = on");
        TestSettings settings = server.settings(PASSWORD, "schema = standby").with("user", "onlooker");

        Cluster node = new JdbcClusterProvider().create(settings, services);

        assertThat(settings.problems()).isEmpty();
        assertThat(services.notices())
                .contains("jdbc: PostgreSQL takes no changes, as a standby server does; the server starts, and requests"
                        + " that need a change get 503 until the database takes it");
        assertThatThrownBy(() -> node.store().write("k", new byte[1], Duration.ofMinutes(1)))
                .hasMessage("PostgreSQL refuses a statement: ERROR: cannot execute INSERT in a read-only transaction");
        node.close();
    }
}
