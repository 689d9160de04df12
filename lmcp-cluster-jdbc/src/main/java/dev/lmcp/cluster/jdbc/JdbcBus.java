package dev.lmcp.cluster.jdbc;

import dev.lmcp.spi.ClusterBus;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * Messages by NOTIFY. The database delivers them in the order in which their transactions ended. A message that is too
 * large goes into a row, and the notification tells which one: both in one statement. Safe for concurrent use.
 */
final class JdbcBus implements ClusterBus, AutoCloseable {

    /** How long a node may take to read a large message. */
    private static final Duration TTL = Duration.ofMinutes(5);

    private final Database database;
    private final Tables tables;
    private final Duration timeout;
    private final String publishLarge;
    private Optional<NotificationReader> reader = Optional.empty();

    JdbcBus(Database database, Tables tables, Duration timeout) {
        this.database = database;
        this.tables = tables;
        this.timeout = timeout;
        this.publishLarge = "WITH row AS (INSERT INTO " + tables.messages() + " (content, expires_at) VALUES (?, "
                + Expiry.SQL + ") RETURNING id) SELECT pg_notify(?, " + Message.rowInSql() + ") FROM row";
    }

    @Override
    public void publish(byte[] message) {
        database.run(connection ->
                message.length <= Message.MAX_INLINE_SIZE ? small(connection, message) : large(connection, message));
    }

    private boolean small(Connection connection, byte[] message) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT pg_notify(?, ?)")) {
            statement.setString(1, tables.channel());
            statement.setString(2, Message.inline(message));
            return statement.execute();
        }
    }

    private boolean large(Connection connection, byte[] message) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(publishLarge)) {
            statement.setBytes(1, message);
            statement.setLong(2, Expiry.millis(TTL));
            statement.setString(3, tables.channel());
            return statement.execute();
        }
    }

    @Override
    public synchronized void subscribe(Subscriber subscriber) {
        reader = Optional.of(new NotificationReader(database, tables, subscriber, timeout));
    }

    @Override
    public synchronized void close() {
        reader.ifPresent(NotificationReader::close);
    }
}
