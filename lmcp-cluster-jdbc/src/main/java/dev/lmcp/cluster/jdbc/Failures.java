package dev.lmcp.cluster.jdbc;

import java.io.InterruptedIOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What a failure is about, by its SQLSTATE (PostgreSQL documentation, appendix A) and by its causes. */
final class Failures {

    private Failures() {}

    /** Returns whether a table or the whole schema is missing. */
    static boolean isMissingTable(Throwable failure) {
        return hasState(failure, "42P01") || hasState(failure, "3F000");
    }

    /** Returns whether the database refused the user or the password. */
    static boolean isRefusedUser(Throwable failure) {
        return hasState(failure, "28");
    }

    /** Returns whether the user lacks a privilege. */
    static boolean isMissingPrivilege(Throwable failure) {
        return hasState(failure, "42501");
    }

    /** Says what the database did: it did not answer, or it answered that it refuses. */
    static String what(Throwable failure) {
        if (hasState(failure, "28") || hasState(failure, "3D") || hasState(failure, "53300")) {
            return "PostgreSQL refuses the connection";
        }
        return hasState(failure, "42") || hasState(failure, "3F") || hasState(failure, "25")
                ? "PostgreSQL refuses a statement"
                : "PostgreSQL does not answer";
    }

    /** Returns whether the server has no such database. */
    static boolean isMissingDatabase(Throwable failure) {
        return hasState(failure, "3D000");
    }

    /** Returns whether a connection has failed, in contrast to a statement that the database refuses. */
    static boolean isAboutConnection(Throwable failure) {
        return hasState(failure, "08") || hasState(failure, "57P");
    }

    /** Returns whether only this statement failed, so that others may be answered. */
    static boolean isAboutStatement(Throwable failure) {
        return hasState(failure, "22") || hasState(failure, "23") || hasState(failure, "40") || hasState(failure, "54");
    }

    /** Returns whether the database has ended a connection that was open, and may take another one at once. */
    static boolean isLostConnection(Throwable failure) {
        return hasState(failure, "57P01") || (hasState(failure, "08006") && !isTimeout(failure));
    }

    private static boolean isTimeout(@Nullable Throwable failure) {
        return failure != null && (failure instanceof InterruptedIOException || isTimeout(failure.getCause()));
    }

    /** A pool of a container hides the state of the driver's exception in a cause. */
    private static boolean hasState(@Nullable Throwable failure, String start) {
        if (failure == null) {
            return false;
        }
        boolean isSo = failure instanceof SQLException sql
                && sql.getSQLState() != null
                && sql.getSQLState().startsWith(start);
        return isSo || hasState(failure.getCause(), start);
    }
}
