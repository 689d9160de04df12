package dev.lmcp.cluster.jdbc;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;

/** What is done with connections of any source. */
final class Connections {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.cluster");

    private Connections() {}

    /** Closes a connection, which may be broken. */
    static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "a connection did not close; it is left to the database", e);
        }
    }

    /** Ends a transaction that has failed on a connection, which may be broken. */
    static void rollBack(Connection connection) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "a transaction did not roll back; it is left to the database", e);
        }
    }
}
