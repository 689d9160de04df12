package dev.lmcp.cluster.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** Where connections to the database come from. Each statement is a transaction of its own. Safe for concurrent use. */
interface ConnectionSource extends AutoCloseable {

    /** Takes a connection for some statements. */
    Connection take() throws SQLException;

    /** Gives a connection back that works. */
    void giveBack(Connection connection);

    /** Gives a connection back after a failure. It is not used again if it is broken. */
    void discard(Connection connection);

    /** Opens a connection that is held for long. */
    Connection open() throws SQLException;

    /** Ends a connection that was held for long. */
    void end(Connection connection);

    /** Closes all idle connections, because one has failed: the others may have lost their network too. */
    void discardIdle();

    /** Returns where the database is, without secrets. */
    String describe();

    @Override
    void close();
}
