package dev.lmcp.tools.shell;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The beginning and the end of a command's output. The middle of a long output is left out. Not safe for concurrent use. */
final class CappedOutput {

    private final byte[] head;
    private final byte[] ring;
    private long count;

    CappedOutput(int limit) {
        head = new byte[limit / 2];
        ring = new byte[limit - limit / 2];
    }

    /** Reads to the end. */
    void drain(InputStream in) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            for (int at = 0; at < read; ) {
                at += keep(buffer, at, read);
            }
        }
    }

    /** Keeps a part of the buffer; returns its length. */
    private int keep(byte[] buffer, int from, int to) {
        int length;
        if (count < head.length) {
            length = (int) Math.min(to - from, head.length - count);
            System.arraycopy(buffer, from, head, (int) count, length);
        } else {
            int at = (int) ((count - head.length) % ring.length);
            length = Math.min(to - from, ring.length - at);
            System.arraycopy(buffer, from, ring, at, length);
        }
        count += length;
        return length;
    }

    /** Returns the text, with a note if the middle is left out. Bytes that are not UTF-8 are replaced. */
    String text() {
        if (count <= head.length) {
            return new String(head, 0, (int) count, StandardCharsets.UTF_8);
        }
        long tail = count - head.length;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(head, 0, head.length);
        if (tail <= ring.length) {
            bytes.write(ring, 0, (int) tail);
            return bytes.toString(StandardCharsets.UTF_8);
        }
        int at = (int) (tail % ring.length);
        byte[] end = new byte[ring.length];
        System.arraycopy(ring, at, end, 0, ring.length - at);
        System.arraycopy(ring, 0, end, ring.length - at, at);
        return bytes.toString(StandardCharsets.UTF_8) + "\n[cut: " + (tail - ring.length) + " of " + count
                + " bytes are left out here]\n" + new String(end, StandardCharsets.UTF_8);
    }
}
