package dev.lmcp.transport.stdio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Splits a stream of bytes into lines.
 *
 * <p>A line ends with LF, CRLF or the end of the stream. Blank lines are skipped. Only the beginning of a line that is too
 * long is kept. The bytes are not decoded. Not safe for concurrent use.
 */
final class LineReader {

    private final InputStream in;
    private final byte[] buffer = new byte[16 * 1024];
    private int position;
    private int end;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** Returns the next line without its end. If it is longer than {@code max} bytes, returns its first {@code max + 1}. */
    Optional<byte[]> next(int max) throws IOException {
        while (fill()) {
            byte[] line = line(max);
            if (!isBlank(line)) {
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    private byte[] line(int max) throws IOException {
        // a new buffer for each line, so that a long line does not keep its memory
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean isComplete = false;
        while (!isComplete && fill()) {
            int stop = lineFeed();
            int found = stop - position;
            // one byte above the limit shows that the line is too long; one more byte may be the CR of a CRLF
            line.write(buffer, position, (int) Math.min(found, max + 2L - line.size()));
            isComplete = stop < end;
            position = isComplete ? stop + 1 : end;
        }
        return trimmed(line.toByteArray(), max);
    }

    private static byte[] trimmed(byte[] line, int max) {
        int length = line.length;
        if (length > 0 && line[length - 1] == '\r') {
            length--;
        }
        length = (int) Math.min(length, max + 1L);
        return length == line.length ? line : java.util.Arrays.copyOf(line, length);
    }

    private int lineFeed() {
        int at = position;
        while (at < end && buffer[at] != '\n') {
            at++;
        }
        return at;
    }

    /** Waits for bytes if the buffer is empty; returns false at the end of the stream. */
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
