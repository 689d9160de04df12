package dev.lmcp.tools.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads one HTTP/1.1 response (RFC 9112), and a limited part of its body. Not safe for concurrent use.
 *
 * <p>It is not a complete client: a connection has one request, and every unusual response is an error.
 */
final class HttpReader {

    private static final int MAX_LINE_LENGTH = 16 * 1024;
    private static final int MAX_HEAD_BYTES = 64 * 1024;
    private static final int MAX_INTERIM = 10;

    private final InputStream in;
    private int headBytes;

    HttpReader(InputStream in) {
        this.in = in;
    }

    /** The status and the header fields. If a field occurs several times, the first one counts. */
    record Head(int status, Map<String, String> fields) {

        Optional<String> field(String name) {
            return Optional.ofNullable(fields.get(name));
        }
    }

    /** The body or its beginning. */
    record Body(byte[] bytes, boolean truncated) {}

    /** Reads the head of the response, and skips interim responses. */
    Head head() throws IOException {
        for (int interim = 0; interim < MAX_INTERIM; interim++) {
            int status = status(line());
            Map<String, String> fields = fields();
            if (status >= 200 || status == 101) {
                return new Head(status, fields);
            }
        }
        throw new ProtocolException("the server sends too many interim responses");
    }

    private static int status(String line) throws ProtocolException {
        if (!line.matches("HTTP/1\\.[01] [1-5]\\d\\d( .*)?")) {
            throw new ProtocolException("the server does not answer in HTTP/1.1");
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    private Map<String, String> fields() throws IOException {
        Map<String, String> fields = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon <= 0) {
                throw new ProtocolException("the response has a header field without a name");
            }
            fields.putIfAbsent(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return fields;
    }

    /** Reads the body to its end, but at most {@code maxBytes} bytes. */
    Body body(Head head, int maxBytes) throws IOException {
        if (head.status() == 204 || head.status() == 304) {
            return new Body(new byte[0], false);
        }
        Optional<String> coding = head.field("transfer-encoding");
        if (coding.isPresent()) {
            if (!coding.get().equalsIgnoreCase("chunked")) {
                throw new ProtocolException("the server uses a transfer coding that was not requested");
            }
            return chunks(maxBytes);
        }
        Optional<String> length = head.field("content-length");
        if (length.isEmpty()) {
            byte[] bytes = in.readNBytes(maxBytes);
            return new Body(bytes, bytes.length == maxBytes && in.read() >= 0);
        }
        if (!length.get().matches("\\d{1,18}")) {
            throw new ProtocolException("the content length is not a number");
        }
        long announced = Long.parseLong(length.get());
        byte[] bytes = exactly((int) Math.min(maxBytes, announced));
        return new Body(bytes, announced > maxBytes);
    }

    private Body chunks(int maxBytes) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (long size = chunkSize(); size > 0; size = chunkSize()) {
            if (size > maxBytes - body.size()) {
                body.write(exactly(maxBytes - body.size()));
                return new Body(body.toByteArray(), true);
            }
            body.write(exactly((int) size));
            if (!line().isEmpty()) {
                throw new ProtocolException("a chunk is longer than its size");
            }
        }
        return new Body(body.toByteArray(), false);
    }

    private long chunkSize() throws IOException {
        headBytes = 0;
        String size = line().split(";", 2)[0].strip();
        if (!size.matches("[0-9A-Fa-f]{1,15}")) {
            throw new ProtocolException("a chunk has no size");
        }
        return Long.parseLong(size, 16);
    }

    private byte[] exactly(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new ProtocolException("the connection ended within the body");
        }
        return bytes;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new ProtocolException("the connection ended within the head");
            }
            line.write(b);
            if (line.size() > MAX_LINE_LENGTH || ++headBytes > MAX_HEAD_BYTES) {
                throw new ProtocolException("the head is too long");
            }
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
