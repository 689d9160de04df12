package dev.lmcp.transport.servlet;

import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * The bytes of a body so far: at most four times as much memory as has arrived, and no more than was announced.
 *
 * <p>Not safe for concurrent use.
 */
final class BodyBuffer {

    private static final int FIRST = 16 * 1024;

    /** A large body is copied seldom on its way, and a small one costs little. */
    private static final int GROWTH = 4;

    private final int most;
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
        // one more than the largest body, so that a larger one shows
        this.most = (int) Math.min(announced < 0 ? Long.MAX_VALUE : announced, max + 1L);
        this.bytes = new byte[Math.min(FIRST, most)];
    }

    /** Reads once, at most as much as fits; returns how much that was, or −1 where the body has ended. */
    int readFrom(ServletInputStream in) throws IOException {
        if (count == most) {
            return in.read() < 0 ? -1 : 0;
        }
        if (count == bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min((long) GROWTH * bytes.length, most));
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
