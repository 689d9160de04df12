package dev.lmcp.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** The body of a response that one thread writes and another one reads. Safe for concurrent use. */
final class BodyPipe {

    private static final byte[] END = new byte[0];

    private final BlockingQueue<byte[]> queue = new LinkedBlockingQueue<>();
    private final List<Runnable> atTheEnd = new ArrayList<>();
    private boolean isEnded;

    /** Adds bytes. Returns false if the body has ended, or the reader has gone. */
    synchronized boolean offer(byte[] bytes) {
        return !isEnded && (bytes.length == 0 || queue.add(bytes));
    }

    /** Ends the body after what was offered. */
    void end() {
        List<Runnable> actions;
        synchronized (this) {
            if (isEnded) {
                return;
            }
            isEnded = true;
            queue.add(END);
            actions = List.copyOf(atTheEnd);
        }
        actions.forEach(Runnable::run);
    }

    /** Runs {@code action} at the end; at once if the body has ended. */
    void onEnd(Runnable action) {
        synchronized (this) {
            if (!isEnded) {
                atTheEnd.add(action);
                return;
            }
        }
        action.run();
    }

    /** Returns what is written, for one reader. To close it tells the writer that the reader has gone. */
    InputStream input() {
        return new Input();
    }

    private final class Input extends InputStream {

        private byte[] current = new byte[0];
        private int at;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            while (at == current.length) {
                if (current == END) {
                    return -1;
                }
                try {
                    current = queue.take();
                    at = 0;
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IOException("interrupted while waiting for a response", e);
                }
            }
            int count = Math.min(length, current.length - at);
            System.arraycopy(current, at, target, offset, count);
            at += count;
            return count;
        }

        @Override
        public void close() {
            end();
        }
    }
}
