package dev.lmcp.cluster.jdbc;

import dev.lmcp.spi.ClusterUnavailableException;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * Runs statements. After a failure, the database is left alone for a moment, so that requests do not wait one after the
 * other for a database that does not answer. If the database has answered another statement since the failed one began,
 * the failure is about a connection that was lost earlier, and holds up nobody.
 *
 * <p>Safe for concurrent use.
 */
final class Database implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.cluster");
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** The time between two warnings of the same failure: a database that refuses to write may answer reads in between. */
    private static final Duration REPETITION = Duration.ofMinutes(1);

    private final ConnectionSource source;
    private final Tables tables;
    private final boolean createsTables;
    private volatile boolean isAnswering = true;
    private volatile long answeredAt = System.nanoTime();
    private volatile Optional<Long> pausedAt = Optional.empty();
    private volatile boolean isClosed;
    private Optional<Warning> warned = Optional.empty();
    private boolean isWarned;

    /** What runs on a connection. */
    @FunctionalInterface
    interface Work<T> {

        T run(Connection connection) throws SQLException;
    }

    /**
     * A warning in the log.
     *
     * @param at the time of {@link System#nanoTime}
     */
    private record Warning(String text, long at) {

        boolean repeats(Warning before) {
            return text.equals(before.text) && at - before.at < REPETITION.toNanos();
        }
    }

    Database(JdbcSettings settings) {
        this.source = settings.source();
        this.tables = settings.tables();
        this.createsTables = settings.createsTables();
    }

    ConnectionSource source() {
        return source;
    }

    /** Returns whether the database answers. */
    boolean isAvailable() {
        return !isClosed && isAnswering;
    }

    /**
     * Runs statements on one connection.
     *
     * @throws ClusterUnavailableException if the database does not answer, or has not answered a moment ago
     */
    <T> T run(Work<T> work) {
        if (isClosed) {
            throw new ClusterUnavailableException(
                    "the connection to PostgreSQL is closed; expected a server that runs");
        }
        Optional<Long> paused = pausedAt;
        if (paused.isPresent() && System.nanoTime() - paused.get() < PAUSE.toNanos()) {
            throw new ClusterUnavailableException(
                    "PostgreSQL did not answer a moment ago; expected an answer: try again later");
        }
        long began = System.nanoTime();
        try {
            T result = attempt(work);
            answered();
            return result;
        } catch (SQLException | IllegalStateException e) {
            if (Thread.currentThread().isInterrupted()) {
                // a cancelled call says nothing of the database, and must not hold up the others
                throw new ClusterUnavailableException("the wait for PostgreSQL was interrupted: " + message(e), e);
            }
            throw failed(e, began);
        }
    }

    /** A statement that misses a table has changed nothing, so it can run again. */
    private <T> T attempt(Work<T> work) throws SQLException {
        try {
            return once(work);
        } catch (SQLException e) {
            if (!createsTables || !Failures.isMissingTable(e)) {
                throw e;
            }
            once(tables::create);
            LOG.log(Level.INFO, "PostgreSQL had no tables of lmcp; they were created in schema " + tables.schema());
            return once(work);
        }
    }

    private <T> T once(Work<T> work) throws SQLException {
        Connection connection = source.take();
        boolean isDone = false;
        try {
            T result = work.run(connection);
            isDone = true;
            return result;
        } finally {
            if (isDone) {
                source.giveBack(connection);
            } else {
                source.discard(connection);
            }
        }
    }

    /** Notes that the database answers. */
    void answered() {
        answeredAt = System.nanoTime();
        pausedAt = Optional.empty();
        if (!isAnswering) {
            isAnswering = true;
            tellAnswer();
        }
    }

    private synchronized void tellAnswer() {
        if (isWarned) {
            isWarned = false;
            LOG.log(Level.INFO, "PostgreSQL answers again");
        }
    }

    private synchronized void warn(String text) {
        Warning warning = new Warning(text, System.nanoTime());
        if (warned.filter(warning::repeats).isEmpty()) {
            warned = Optional.of(warning);
            isWarned = true;
            LOG.log(Level.WARNING, text);
        }
    }

    /**
     * Notes that the database does not answer, and returns what to throw.
     *
     * @param began when the statement or the connection began, by {@link System#nanoTime}
     */
    ClusterUnavailableException failed(Exception e, long began) {
        String message = message(e);
        String what = Failures.what(e);
        if (Failures.isAboutConnection(e)) {
            source.discardIdle();
        }
        if (Failures.isAboutConnection(e) && answeredAt - began > 0) {
            LOG.log(Level.DEBUG, "a connection was lost, and PostgreSQL has answered on another one since", e);
        } else if (!Failures.isAboutStatement(e)) {
            if (isAnswering && !isClosed) {
                warn(what + " (" + source.describe() + "): " + message
                        + "; until it works, requests that need it get 503");
            }
            isAnswering = false;
            pausedAt = Failures.isLostConnection(e) ? Optional.empty() : Optional.of(System.nanoTime());
        }
        return new ClusterUnavailableException(what + ": " + message, e);
    }

    private String message(Exception e) {
        String found = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
        return Failures.isMissingTable(e) ? tables.missing(found) : found;
    }

    @Override
    public void close() {
        isClosed = true;
        source.close();
    }
}
