package dev.lmcp.verification.streams;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body of a length that is known. */
final class FixedBody extends FilterInputStream {

    private long left;

    FixedBody(InputStream in, long length) {
        super(in);
        this.left = length;
    }

    @Override
    public int read() throws IOException {
        if (left == 0) {
            return -1;
        }
        int read = super.read();
        left--;
        return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        int read = super.read(bytes, offset, (int) Math.min(length, left));
        left -= Math.max(read, 0);
        return read;
    }
}
