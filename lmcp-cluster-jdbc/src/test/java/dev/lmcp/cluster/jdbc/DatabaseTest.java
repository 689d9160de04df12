package dev.lmcp.cluster.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator and a caller are told of a failure. */
class DatabaseTest {

    private final Logger logger = Logger.getLogger("dev.lmcp.cluster");
    private final List<String> log = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord found) {
            log.add(found.getLevel() + " " + found.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private final Database database =
            new Database(new JdbcSettings(new NoConnections(), new Tables("lmcp"), false, Duration.ofSeconds(1), true));

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void stop() {
        logger.removeHandler(handler);
        database.close();
    }

    /** A standby server answers each read, and refuses each change: that is no news each second. */
    @Test
    void warnsOnceOfTheSameFailure() {
        for (int time = 0; time < 3; time++) {
            database.failed(
                    new SQLException("cannot execute INSERT in a read-only transaction", "25006"), System.nanoTime());
            database.answered();
        }
        database.failed(new SQLException("too many clients", "53300"), System.nanoTime());

        assertThat(log).hasSize(3);
        assertThat(log.get(0))
                .startsWith("WARNING PostgreSQL refuses a statement (")
                .endsWith("): cannot execute INSERT in a read-only transaction; until it works,"
                        + " requests that need it get 503");
        assertThat(log.get(1)).isEqualTo("INFO PostgreSQL answers again");
        assertThat(log.get(2)).startsWith("WARNING PostgreSQL refuses the connection (");
    }

    @ParameterizedTest
    @CsvSource({
        "42501, PostgreSQL refuses a statement: found",
        "25006, PostgreSQL refuses a statement: found",
        "28P01, PostgreSQL refuses the connection: found",
        "3D000, PostgreSQL refuses the connection: found",
        "53300, PostgreSQL refuses the connection: found",
        "08001, PostgreSQL does not answer: found",
        "57P03, PostgreSQL does not answer: found"
    })
    void saysWhetherTheDatabaseAnswered(String state, String message) {
        assertThat(database.failed(new SQLException("found", state), System.nanoTime()))
                .hasMessage(message);
    }

    /** A network is mended while a statement still waits on a connection that has lost its bytes. */
    @ParameterizedTest
    @CsvSource({"08006, true", "08001, true", "57P01, true", "25006, false", "53300, false"})
    void isAvailableIfAnotherStatementWasAnsweredSinceALostOneBegan(String state, boolean isAvailable) {
        long began = System.nanoTime();
        database.answered();
        assertThat(database.failed(new SQLException("found", state), began)).hasMessageEndingWith("found");

        assertThat(database.isAvailable()).isEqualTo(isAvailable);
        assertThat(log).hasSize(isAvailable ? 0 : 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "08001", "57P01"})
    void isNotAvailableIfTheLastAnswerWasBeforeTheLostStatementBegan(String state) {
        database.answered();
        database.failed(new SQLException("found", state), System.nanoTime());

        assertThat(database.isAvailable()).isFalse();
        assertThat(log).hasSize(1);
    }
}
