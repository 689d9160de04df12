package dev.lmcp.cluster.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** Stands for connections whose settings have a problem, so that the server does not start. */
final class NoConnections implements ConnectionSource {

    @Override
    public Connection take() throws SQLException {
        throw new SQLException("the settings of the connection have a problem");
    }

    @Override
    public Connection open() throws SQLException {
        return take();
    }

    @Override
    public void giveBack(Connection connection) {
        Connections.close(connection);
    }

    @Override
    public void discard(Connection connection) {
        Connections.close(connection);
    }

    @Override
    public void end(Connection connection) {
        Connections.close(connection);
    }

    @Override
    public void discardIdle() {
        // there are none
    }

    @Override
    public String describe() {
        return "no database";
    }

    @Override
    public void close() {
        // there are none
    }
}
