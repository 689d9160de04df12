package dev.lmcp.cluster.jdbc;

import dev.lmcp.spi.EventLog;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A row for each event. A stream expires with its latest event, and an append deletes what has expired or is too old. Safe
 * for concurrent use.
 */
final class JdbcEventLog implements EventLog {

    private static final int MAX_EVENTS = 2 * MIN_EVENTS;

    private final Database database;
    private final String append;
    private final String after;
    private final String delete;

    JdbcEventLog(Database database, Tables tables) {
        String table = tables.events();
        String latest = "(SELECT expires_at FROM " + table + " WHERE stream = ? ORDER BY number DESC LIMIT 1)";
        this.database = database;
        // two statements of one transaction, since the second one must see what the first one has deleted
        this.append = "DELETE FROM " + table + " WHERE stream = ? AND (" + latest
                + " <= now() OR number <= (SELECT number"
                + " FROM " + table + " WHERE stream = ? ORDER BY number DESC OFFSET " + (MAX_EVENTS - 1) + " LIMIT 1));"
                + " INSERT INTO " + table + " (stream, number, content, expires_at) VALUES (?, ?, ?, " + Expiry.SQL
                + ")"
                + " ON CONFLICT (stream, number) DO UPDATE SET content = EXCLUDED.content, expires_at ="
                + " EXCLUDED.expires_at";
        this.after = "SELECT number, content FROM " + table + " WHERE stream = ? AND number > ? AND " + latest
                + " > now() ORDER BY number LIMIT ?";
        this.delete = "DELETE FROM " + table + " WHERE stream = ?";
    }

    @Override
    public void append(String stream, Event event, Duration ttl) {
        database.run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(append)) {
                for (int i = 1; i <= 4; i++) {
                    statement.setString(i, stream);
                }
                statement.setLong(5, event.number());
                statement.setBytes(6, event.content());
                statement.setLong(7, Expiry.millis(ttl));
                return statement.execute();
            }
        });
    }

    @Override
    public List<Event> after(String stream, long number, int max) {
        return database.run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(after)) {
                statement.setString(1, stream);
                statement.setLong(2, number);
                statement.setString(3, stream);
                statement.setInt(4, max);
                return events(statement);
            }
        });
    }

    private static List<Event> events(PreparedStatement statement) throws SQLException {
        List<Event> events = new ArrayList<>();
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                events.add(new Event(result.getLong(1), result.getBytes(2)));
            }
        }
        return events;
    }

    @Override
    public void deleteStream(String stream) {
        database.run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(delete)) {
                statement.setString(1, stream);
                return statement.executeUpdate();
            }
        });
    }
}
