package dev.lmcp.transport.servlet;

import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * The bytes of a body that have arrived.
 *
 * <p>Above 16 KiB, it uses at most four times as much memory as bytes have arrived. Not safe for concurrent use.
 */
final class BodyBuffer {

    private static final int INITIAL_SIZE = 16 * 1024;

    /** The factor of growth; it is large, so that a large body is rarely copied. */
    private static final int GROWTH = 4;

    private final long announced;
    private final int max;
    private byte[] bytes;
    private int count;

    /**
     * Creates an empty buffer.
     *
     * @param announced the Content-Length, or a negative number if there is none
     * @param max the size of the largest body that is accepted
     */
    BodyBuffer(long announced, int max) {
        this.announced = announced;
        this.max = max;
        this.bytes = new byte[(int) Math.min(INITIAL_SIZE, maxLength())];
    }

    /** Reads once; returns the number of bytes, or −1 at the end of the body. */
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

    /** Reads after the announced length. There are bytes only if a filter has decompressed the body. */
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
        bytes = Arrays.copyOf(bytes, (int) Math.min((long) GROWTH * bytes.length, maxLength()));
    }

    /** The maximum length to read: one byte more than the largest body, so that a larger body is noticed. */
    private long maxLength() {
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
