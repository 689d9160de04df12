package dev.lmcp.cluster.jdbc;

import dev.lmcp.spi.ClusterUnavailableException;
import dev.lmcp.spi.Services;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

/**
 * Deletes rows that have expired, in batches of bounded size. Each node does so. A node passes over the rows that another
 * one is just deleting, so they do not wait for each other.
 */
final class Sweeper implements AutoCloseable {

    /** The maximum number of rows that one statement deletes. */
    static final int MAX_BATCH = 1000;

    private static final System.Logger LOG = System.getLogger("dev.lmcp.cluster");
    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final int MAX_BATCHES = 50;

    private final Database database;
    private final List<String> statements;
    private final Services.Scheduled rounds;

    Sweeper(Database database, Tables tables, Services services) {
        String events = tables.events();
        this.database = database;
        // an event that has expired stays while its stream has a later one that has not
        this.statements = List.of(
                expired(tables.values(), "key", ""),
                expired(tables.messages(), "id", ""),
                expired(
                        events,
                        "stream, number",
                        " AND NOT EXISTS (SELECT 1 FROM " + events
                                + " later WHERE later.stream = old.stream AND later.expires_at > now())"));
        this.rounds = services.scheduleRepeatedly(INTERVAL, () -> sweepSoon(services));
    }

    private static String expired(String table, String key, String condition) {
        return "DELETE FROM " + table + " WHERE (" + key + ") IN (SELECT " + key + " FROM " + table
                + " old WHERE expires_at <= now()" + condition + " LIMIT " + MAX_BATCH + " FOR UPDATE SKIP LOCKED)";
    }

    private void sweepSoon(Services services) {
        try {
            services.execute(this::sweep);
        } catch (RejectedExecutionException busy) {
            // the next round is soon enough
        }
    }

    /** Deletes what has expired, up to a bound. */
    void sweep() {
        try {
            for (String statement : statements) {
                int batches = 0;
                while (batches < MAX_BATCHES
                        && database.run(connection -> delete(connection, statement)) == MAX_BATCH) {
                    batches++;
                }
            }
        } catch (ClusterUnavailableException e) {
            LOG.log(Level.DEBUG, "expired rows are deleted later", e);
        }
    }

    private static int delete(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return statement.executeUpdate();
        }
    }

    @Override
    public void close() {
        rounds.cancel();
    }
}
