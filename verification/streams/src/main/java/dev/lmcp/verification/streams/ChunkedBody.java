package dev.lmcp.verification.streams;

import java.io.IOException;
import java.io.InputStream;

/** A body in chunks. */
final class ChunkedBody extends InputStream {

    private final InputStream in;
    private long left;
    private boolean begun;
    private boolean over;

    ChunkedBody(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        if (!advance()) {
            return -1;
        }
        left--;
        return in.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (!advance()) {
            return -1;
        }
        int read = in.read(bytes, offset, (int) Math.min(length, left));
        left -= Math.max(read, 0);
        return read;
    }

    private boolean advance() throws IOException {
        if (left == 0 && !over) {
            if (begun) {
                Wire.line(in);
            }
            begun = true;
            String size = Wire.line(in);
            // Nothing at all: the connection has ended without the last chunk.
            left = size.isEmpty() ? 0 : Long.parseLong(size, 16);
            over = left == 0;
            if (over && !size.isEmpty()) {
                Wire.line(in);
            }
        }
        return !over;
    }
}
