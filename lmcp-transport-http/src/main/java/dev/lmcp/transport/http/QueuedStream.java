package dev.lmcp.transport.http;

import dev.lmcp.spi.Exchange.DetachedStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A response body for which no thread waits.
 *
 * <p>Pieces wait in a queue until the event loop passes them to the socket. The client is too slow if the socket leaves more
 * pieces than {@code maxQueued}. A burst that the event loop has not seen yet says nothing about the client, so it may be
 * larger. The monitor guards the fields and is held only for moments.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close ends in channelInactive
final class QueuedStream implements DetachedStream {

    /** How many times {@code maxQueued} pieces may wait for the event loop. */
    private static final int BURST = 16;

    private final HttpStream stream;
    private final HttpExchange exchange;
    private final int maxQueued;

    private @Nullable Queue<byte[]> queue;
    private @Nullable List<Runnable> endActions;
    private boolean isPumpDue;
    private boolean isClosing;
    private boolean isEnded;

    /** The pieces that the socket has not taken. Used by the event loop. */
    private int unwritten;

    QueuedStream(HttpStream stream, HttpExchange exchange, int maxQueued) {
        this.stream = stream;
        this.exchange = exchange;
        this.maxQueued = maxQueued;
    }

    @Override
    public boolean offer(byte[] bytes) {
        boolean isFull;
        boolean isFirst;
        synchronized (this) {
            if (isEnded || isClosing) {
                return false;
            }
            Queue<byte[]> pieces = queue == null ? new ArrayDeque<>(2) : queue;
            queue = pieces;
            isFull = pieces.size() >= (long) BURST * maxQueued;
            if (!isFull) {
                pieces.add(bytes);
            }
            isFirst = !isPumpDue;
            isPumpDue = true;
        }
        if (isFull) {
            cutOff();
        } else if (isFirst) {
            stream.execute(this::pump);
        }
        return !isFull;
    }

    @Override
    public void close() {
        boolean isFirst;
        synchronized (this) {
            isClosing = true;
            isFirst = !isPumpDue;
            isPumpDue = true;
        }
        if (isFirst) {
            stream.execute(this::pump);
        }
    }

    @Override
    public void onEnd(Runnable action) {
        synchronized (this) {
            if (!isEnded) {
                if (endActions == null) {
                    endActions = new ArrayList<>(1);
                }
                endActions.add(action);
                return;
            }
        }
        action.run();
    }

    /** Passes all pieces to the socket. */
    private void pump() {
        Queue<byte[]> pieces;
        boolean isLast;
        synchronized (this) {
            isPumpDue = false;
            if (isEnded) {
                return;
            }
            pieces = queue;
            queue = null;
            isLast = isClosing;
        }
        if (pieces != null) {
            unwritten += pieces.size();
            pieces.forEach(piece -> stream.writeLater(exchange, piece, this::written));
            stream.flush();
        }
        if (isLast) {
            stream.end(exchange);
            finish();
        } else if (unwritten > maxQueued) {
            cutOff();
        }
    }

    private void written() {
        unwritten--;
    }

    private void cutOff() {
        stream.cutOff("the client of a stream did not read fast enough: more than " + maxQueued
                + " pieces were waiting; its connection was closed");
        finish();
    }

    /** Called by the event loop when the client has left. */
    void disconnected() {
        finish();
        stream.close();
    }

    /** Ends the stream and has its end actions run, which may wait for locks. */
    private void finish() {
        List<Runnable> actions;
        synchronized (this) {
            if (isEnded) {
                return;
            }
            isEnded = true;
            queue = null;
            actions = endActions == null ? List.of() : endActions;
            endActions = null;
        }
        actions.forEach(stream::handOver);
    }
}
