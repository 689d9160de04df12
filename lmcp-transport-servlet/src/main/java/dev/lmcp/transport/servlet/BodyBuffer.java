package dev.lmcp.transport.servlet;

import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * The bytes of a body so far; it grows with what has arrived, never with what was announced.
 *
 * <p>Not safe for concurrent use.
 */
final class BodyBuffer {

    private static final int FIRST = 16 * 1024;

    private final int max;
    private byte[] bytes;
    private int count;

    /**
     * Creates an empty one.
     *
     * @param announced the Content-Length, or a negative number where there is none
     * @param max the largest body accepted
     */
    BodyBuffer(long announced, int max) {
        this.max = max;
        long known = announced < 0 ? FIRST : announced;
        this.bytes = new byte[(int) Math.min(Math.min(known, FIRST), max)];
    }

    /** Reads once, at most as much as fits; returns what the stream returned. */
    int readFrom(ServletInputStream in) throws IOException {
        if (count == bytes.length) {
            // One more than the largest body, so that a larger one shows.
            bytes = Arrays.copyOf(bytes, (int) Math.min(Math.max(2L * bytes.length, 512), max + 1L));
        }
        int read = in.read(bytes, count, bytes.length - count);
        count += Math.max(read, 0);
        return read;
    }

    int count() {
        return count;
    }

    boolean isTooLarge() {
        return count > max;
    }

    byte[] toBytes() {
        return count == bytes.length ? bytes : Arrays.copyOf(bytes, count);
    }
}
