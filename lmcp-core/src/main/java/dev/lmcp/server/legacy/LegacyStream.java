package dev.lmcp.server.legacy;

import dev.lmcp.server.base.Sse;
import dev.lmcp.server.call.ResponseContext;
import dev.lmcp.server.call.SseWriter;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One stream of a session: writes its events to the connection that it has now, and keeps the latest of them for a
 * client that comes back.
 *
 * <p>Safe for concurrent use. Events are written under the lock, in order.
 */
final class LegacyStream {

    private final String name;
    private final LegacyEventLog log;
    private final ReentrantLock lock = new ReentrantLock();
    private long delivered;
    private volatile boolean ended;
    private volatile long endedAt;
    private volatile @Nullable SseWriter sink;
    private volatile long lastWrite = System.nanoTime();
    private @Nullable Duration retryAfter;

    LegacyStream(String name, int maxBytes) {
        this.name = name;
        this.log = new LegacyEventLog(maxBytes);
    }

    String name() {
        return name;
    }

    /** Writes an event if there is a connection, and keeps it in any case. */
    void append(byte[] json) {
        lock.lock();
        try {
            if (ended) {
                return;
            }
            long number = log.add(json);
            if (sink != null) {
                write(number, json);
            }
            log.trim(delivered);
        } finally {
            lock.unlock();
        }
    }

    /** Writes the last event and ends the stream; a client that comes back can still read it. */
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
            }
            letGo();
        } finally {
            lock.unlock();
        }
    }

    /** Lets go of the connection, if there is one; events are kept until the client comes back. */
    void disconnect() {
        lock.lock();
        try {
            if (sink != null && retryAfter != null) {
                // not before it is needed: the Java SDK gives up a stream at 'retry' until its 2.1.0
                writeRaw(Sse.reconnect(id(log.last()), retryAfter));
            }
            letGo();
        } finally {
            lock.unlock();
        }
    }

    private void letGo() {
        SseWriter from = sink;
        sink = null;
        if (from != null) {
            from.close();
        }
    }

    /** Writes an event without data, which gives the client an id to come back with; {@link #disconnect} says when. */
    void prime(Duration retryAfter) {
        lock.lock();
        try {
            this.retryAfter = retryAfter;
            writeRaw(Sse.prime(id(log.last())));
        } finally {
            lock.unlock();
        }
    }

    /** Writes to this connection from now on, beginning with what was not delivered yet. */
    void connect(SseWriter to) {
        lock.lock();
        try {
            connect(to, delivered);
        } finally {
            lock.unlock();
        }
    }

    /** Writes to this connection from now on, beginning with what comes after event {@code after}. */
    void resume(SseWriter to, long after) {
        lock.lock();
        try {
            connect(to, after);
        } finally {
            lock.unlock();
        }
    }

    private void connect(SseWriter to, long after) {
        letGo();
        sink = to;
        for (LegacyEventLog.Event event : log.after(after)) {
            if (sink != null) {
                write(event.number(), event.json());
            }
        }
        log.trim(delivered);
        if (ended) {
            letGo();
        }
    }

    /** Forgets a connection that turned out to be dead, if it is still the one. */
    void lost(SseWriter gone) {
        lock.lock();
        try {
            if (sink == gone) {
                sink = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Writes a comment if one is due and does not have to wait for another event. */
    void beat(ResponseContext parts) {
        SseWriter to = sink;
        if (to == null
                || System.nanoTime() - lastWrite < parts.heartbeatInterval().toNanos() / 2) {
            return;
        }
        if (to.mayBlock()) {
            parts.worker().execute(this::comment);
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

    /** Asked by threads that must not wait for a slow reader, so without the lock. */
    boolean isConnected() {
        return sink != null;
    }

    boolean isEnded() {
        return ended;
    }

    /** How many bytes it keeps for a client that comes back. */
    int keptBytes() {
        return log.bytes();
    }

    /** When it ended, by {@link System#nanoTime}; has no meaning before. */
    long endedAt() {
        return endedAt;
    }

    private void write(long number, byte[] json) {
        if (writeRaw(Sse.event(id(number), json))) {
            delivered = Math.max(delivered, number);
        }
    }

    private boolean writeRaw(byte[] bytes) {
        SseWriter to = sink;
        lastWrite = System.nanoTime();
        if (to == null) {
            return false;
        }
        boolean written = to.write(bytes);
        if (!written) {
            sink = null;
        }
        return written;
    }

    private String id(long number) {
        return name + "-" + number;
    }
}
