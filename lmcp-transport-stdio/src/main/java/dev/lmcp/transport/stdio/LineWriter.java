package dev.lmcp.transport.stdio;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Writes messages on one thread, one message in each line.
 *
 * <p>If the queue is full, a caller of {@link #write} waits. So a client that has stopped reading costs no memory. A thread
 * that writes to a pipe cannot be woken, but a thread that waits for the queue can: it does not wait longer than the writer
 * is open. Safe for concurrent use.
 */
final class LineWriter implements Runnable, AutoCloseable {

    private static final int MAX_WAITING = 16;
    private static final long POLL_MILLIS = 100;
    private static final long END_TIMEOUT_MILLIS = 1_000;

    private final OutputStream out;
    private final Runnable onBroken;
    private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile boolean closed;

    /**
     * Creates a writer. A thread must call {@link #run}.
     *
     * @param onBroken called if the client has closed its end of the stream
     */
    LineWriter(OutputStream out, Runnable onBroken) {
        this.out = new BufferedOutputStream(out);
        this.onBroken = onBroken;
    }

    boolean isClosed() {
        return closed;
    }

    /**
     * Adds a message to the queue.
     *
     * @throws IOException if the message will not be written
     */
    void write(byte[] message) throws IOException {
        boolean isInterrupted = false;
        boolean isQueued = false;
        while (!isQueued && !closed) {
            try {
                isQueued = waiting.offer(message, POLL_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                // the interrupt is for the call that writes; its message must still be written
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
        if (!isQueued) {
            throw new IOException("the stream is closed");
        }
    }

    @Override
    public void run() {
        try {
            while (!closed || !waiting.isEmpty()) {
                byte[] message = waiting.take();
                if (message.length > 0) {
                    out.write(message);
                    out.write('\n');
                }
                if (waiting.isEmpty()) {
                    out.flush();
                }
            }
        } catch (IOException e) {
            closed = true;
            onBroken.run();
        } catch (InterruptedException e) {
            closed = true;
        } finally {
            done.countDown();
        }
    }

    /** Refuses further messages, and waits for a short time until the waiting ones are written. */
    @Override
    public void close() {
        closed = true;
        // wakes the writing thread if it waits for messages
        waiting.offer(new byte[0]);
        try {
            if (!done.await(END_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)) {
                waiting.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
