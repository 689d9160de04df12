package dev.lmcp.cluster.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.postgresql.Driver;

/**
 * Opens connections by the PostgreSQL driver.
 *
 * @param url the URL, without user and password
 * @param user the user; if it is empty, the driver takes the one of the operating system
 * @param password returns the password; it is asked for each connection, since a file may change
 * @param timeout how long a connection or an answer may take
 */
record DriverConnections(String url, Optional<String> user, Supplier<Optional<String>> password, Duration timeout) {

    static {
        leaveDriverManager();
    }

    /**
     * The driver registers itself when its class is loaded. The {@code DriverManager} then holds the class loader of the
     * application, also after its end. The driver in the plugin jar, under our own name, is nobody else's, so it leaves.
     */
    private static void leaveDriverManager() {
        try {
            if (Driver.class.getName().startsWith("dev.lmcp.") && Driver.isRegistered()) {
                Driver.deregister();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the driver cannot leave the DriverManager", e);
        }
    }

    /** Returns whether the driver cannot read a URL. */
    static boolean isRefused(String url) {
        return !new Driver().acceptsURL(url);
    }

    /** Reads a password from the first line of a file. */
    static String readPassword(Path file) {
        try {
            return Files.readString(file).lines().findFirst().orElse("");
        } catch (IOException e) {
            throw new IllegalStateException("file '" + file + "' cannot be read: " + e, e);
        }
    }

    Connection open() throws SQLException {
        int seconds = (int) Math.max(1, timeout.plusMillis(999).toSeconds());
        Properties properties = new Properties();
        user.ifPresent(name -> properties.setProperty("user", name));
        password.get().ifPresent(text -> properties.setProperty("password", text));
        properties.setProperty("ApplicationName", "lmcp");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("connectTimeout", Integer.toString(seconds));
        properties.setProperty("socketTimeout", Integer.toString(seconds));
        Connection connection = new Driver().connect(url, properties);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED;"
                    + " SET statement_timeout = " + timeout.toMillis());
            connection.setNetworkTimeout(Runnable::run, (int) timeout.toMillis());
            return connection;
        } catch (SQLException e) {
            Connections.close(connection);
            throw e;
        }
    }

    /** Makes connections for a pool, and tries those that were idle for a moment. */
    static final class Factory extends BasePooledObjectFactory<Connection> {

        private static final Duration TRUSTED = Duration.ofMillis(500);

        private final DriverConnections connections;
        private final Runnable whenBroken;

        Factory(DriverConnections connections, Runnable whenBroken) {
            this.connections = connections;
            this.whenBroken = whenBroken;
        }

        @Override
        public Connection create() throws SQLException {
            return connections.open();
        }

        @Override
        public PooledObject<Connection> wrap(Connection connection) {
            return new DefaultPooledObject<>(connection);
        }

        @Override
        public boolean validateObject(PooledObject<Connection> pooled) {
            if (pooled.getIdleDuration().compareTo(TRUSTED) < 0) {
                return true;
            }
            try (Statement statement = pooled.getObject().createStatement()) {
                statement.execute("SELECT 1");
                return true;
            } catch (SQLException e) {
                whenBroken.run();
                return false;
            }
        }

        @Override
        public void destroyObject(PooledObject<Connection> pooled) {
            Connections.close(pooled.getObject());
        }
    }
}
