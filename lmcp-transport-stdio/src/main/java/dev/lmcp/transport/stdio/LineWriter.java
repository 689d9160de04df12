package dev.lmcp.transport.stdio;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Writes messages, each on a line of its own, on one thread.
 *
 * <p>Whoever has a message waits while several are waiting already, so that a reader that has stopped costs no memory;
 * and not for ever, since a thread that writes to a pipe cannot be woken, but one that waits here can. Safe for
 * concurrent use.
 */
final class LineWriter implements Runnable, AutoCloseable {

    private static final int MAX_WAITING = 16;
    private static final long LOOK_MILLIS = 100;
    private static final long END_MILLIS = 1_000;

    private final OutputStream out;
    private final Runnable whenBroken;
    private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile boolean closed;

    /** Creates a writer whose {@link #run} is to be run by a thread, and that tells when nobody reads any more. */
    LineWriter(OutputStream out, Runnable whenBroken) {
        this.out = new BufferedOutputStream(out);
        this.whenBroken = whenBroken;
    }

    boolean isClosed() {
        return closed;
    }

    /**
     * Hands a message over.
     *
     * @throws IOException where it will not be written
     */
    void write(byte[] message) throws IOException {
        boolean interrupted = false;
        boolean taken = false;
        while (!taken && !closed) {
            try {
                taken = waiting.offer(message, LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                // meant for the call that writes; half a conversation would be lost if it were obeyed here
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (!taken) {
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
            whenBroken.run();
        } catch (InterruptedException e) {
            closed = true;
        } finally {
            done.countDown();
        }
    }

    /** Takes no more, and gives what is waiting a moment to be written. */
    @Override
    public void close() {
        closed = true;
        // wakes a thread that waits for messages
        waiting.offer(new byte[0]);
        try {
            if (!done.await(END_MILLIS, TimeUnit.MILLISECONDS)) {
                waiting.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
