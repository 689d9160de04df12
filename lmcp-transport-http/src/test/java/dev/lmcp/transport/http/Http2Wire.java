package dev.lmcp.transport.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A client of HTTP/2 that sends exactly the given frames. It acknowledges nothing by itself. */
final class Http2Wire implements AutoCloseable {

    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int PRIORITY = 2;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;

    static final int END_STREAM = 1;
    static final int ACK = 1;
    static final int END_HEADERS = 4;

    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Socket socket;
    private final DataInputStream in;
    private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder(false);
    private final Queue<Frame> skipped = new ArrayDeque<>();
    private final Map<Integer, Integer> windows = new HashMap<>();

    /** A frame as it came. */
    record Frame(int type, int flags, int stream, byte[] payload, Map<String, String> fields) {

        boolean isLast() {
            return (type == DATA || type == HEADERS) && (flags & END_STREAM) != 0;
        }

        /** Returns the error code of RST_STREAM or GOAWAY. */
        int error() {
            return ByteBuffer.wrap(payload).getInt(type == GOAWAY ? 4 : 0);
        }

        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }
    }

    /** A whole response. */
    record Reply(int status, Map<String, String> headers, String body) {}

    private Http2Wire(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
    }

    /** Connects, and sends the preface with empty settings. */
    static Http2Wire to(int port) {
        return to(port, 64 * 1024);
    }

    static Http2Wire to(int port, int receiveBuffer) {
        try {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(receiveBuffer);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000);
            return over(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Uses a connected socket, such as a TLS socket. */
    static Http2Wire over(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(20_000);
        Http2Wire wire = new Http2Wire(socket);
        wire.sendBytes(PREFACE);
        return wire.frame(SETTINGS, 0, 0);
    }

    Http2Wire sendBytes(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytesOf(int type, int flags, int stream, byte... payload) {
        return ByteBuffer.allocate(9 + payload.length)
                .putInt(payload.length << 8 | type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    Http2Wire frame(int type, int flags, int stream, byte... payload) {
        return sendBytes(bytesOf(type, flags, stream, payload));
    }

    Http2Wire data(int stream, String text, boolean isLast) {
        return frame(DATA, isLast ? END_STREAM : 0, stream, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Sends data as the windows of the server allow it.
     *
     * @throws IOException if the server has reset the stream
     */
    void sendSlowly(int stream, byte[] bytes, boolean isLast) throws IOException {
        int at = 0;
        do {
            int size = Math.min(Math.min(bytes.length - at, 16_384), Math.min(window(0), window(stream)));
            if (size > 0 || bytes.length == 0) {
                boolean isEnd = at + size == bytes.length && isLast;
                frame(DATA, isEnd ? END_STREAM : 0, stream, Arrays.copyOfRange(bytes, at, at + size));
                windows.merge(0, -size, Integer::sum);
                windows.merge(stream, -size, Integer::sum);
                at += size;
            } else {
                skip(read());
            }
            if (skipped.stream().anyMatch(frame -> frame.stream() == stream && frame.type() == RST_STREAM)) {
                throw new IOException("the server has reset the stream");
            }
        } while (at < bytes.length);
    }

    private void skip(Frame frame) {
        if (frame.type() != WINDOW_UPDATE) {
            skipped.add(frame);
        }
    }

    private int window(int stream) {
        return windows.getOrDefault(stream, 0) + 65_535;
    }

    Http2Wire reset(int stream) {
        return frame(RST_STREAM, 0, stream, int32(8));
    }

    Http2Wire window(int stream, int bytes) {
        return frame(WINDOW_UPDATE, 0, stream, int32(bytes));
    }

    /** Sets one setting (RFC 9113 §6.5.2). */
    Http2Wire setting(int id, int value) {
        return frame(
                SETTINGS,
                0,
                0,
                ByteBuffer.allocate(6).putShort((short) id).putInt(value).array());
    }

    static byte[] int32(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    /** Sends the head of a POST whose body follows. */
    Http2Wire post(int stream, String... more) {
        return headers(stream, false, with(more));
    }

    /** Sends a whole POST. */
    Http2Wire post(int stream, byte[] body) {
        return post(stream).frame(DATA, END_STREAM, stream, body);
    }

    Http2Wire get(int stream) {
        return headers(stream, true, ":method", "GET", ":scheme", "http", ":path", "/mcp", ":authority", "localhost");
    }

    private static String[] with(String... more) {
        String[] all = new String[8 + more.length];
        String[] usual = {":method", "POST", ":scheme", "http", ":path", "/mcp", ":authority", "localhost"};
        System.arraycopy(usual, 0, all, 0, 8);
        System.arraycopy(more, 0, all, 8, more.length);
        return all;
    }

    Http2Wire headers(int stream, boolean isLast, String... fields) {
        return frame(HEADERS, END_HEADERS | (isLast ? END_STREAM : 0), stream, block(fields));
    }

    /** Encodes fields as literals without a table (RFC 7541 §6.2.2). */
    static byte[] block(String... fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < fields.length; i += 2) {
            out.write(0);
            literal(out, fields[i]);
            literal(out, fields[i + 1]);
        }
        return out.toByteArray();
    }

    private static void literal(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        int rest = bytes.length;
        if (rest < 127) {
            out.write(rest);
        } else {
            out.write(127);
            for (rest -= 127; rest >= 128; rest >>= 7) {
                out.write((rest & 127) | 128);
            }
            out.write(rest);
        }
        out.writeBytes(bytes);
    }

    /** Returns the next frame of a stream except a window update, or GOAWAY. Frames of other streams are kept. */
    Frame next(int stream) {
        try {
            for (Frame frame : skipped) {
                if (frame.stream() == stream) {
                    skipped.remove(frame);
                    return frame;
                }
            }
            while (true) {
                Frame frame = read();
                if (frame.type() != WINDOW_UPDATE && (frame.stream() == stream || frame.type() == GOAWAY)) {
                    return frame;
                }
                skip(frame);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a frame of the connection of this type. */
    Frame next(int stream, int type) {
        Frame frame = next(stream);
        while (frame.type() != type) {
            frame = next(stream);
        }
        return frame;
    }

    private Frame read() throws IOException {
        int head = in.readInt();
        int flags = in.readUnsignedByte();
        int stream = in.readInt();
        byte[] payload = in.readNBytes(head >>> 8);
        if (payload.length < head >>> 8) {
            throw new EOFException("the server closed within a frame");
        }
        int type = head & 255;
        if (type == WINDOW_UPDATE) {
            windows.merge(stream, ByteBuffer.wrap(payload).getInt(), Integer::sum);
        }
        return new Frame(type, flags, stream, payload, type == HEADERS ? decode(stream, payload) : Map.of());
    }

    /** Decodes a block. They must be decoded in their order, because each may change the table. */
    private Map<String, String> decode(int stream, byte[] block) {
        try {
            Map<String, String> fields = new TreeMap<>();
            Http2Headers decoded = decoder.decodeHeaders(stream, Unpooled.wrappedBuffer(block));
            decoded.forEach(field ->
                    fields.merge(field.getKey().toString(), field.getValue().toString(), (a, b) -> a + " | " + b));
            return fields;
        } catch (Http2Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads a response to its end. */
    Reply reply(int stream) {
        Frame head = next(stream);
        if (head.type() != HEADERS) {
            throw new IllegalStateException("frame " + head.type() + " came instead of a head, error " + head.error());
        }
        Map<String, String> headers = head.fields();
        StringBuilder body = new StringBuilder();
        for (Frame frame = head; !frame.isLast(); ) {
            frame = next(stream);
            if (frame.type() != DATA) {
                throw new IllegalStateException("frame " + frame.type() + " came within a body");
            }
            body.append(frame.text());
        }
        return new Reply(Integer.parseInt(headers.get(":status")), headers, body.toString());
    }

    /** Reads until the server closes; returns the error of its GOAWAY, or null if it did not close or sent none. */
    @Nullable
    Integer goAway() {
        Integer error = null;
        try {
            while (true) {
                Frame frame = read();
                error = frame.type() == GOAWAY ? Integer.valueOf(frame.error()) : error;
            }
        } catch (EOFException | SocketException e) {
            return error;
        } catch (SocketTimeoutException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isClosedByServer() {
        try {
            in.transferTo(OutputStream.nullOutputStream());
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** Closes the connection, as a client does that needs no response. */
    void disconnect() {
        close();
    }

    /** Resets the connection. */
    void resetConnection() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
