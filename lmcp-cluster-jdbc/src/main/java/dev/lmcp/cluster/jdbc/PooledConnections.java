package dev.lmcp.cluster.jdbc;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.NoSuchElementException;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;

/** A pool of connections of our own, without a thread and without JMX: both would outlive the application. */
final class PooledConnections implements ConnectionSource {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.cluster");

    private final DriverConnections connections;
    private final GenericObjectPool<Connection> pool;

    PooledConnections(DriverConnections connections, int maxConnections) {
        GenericObjectPoolConfig<Connection> config = new GenericObjectPoolConfig<>();
        config.setJmxEnabled(false);
        config.setMaxTotal(maxConnections);
        config.setMaxIdle(maxConnections);
        config.setMaxWait(connections.timeout());
        config.setTestOnBorrow(true);
        this.connections = connections;
        this.pool = new GenericObjectPool<>(new DriverConnections.Factory(connections, this::discardIdle), config);
    }

    @Override
    public Connection take() throws SQLException {
        try {
            return pool.borrowObject();
        } catch (SQLException | IllegalStateException e) {
            throw e;
        } catch (NoSuchElementException e) {
            throw new SQLTransientConnectionException(
                    "all " + pool.getMaxTotal() + " connections are in use for "
                            + pool.getMaxWaitDuration().toMillis() + " ms",
                    "08000",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("the wait for a connection was interrupted", e);
        } catch (Exception e) {
            throw new SQLException("a connection could not be taken: " + e, e);
        }
    }

    @Override
    public void giveBack(Connection connection) {
        pool.returnObject(connection);
    }

    @Override
    public void discard(Connection connection) {
        try {
            pool.invalidateObject(connection);
        } catch (Exception e) {
            LOG.log(Level.DEBUG, "a broken connection did not close", e);
        }
    }

    @Override
    public Connection open() throws SQLException {
        return connections.open();
    }

    @Override
    public void end(Connection connection) {
        Connections.close(connection);
    }

    @Override
    public void discardIdle() {
        pool.clear();
    }

    @Override
    public String describe() {
        String url = connections.url();
        int parameters = url.indexOf('?');
        return parameters < 0 ? url : url.substring(0, parameters);
    }

    @Override
    public void close() {
        pool.close();
    }
}
