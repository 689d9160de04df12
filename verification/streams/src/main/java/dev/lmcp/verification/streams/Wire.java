package dev.lmcp.verification.streams;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One connection, for one thread; reads that take too long throw a {@link java.net.SocketTimeoutException}. */
final class Wire implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket = new Socket();
    private InputStream in = InputStream.nullInputStream();

    Wire(int port) throws IOException {
        this(port, 0);
    }

    /** Connects with a receive buffer of about this size; 0 for the usual one. */
    Wire(int port, int receiveBytes) throws IOException {
        if (receiveBytes > 0) {
            socket.setReceiveBufferSize(receiveBytes);
        }
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    void patience(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Sends a request and reads its whole response. */
    Reply call(Request request) throws IOException {
        send(request.bytes());
        return reply();
    }

    /** Reads a whole response; {@link Reply#NONE} where the connection ends instead. */
    Reply reply() throws IOException {
        Reply head = head();
        if (head.status() == 0 || head.status() == 204 || head.status() == 304) {
            return head;
        }
        byte[] body = body(head).readAllBytes();
        return new Reply(head.status(), head.fields(), new String(body, StandardCharsets.UTF_8));
    }

    /** Reads status and header fields only; those of an interim response are passed over. */
    Reply head() throws IOException {
        String first = line();
        if (first.isEmpty()) {
            return Reply.NONE;
        }
        int status = Integer.parseInt(first.split(" ", 3)[1]);
        Map<String, List<String>> fields = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            fields.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return status < 200 ? head() : new Reply(status, fields, "");
    }

    /** The body that follows such a head. */
    InputStream body(Reply head) {
        if (head.field("transfer-encoding").isPresent()) {
            return new ChunkedBody(in);
        }
        Optional<String> length = head.field("content-length");
        return length.isPresent() ? new FixedBody(in, Long.parseLong(length.get())) : in;
    }

    private String line() throws IOException {
        return line(in);
    }

    /** Reads up to a line feed; without that and a carriage return before it. */
    static String line(InputStream from) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int next = from.read(); next >= 0 && next != '\n'; next = from.read()) {
            if (next != '\r') {
                bytes.write(next);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Vanishes without a farewell: the peer gets a reset. */
    void abort() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
