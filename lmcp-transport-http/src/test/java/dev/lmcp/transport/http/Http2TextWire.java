package dev.lmcp.transport.http;

import dev.lmcp.verification.transport.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Sends what the text of HTTP/1.1 requests means as streams of HTTP/2, one after the other.
 *
 * <p>A response whose stream is reset because nobody wants the rest of the request has {@code Connection: close} here.
 */
final class Http2TextWire extends Wire {

    private final Socket socket;
    private final Http2Wire wire;
    private final StringBuilder text = new StringBuilder();
    private int stream = -1;
    private Part part = Part.HEAD;
    private long left;
    private boolean isReset;
    private boolean isEnded;

    private enum Part {
        HEAD,
        BODY,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END
    }

    private Http2TextWire(Socket socket) throws IOException {
        super(socket);
        this.socket = socket;
        this.wire = Http2Wire.over(socket);
        wire.setting(4, Integer.MAX_VALUE).window(0, Integer.MAX_VALUE - 65_535);
    }

    static Wire connect(int port, int receiveBuffer) {
        try {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(receiveBuffer);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000);
            return new Http2TextWire(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Wire send(String more) {
        try {
            return sendBytes(more.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            // The server has reset the stream, as it may close a connection of HTTP/1.1.
            return this;
        }
    }

    @Override
    public Wire sendBytes(byte[] bytes) throws IOException {
        if (isReset) {
            throw new IOException("the server has reset the stream");
        }
        text.append(new String(bytes, StandardCharsets.ISO_8859_1));
        try {
            while (step()) {}
        } catch (IOException e) {
            isReset = true;
            throw e;
        }
        return this;
    }

    /** Sends the next part if all of it is there, or what there is of a body. */
    private boolean step() throws IOException {
        return switch (part) {
            case HEAD -> sendHead();
            case BODY -> body();
            case CHUNK_SIZE -> chunkSize();
            case CHUNK -> chunk();
            case CHUNK_END -> line() != null;
        };
    }

    private @Nullable String line() {
        int end = text.indexOf("\r\n");
        if (end < 0) {
            return null;
        }
        String line = text.substring(0, end);
        text.delete(0, end + 2);
        if (part == Part.CHUNK_END) {
            part = isEnded ? Part.HEAD : Part.CHUNK_SIZE;
        }
        return line;
    }

    private boolean sendHead() {
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return false;
        }
        String[] lines = text.substring(0, end).split("\r\n", -1);
        text.delete(0, end + 4);
        part = Part.HEAD;
        String[] fields = fields(lines);
        stream += 2;
        isEnded = part == Part.HEAD;
        wire.headers(stream, isEnded, fields);
        return true;
    }

    private String[] fields(String[] lines) {
        String[] first = lines[0].split(" ", 3);
        List<String> pseudo = new ArrayList<>(List.of(":method", first[0], ":scheme", "http", ":path", first[1]));
        List<String> fields = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            String[] field = lines[i].split(": ", 2);
            String name = field[0].toLowerCase(Locale.ROOT);
            if (name.equals("content-length")) {
                left = Long.parseLong(field[1]);
                part = left == 0 ? Part.HEAD : Part.BODY;
            }
            if (name.equals("transfer-encoding")) {
                part = Part.CHUNK_SIZE;
            } else if (name.equals("host")) {
                pseudo.addAll(List.of(":authority", field[1]));
            } else {
                fields.addAll(List.of(name, field[1]));
            }
        }
        pseudo.addAll(fields);
        return pseudo.toArray(String[]::new);
    }

    private boolean body() throws IOException {
        if (text.isEmpty()) {
            return false;
        }
        int size = (int) Math.min(left, text.length());
        left -= size;
        isEnded = left == 0;
        sendData(size);
        part = isEnded ? Part.HEAD : Part.BODY;
        return true;
    }

    private void sendData(int size) throws IOException {
        byte[] bytes = text.substring(0, size).getBytes(StandardCharsets.ISO_8859_1);
        text.delete(0, size);
        wire.sendSlowly(stream, bytes, isEnded);
    }

    private boolean chunkSize() throws IOException {
        String line = line();
        if (line == null) {
            return false;
        }
        left = Long.parseLong(line, 16);
        part = left == 0 ? Part.CHUNK_END : Part.CHUNK;
        if (left == 0) {
            isEnded = true;
            sendData(0);
        }
        return true;
    }

    private boolean chunk() throws IOException {
        if (text.isEmpty()) {
            return false;
        }
        int size = (int) Math.min(left, text.length());
        left -= size;
        sendData(size);
        part = left == 0 ? Part.CHUNK_END : Part.CHUNK;
        return true;
    }

    @Override
    public Reply reply() {
        boolean isWhole = isEnded;
        Http2Wire.Reply reply = wire.reply(stream);
        Map<String, String> headers = new TreeMap<>(reply.headers());
        if (!isWhole && wire.next(stream, Http2Wire.RST_STREAM).error() == 0) {
            headers.put("connection", "close");
            isReset = true;
        }
        return new Reply(reply.status(), headers, reply.body());
    }

    @Override
    public Reply head() {
        Map<String, String> fields = wire.next(stream, Http2Wire.HEADERS).fields();
        return new Reply(Integer.parseInt(fields.get(":status")), fields, "");
    }

    @Override
    public String nextChunk() {
        return wire.next(stream, Http2Wire.DATA).text();
    }

    /** Reads until the server ends the stream or the connection. */
    @Override
    public boolean isClosedByServer() {
        if (isReset) {
            return true;
        }
        try {
            wire.next(stream, Http2Wire.RST_STREAM);
            return true;
        } catch (UncheckedIOException e) {
            return !(e.getCause() instanceof SocketTimeoutException);
        }
    }

    /** Leaves the stream. The connection goes on. */
    @Override
    public void reset() {
        wire.reset(stream);
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
