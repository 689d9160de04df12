package dev.lmcp.transport.servlet;

import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * The bytes of a body so far; from 16 KiB on it takes at most four times as much memory as has arrived.
 *
 * <p>Not safe for concurrent use.
 */
final class BodyBuffer {

    private static final int FIRST = 16 * 1024;

    /** A large body is copied seldom on its way. */
    private static final int GROWTH = 4;

    private final long announced;
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
        this.announced = announced;
        this.max = max;
        this.bytes = new byte[(int) Math.min(FIRST, most())];
    }

    /** Reads once, at most as much as fits; returns how much that was, or −1 where the body has ended. */
    int readFrom(ServletInputStream in) throws IOException {
        if (count == announced) {
            return readPastTheEnd(in);
        }
        if (count == bytes.length) {
            grow();
        }
        int read = in.read(bytes, count, bytes.length - count);
        count += Math.max(read, 0);
        return read;
    }

    /** Nothing comes there, unless a filter before this one unpacks what it was announced as packed. */
    private int readPastTheEnd(ServletInputStream in) throws IOException {
        int next = in.read();
        if (next < 0) {
            return -1;
        }
        if (count == bytes.length) {
            grow();
        }
        bytes[count++] = (byte) next;
        return 1;
    }

    private void grow() {
        bytes = Arrays.copyOf(bytes, (int) Math.min((long) GROWTH * bytes.length, most()));
    }

    /** As long as the body can be, and one more than the largest, so that a larger one shows. */
    private long most() {
        return count < announced ? Math.min(announced, max + 1L) : max + 1L;
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
