package dev.lmcp.transport.http;

import dev.lmcp.spi.Exchange.BlockingStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A response body that blocking threads write.
 *
 * <p>A write returns when the connection has a buffer for the bytes. If the client does not read, the buffer fills, and the
 * next write waits. If the client reads nothing for the write timeout, the connection is closed.
 */
final class ChunkStream implements BlockingStream {

    /** The event loop never waits for the lock, so that a signal may be lost. */
    private static final long MAX_WAIT_MILLIS = 50;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition progress = lock.newCondition();
    private final HttpStream stream;
    private final HttpExchange exchange;
    private boolean isClosed;

    ChunkStream(HttpStream stream, HttpExchange exchange) {
        this.stream = stream;
        this.exchange = exchange;
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        lock.lock();
        try {
            if (isClosed) {
                throw new IOException("the response has ended");
            }
            awaitWritable();
            stream.write(exchange, bytes);
        } finally {
            lock.unlock();
        }
    }

    private void awaitWritable() throws IOException {
        if (!stream.isWritable() && !stream.isInLoop()) {
            awaitRoom();
        }
        if (!stream.isOpen()) {
            isClosed = true;
            throw new IOException("the client has gone");
        }
    }

    /** Waits for room in the buffer. The bytes of one message stay together, so an interrupt is kept for later. */
    private void awaitRoom() throws IOException {
        long timeout = stream.timeouts().write().toNanos();
        long deadline = System.nanoTime() + timeout;
        long left = stream.bytesLeft();
        boolean isInterrupted = false;
        while (stream.isOpen() && !stream.isWritable()) {
            long now = stream.bytesLeft();
            if (now != left) {
                // Nobody else writes, so that the client has taken bytes, or the event loop has counted the last piece.
                left = now;
                deadline = System.nanoTime() + timeout;
            } else if (System.nanoTime() - deadline > 0) {
                isClosed = true;
                stream.cutOff("the client of a stream did not read in time");
                throw new IOException("the client does not read");
            }
            try {
                boolean unused = progress.await(MAX_WAIT_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Called by the event loop when the buffer has room again, or the connection has ended. */
    void progress() {
        if (lock.tryLock()) {
            try {
                progress.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (!isClosed) {
                isClosed = true;
                stream.end(exchange);
            }
        } finally {
            lock.unlock();
        }
    }
}
