package dev.lmcp.cluster.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lmcp.spi.ClusterUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A failure of a thread that was interrupted, in contrast to one of the database. */
class InterruptedWaitTest {

    private final Database database =
            new Database(new JdbcSettings(new NoConnections(), new Tables("lmcp"), false, Duration.ofSeconds(1), true));

    @AfterEach
    void close() {
        database.close();
    }

    private static boolean use(Connection connection) throws SQLException {
        return connection.isValid(1);
    }

    /** A client cancels its call. That interrupts the thread of the call, also while it waits for a connection. */
    @Test
    void doesNotHoldUpOthersBecauseOneThreadWasInterrupted() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> database.run(InterruptedWaitTest::use))
                .isInstanceOf(ClusterUnavailableException.class)
                .hasMessageStartingWith("the wait for PostgreSQL was interrupted: ");

        assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
        assertThat(database.isAvailable()).isTrue();
    }

    @Test
    void leavesADatabaseAloneThatDoesNotAnswer() {
        assertThatThrownBy(() -> database.run(InterruptedWaitTest::use))
                .hasMessageStartingWith("PostgreSQL does not answer: ");

        assertThat(database.isAvailable()).isFalse();
        assertThatThrownBy(() -> database.run(InterruptedWaitTest::use))
                .isInstanceOf(ClusterUnavailableException.class)
                .hasMessageStartingWith("PostgreSQL did not answer a moment ago; ");
    }

    /** All connections of the pool are in use, so that the thread waits for one. */
    @Test
    void keepsTheInterruptOfAThreadThatWaitsForAConnection() throws Exception {
        DriverConnections connections = new DriverConnections(
                "jdbc:postgresql://127.0.0.1:1/lmcp", Optional.empty(), Optional::empty, Duration.ofSeconds(5));
        try (PooledConnections pool = new PooledConnections(connections, 0)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(pool::take).hasMessage("the wait for a connection was interrupted");

            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
