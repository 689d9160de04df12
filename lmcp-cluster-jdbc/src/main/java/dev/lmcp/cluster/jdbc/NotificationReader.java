package dev.lmcp.cluster.jdbc;

import dev.lmcp.spi.ClusterBus;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Receives messages on one thread and on a connection of its own, and connects again after a failure. If nothing arrives
 * for some time, a statement shows whether the connection is alive.
 */
final class NotificationReader implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.cluster");
    private static final Duration RETRY = Duration.ofMillis(500);

    /** How long the thread waits until it looks whether it is to end. */
    private static final Duration MAX_WAIT = Duration.ofMillis(250);

    private static final Duration END_TIMEOUT = Duration.ofSeconds(3);

    private final Database database;
    private final Tables tables;
    private final ClusterBus.Subscriber subscriber;
    private final Duration silence;
    private final Thread thread = new Thread(this::receive, "lmcp-jdbc");
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Connection open;
    private boolean hasBegun;

    NotificationReader(Database database, Tables tables, ClusterBus.Subscriber subscriber, Duration silence) {
        this.database = database;
        this.tables = tables;
        this.subscriber = subscriber;
        this.silence = silence;
        thread.setDaemon(true);
        thread.start();
    }

    private void receive() {
        while (closed.getCount() > 0) {
            hasBegun = false;
            long began = System.nanoTime();
            try {
                connectAndListen();
            } catch (SQLException | RuntimeException e) {
                if (hasBegun) {
                    LOG.log(Level.DEBUG, "the connection for messages has ended; it is opened again", e);
                } else {
                    database.failed(e, began);
                }
            }
            try {
                if (closed.await(RETRY.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void connectAndListen() throws SQLException {
        Connection connection = database.source().open();
        open = connection;
        try {
            listen(connection);
        } finally {
            open = null;
            database.source().end(connection);
        }
    }

    /** A connection of a pool must not go back while it listens: its next user would collect notifications. */
    private void listen(Connection connection) throws SQLException {
        Notifications notifications = Notifications.of(connection);
        try (Statement statement = connection.createStatement()) {
            statement.execute("LISTEN \"" + tables.channel() + '"');
            begin();
            long heardAt = System.nanoTime();
            while (closed.getCount() > 0) {
                List<String> payloads = notifications.await(MAX_WAIT);
                for (String payload : payloads) {
                    deliver(connection, payload);
                }
                if (payloads.isEmpty() && System.nanoTime() - heardAt > silence.toNanos()) {
                    statement.execute("SELECT 1");
                    heardAt = System.nanoTime();
                }
            }
            statement.execute("UNLISTEN *");
        }
    }

    private void begin() {
        database.answered();
        hasBegun = true;
        tellMissed();
    }

    private void tellMissed() {
        try {
            subscriber.messagesMissed();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "messages of other nodes may have been missed, and this could not be handled", e);
        }
    }

    private void deliver(Connection connection, String payload) throws SQLException {
        Optional<byte[]> message;
        try {
            message = Message.isInline(payload)
                    ? Optional.of(Message.content(payload))
                    : row(connection, Message.row(payload));
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
            LOG.log(
                    Level.WARNING,
                    "a notification on channel '" + tables.channel() + "' is not a message of lmcp; expected only nodes"
                            + " to use it: give it to no other program");
            return;
        }
        if (message.isEmpty()) {
            tellMissed();
            return;
        }
        try {
            subscriber.receive(message.get());
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a message of another node could not be handled", e);
        }
    }

    private Optional<byte[]> row(Connection connection, long id) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT content FROM " + tables.messages() + " WHERE id = ?")) {
            statement.setLong(1, id);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? Optional.of(result.getBytes(1)) : Optional.empty();
            }
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(END_TIMEOUT.toMillis());
            Connection connection = open;
            if (thread.isAlive() && connection != null) {
                connection.abort(Runnable::run);
                thread.join(END_TIMEOUT.toMillis());
            }
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "the connection for messages ends by its timeout", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
