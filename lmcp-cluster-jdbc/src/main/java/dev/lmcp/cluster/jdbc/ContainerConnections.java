package dev.lmcp.cluster.jdbc;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import javax.sql.DataSource;

/** Connections of a pool of the container. They go back as they were. */
final class ContainerConnections implements ConnectionSource {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.cluster");

    private final DataSource dataSource;
    private final String name;
    private final Duration timeout;
    private final Map<Connection, Before> taken = Collections.synchronizedMap(new IdentityHashMap<>());

    /** How a connection was before it was taken. */
    private record Before(boolean hasAutoCommit, int networkTimeout) {}

    ContainerConnections(DataSource dataSource, String name, Duration timeout) {
        this.dataSource = dataSource;
        this.name = name;
        this.timeout = timeout;
    }

    @Override
    public Connection take() throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            Before before = new Before(connection.getAutoCommit(), connection.getNetworkTimeout());
            if (!before.hasAutoCommit()) {
                connection.setAutoCommit(true);
            }
            connection.setNetworkTimeout(Runnable::run, (int) timeout.toMillis());
            taken.put(connection, before);
            return connection;
        } catch (SQLException e) {
            Connections.close(connection);
            throw e;
        }
    }

    @Override
    public void giveBack(Connection connection) {
        Before before = taken.remove(connection);
        try {
            if (before != null && !connection.isClosed()) {
                connection.setNetworkTimeout(Runnable::run, before.networkTimeout());
                if (!before.hasAutoCommit()) {
                    connection.setAutoCommit(false);
                }
            }
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "a connection could not be given back as it was", e);
        }
        Connections.close(connection);
    }

    /** The pool of the container notices that the connection is broken. */
    @Override
    public void discard(Connection connection) {
        giveBack(connection);
    }

    @Override
    public Connection open() throws SQLException {
        return take();
    }

    @Override
    public void end(Connection connection) {
        giveBack(connection);
    }

    @Override
    public void discardIdle() {
        // the idle ones are the container's
    }

    @Override
    public String describe() {
        return "data source '" + name + "'";
    }

    @Override
    public void close() {
        // the pool is the container's
    }
}
