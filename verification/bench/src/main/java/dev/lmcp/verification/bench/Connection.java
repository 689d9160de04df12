package dev.lmcp.verification.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A connection that is kept, with one request at a time: what a load of many users needs of HTTP/1.1, and no more, so
 * that it takes little processor time. Not safe for concurrent use.
 */
final class Connection implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 30_000;

    private final URI url;
    private final Socket socket;
    private final InputStream in;

    Connection(URI url) throws IOException {
        this.url = url;
        this.socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        this.in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
    }

    /**
     * An answer.
     *
     * @param headers its header fields, by names in lower case
     */
    record Answer(int status, Map<String, String> headers, String body) {}

    Answer post(HttpCall call) throws IOException {
        return send("POST", call);
    }

    /** Sends a request whose answer is not waited for. */
    void begin(String method, HttpCall call) throws IOException {
        socket.getOutputStream().write(call.bytes(method, url));
    }

    Answer send(String method, HttpCall call) throws IOException {
        begin(method, call);
        String status = line();
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        String body = headers.containsKey("transfer-encoding")
                ? chunks()
                : bytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return new Answer(Integer.parseInt(status.substring(9, 12)), headers, body);
    }

    private String chunks() throws IOException {
        StringBuilder body = new StringBuilder();
        int size;
        do {
            size = Integer.parseInt(line().strip(), 16);
            body.append(bytes(size));
            line();
        } while (size > 0);
        return body.toString();
    }

    private String bytes(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException(url + " closed the connection within an answer");
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException(url + " closed the connection instead of an answer");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    /** Resets the connection instead of closing it. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
