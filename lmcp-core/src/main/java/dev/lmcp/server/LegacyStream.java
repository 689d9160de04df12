package dev.lmcp.server;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One stream of a session: where its events go now, and the latest of them for a client that comes back (MCP 2025-11-25
 * transports §Resumability and Redelivery).
 *
 * <p>Safe for concurrent use. Events are written under the lock, in order.
 */
final class LegacyStream {

    /** Enough for a client that missed a few, and no more memory than that. */
    private static final int MAX_KEPT = 256;

    private final String name;
    private final int maxBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Kept> kept = new ArrayDeque<>(4);
    private volatile int keptBytes;
    private long last;
    private long delivered;
    private volatile boolean ended;
    private volatile long endedAt;
    private volatile @Nullable SseWriter sink;
    private volatile long lastWrite = System.nanoTime();
    private @Nullable Duration retryAfter;

    private record Kept(long number, byte[] json) {}

    LegacyStream(String name, int maxBytes) {
        this.name = name;
        this.maxBytes = maxBytes;
    }

    String name() {
        return name;
    }

    /** Writes an event where somebody reads, and keeps it in any case. */
    void append(byte[] json) {
        lock.lock();
        try {
            if (ended) {
                return;
            }
            last++;
            keep(json);
            if (sink != null) {
                write(last, json);
            }
            forgetWhatIsTooMuch();
        } finally {
            lock.unlock();
        }
    }

    /** Writes the last event and ends the stream; it stays readable for who comes back. */
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
                writeRaw(Sse.comeBack(id(last), retryAfter));
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
            writeRaw(Sse.prime(id(last)));
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
        for (Kept event : kept) {
            if (event.number() > after && sink != null) {
                write(event.number(), event.json());
            }
        }
        forgetWhatIsTooMuch();
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

    /** A comment, where it is due and would not have to wait for another event. */
    void beat(ResponseContext parts) {
        SseWriter to = sink;
        if (to == null || System.nanoTime() - lastWrite < parts.pace().toNanos() / 2) {
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

    /** Asked by who must not wait for a slow reader, so without the lock. */
    boolean isConnected() {
        return sink != null;
    }

    boolean isEnded() {
        return ended;
    }

    /** How much it keeps for who comes back. */
    int keptBytes() {
        return keptBytes;
    }

    /** When it ended, by {@link System#nanoTime}; means nothing before. */
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

    private void keep(byte[] json) {
        kept.addLast(new Kept(last, json));
        int bytes = keptBytes + json.length;
        keptBytes = bytes;
    }

    /** The latest event stays whatever its size until it has been delivered: there is no other copy of it. */
    private void forgetWhatIsTooMuch() {
        int least = delivered < last ? 1 : 0;
        int bytes = keptBytes;
        while (kept.size() > least && (kept.size() > MAX_KEPT || bytes > maxBytes)) {
            bytes -= kept.removeFirst().json().length;
        }
        keptBytes = bytes;
    }

    private String id(long number) {
        return name + "-" + number;
    }
}
