package dev.lmcp.transport.stdio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Cuts a stream of bytes into lines.
 *
 * <p>A line ends with LF, CRLF, or the stream; blank ones are passed over. Of a line that is too long only the beginning
 * is kept. What the bytes mean is not looked at. Not safe for concurrent use.
 */
final class LineReader {

    private final InputStream in;
    private final byte[] buffer = new byte[16 * 1024];
    private int position;
    private int end;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** Returns the next line without its end, of one longer than {@code most} its first {@code most + 1} bytes. */
    Optional<byte[]> next(int most) throws IOException {
        while (fill()) {
            byte[] line = line(most);
            if (!isBlank(line)) {
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    private byte[] line(int most) throws IOException {
        // a new one each time, so that one long line does not keep its room
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean complete = false;
        while (!complete && fill()) {
            int stop = lineFeed();
            int found = stop - position;
            // one byte more than the limit tells that there were more, and another one may be the CR of a CRLF
            line.write(buffer, position, (int) Math.min(found, most + 2L - line.size()));
            complete = stop < end;
            position = complete ? stop + 1 : end;
        }
        return trimmed(line.toByteArray(), most);
    }

    private static byte[] trimmed(byte[] line, int most) {
        int length = line.length;
        if (length > 0 && line[length - 1] == '\r') {
            length--;
        }
        length = (int) Math.min(length, most + 1L);
        return length == line.length ? line : java.util.Arrays.copyOf(line, length);
    }

    private int lineFeed() {
        int at = position;
        while (at < end && buffer[at] != '\n') {
            at++;
        }
        return at;
    }

    /** Waits for bytes where there are none left; returns false at the end of the stream. */
    private boolean fill() throws IOException {
        if (position == end) {
            position = 0;
            end = Math.max(0, in.read(buffer));
        }
        return position < end;
    }

    private static boolean isBlank(byte[] line) {
        for (byte one : line) {
            if (one != ' ' && one != '\t' && one != '\r') {
                return false;
            }
        }
        return true;
    }
}
