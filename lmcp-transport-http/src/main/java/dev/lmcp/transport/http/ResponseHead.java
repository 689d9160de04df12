package dev.lmcp.transport.http;

import dev.lmcp.spi.Headers;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * Writes the head of a response (RFC 9112 §4).
 *
 * @param status the HTTP status
 * @param headers the header fields of the answer
 * @param framing how the client finds the end of the body
 * @param isKeptAlive whether the connection may have another request
 */
record ResponseHead(int status, Headers headers, Framing framing, boolean isKeptAlive) {

    private static final byte[] VERSION = ascii("HTTP/1.1 ");

    /** No client needs the words of a reason, which are optional (RFC 9112 §4). */
    private static final byte[] NO_REASON = ascii(" \r\n");

    private static final byte[] CHUNKED = ascii("Transfer-Encoding: chunked\r\n");
    private static final byte[] CLOSE = ascii("Connection: close\r\n");
    private static final byte[] LENGTH = ascii("Content-Length: ");
    private static final byte[] SEPARATOR = ascii(": ");
    private static final byte[] LINE_END = ascii("\r\n");

    /** The size of the buffer for a head of the usual size. */
    static final int USUAL_SIZE = 512;

    /** How the client finds the end of a body. */
    sealed interface Framing {

        /** The body has this many bytes. */
        record Length(int bytes) implements Framing {}

        /** The body comes in chunks. */
        record Chunks() implements Framing {}

        /** The body ends with the connection, or there is none. */
        record None() implements Framing {}
    }

    void writeTo(ByteBuf out, DateField date) {
        out.writeBytes(VERSION);
        writeText(out, Integer.toString(status));
        out.writeBytes(NO_REASON);
        date.writeTo(out);
        headers.forEach((name, value) -> {
            writeText(out, name);
            out.writeBytes(SEPARATOR);
            writeText(out, value);
            out.writeBytes(LINE_END);
        });
        if (framing instanceof Framing.Length length) {
            out.writeBytes(LENGTH);
            writeText(out, Integer.toString(length.bytes()));
            out.writeBytes(LINE_END);
        } else if (framing instanceof Framing.Chunks) {
            out.writeBytes(CHUNKED);
        }
        if (!isKeptAlive) {
            out.writeBytes(CLOSE);
        }
        out.writeBytes(LINE_END);
    }

    /** Writes text as ISO 8859-1, without what could begin a new line (RFC 9110 §5.5). */
    private static void writeText(ByteBuf out, String text) {
        int length = text.length();
        out.ensureWritable(length);
        for (int i = 0; i < length; i++) {
            out.writeByte(plain(text.charAt(i)));
        }
    }

    /** Returns the byte for a character of a field: a space in place of what could begin a new line (RFC 9110 §5.5). */
    static int plain(char c) {
        return c == '\r' || c == '\n' || c == '\0' ? ' ' : c > 255 ? '?' : c;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
