package dev.lmcp.server.legacy;

import dev.lmcp.server.base.Sse;
import dev.lmcp.server.call.ResponseContext;
import dev.lmcp.server.call.SseWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A stream of a session. It writes events to its current connection, and keeps the latest ones for a client that
 * resumes it.
 *
 * <p>Safe for concurrent use. Events are written in order, under the lock.
 */
final class LegacyStream {

    private final String name;
    private final LegacyEventLog log;
    private final Optional<StreamCopy> copy;
    private final ReentrantLock lock = new ReentrantLock();
    private long delivered;
    private volatile boolean ended;
    private volatile long endedAt;
    private volatile @Nullable SseWriter connection;
    private volatile long lastWrite = System.nanoTime();

    LegacyStream(String name, int maxBytes) {
        this(name, new LegacyEventLog(maxBytes), Optional.empty());
    }

    /**
     * Creates a stream.
     *
     * @param log keeps its events
     * @param copy keeps its events for other nodes, if they can resume it
     */
    LegacyStream(String name, LegacyEventLog log, Optional<StreamCopy> copy) {
        this.name = name;
        this.log = log;
        this.copy = copy;
        this.delivered = log.last();
    }

    String name() {
        return name;
    }

    /** Keeps an event, and writes it if there is a connection. */
    void append(byte[] json) {
        lock.lock();
        try {
            if (ended) {
                return;
            }
            long number = log.add(json);
            copy.ifPresent(nodes -> nodes.add(number, json));
            if (connection != null) {
                write(number, json);
            }
            log.trim(delivered);
        } finally {
            lock.unlock();
        }
    }

    /** Writes the last event and ends the stream. A client that resumes the stream can still read it. */
    void finish(byte[] json) {
        lock.lock();
        try {
            append(json);
            end();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the stream without another event. */
    void end() {
        lock.lock();
        try {
            if (!ended) {
                endedAt = System.nanoTime();
                ended = true;
                copy.ifPresent(StreamCopy::end);
            }
            closeConnection();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Closes the connection, if there is one, and tells the client when to reconnect. Events are kept until the client
     * resumes the stream.
     */
    void disconnect(Duration retryAfter) {
        lock.lock();
        try {
            // not earlier: the MCP Java SDK before 2.1.0 abandons a stream at 'retry'
            writeRaw(Sse.reconnect(id(log.last()), retryAfter));
            closeConnection();
        } finally {
            lock.unlock();
        }
    }

    private void closeConnection() {
        SseWriter current = connection;
        connection = null;
        if (current != null) {
            current.close();
        }
    }

    /** Writes a priming event, so that the client can resume. */
    void prime() {
        lock.lock();
        try {
            copy.ifPresent(StreamCopy::begin);
            writeRaw(Sse.prime(id(log.last())));
        } finally {
            lock.unlock();
        }
    }

    /** Writes to this connection from now on, and first the events that were not delivered. */
    void connect(SseWriter newWriter) {
        lock.lock();
        try {
            connect(newWriter, delivered);
        } finally {
            lock.unlock();
        }
    }

    /** Writes to this connection from now on, and first the events after number {@code after}. */
    void resume(SseWriter newWriter, long after) {
        lock.lock();
        try {
            connect(newWriter, after);
        } finally {
            lock.unlock();
        }
    }

    private void connect(SseWriter newWriter, long after) {
        closeConnection();
        connection = newWriter;
        for (LegacyEventLog.Event event : log.after(after)) {
            if (connection != null) {
                write(event.number(), event.json());
            }
        }
        log.trim(delivered);
        if (ended) {
            closeConnection();
        }
    }

    /** Removes a closed connection, if it is still the current one. */
    void removeConnection(SseWriter closed) {
        lock.lock();
        try {
            if (connection == closed) {
                connection = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Writes a comment if one is due, and if the lock is free. */
    void beat(ResponseContext context) {
        SseWriter current = connection;
        if (current == null
                || System.nanoTime() - lastWrite < context.heartbeatInterval().toNanos() / 2) {
            return;
        }
        if (current.mayBlock()) {
            context.worker().execute(this::comment);
        } else {
            comment();
        }
    }

    private void comment() {
        if (!lock.tryLock()) {
            return;
        }
        try {
            writeRaw(Sse.COMMENT);
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether there is a connection. It needs no lock, so that it never waits for a slow client. */
    boolean isConnected() {
        return connection != null;
    }

    boolean isEnded() {
        return ended;
    }

    /** Returns the number of the latest event. */
    long last() {
        lock.lock();
        try {
            return log.last();
        } finally {
            lock.unlock();
        }
    }

    /** Returns the size of the kept events in bytes. */
    int keptBytes() {
        return log.bytes();
    }

    /** Returns the time of the end, by {@link System#nanoTime}. It is undefined before the end. */
    long endedAt() {
        return endedAt;
    }

    private void write(long number, byte[] json) {
        if (writeRaw(Sse.event(id(number), json))) {
            delivered = Math.max(delivered, number);
        }
    }

    private boolean writeRaw(byte[] bytes) {
        SseWriter current = connection;
        lastWrite = System.nanoTime();
        if (current == null) {
            return false;
        }
        boolean written = current.write(bytes);
        if (!written) {
            connection = null;
        }
        return written;
    }

    private String id(long number) {
        return name + "-" + number;
    }
}
