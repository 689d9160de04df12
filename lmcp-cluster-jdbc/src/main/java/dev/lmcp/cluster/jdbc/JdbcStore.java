package dev.lmcp.cluster.jdbc;

import dev.lmcp.spi.ClusterStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * A row for each value. Each method is one statement, and the clock of the database judges the expiry. A row that has
 * expired counts as absent until it is swept. Safe for concurrent use.
 */
final class JdbcStore implements ClusterStore {

    private final Database database;
    private final String read;
    private final String write;
    private final String create;
    private final String replace;
    private final String delete;

    JdbcStore(Database database, Tables tables) {
        String table = tables.values();
        String insert = "INSERT INTO " + table + " AS old (key, value, expires_at) VALUES (?, ?, " + Expiry.SQL
                + ") ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value, expires_at = EXCLUDED.expires_at";
        this.database = database;
        this.read = "SELECT value FROM " + table + " WHERE key = ? AND expires_at > now()";
        this.write = insert;
        this.create = insert + " WHERE old.expires_at <= now()";
        this.replace = "UPDATE " + table + " SET value = ?, expires_at = " + Expiry.SQL
                + " WHERE key = ? AND value = ? AND expires_at > now()";
        this.delete = "DELETE FROM " + table + " WHERE key = ?";
    }

    @Override
    public Optional<byte[]> read(String key) {
        return database.run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(read)) {
                statement.setString(1, key);
                try (ResultSet result = statement.executeQuery()) {
                    return result.next() ? Optional.of(result.getBytes(1)) : Optional.empty();
                }
            }
        });
    }

    @Override
    public void write(String key, byte[] value, Duration ttl) {
        database.run(connection -> insert(connection, write, key, value, ttl));
    }

    @Override
    public boolean create(String key, byte[] value, Duration ttl) {
        return database.run(connection -> insert(connection, create, key, value, ttl));
    }

    private static boolean insert(Connection connection, String sql, String key, byte[] value, Duration ttl)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, key);
            statement.setBytes(2, value);
            statement.setLong(3, Expiry.millis(ttl));
            return statement.executeUpdate() == 1;
        }
    }

    @Override
    public boolean replace(String key, byte[] expected, byte[] value, Duration ttl) {
        return database.run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(replace)) {
                statement.setBytes(1, value);
                statement.setLong(2, Expiry.millis(ttl));
                statement.setString(3, key);
                statement.setBytes(4, expected);
                return statement.executeUpdate() == 1;
            }
        });
    }

    @Override
    public void delete(String key) {
        database.run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(delete)) {
                statement.setString(1, key);
                return statement.executeUpdate();
            }
        });
    }
}
