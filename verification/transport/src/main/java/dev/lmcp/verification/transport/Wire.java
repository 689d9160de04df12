package dev.lmcp.verification.transport;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * An HTTP/1.1 client that sends exactly the given bytes at once.
 *
 * <p>A subclass may send what the bytes mean by another version of HTTP.
 */
public class Wire implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;
    private boolean isInChunks;

    /** A response. A bar separates the lines of one header field; the chunks of a body are joined. */
    public record Reply(int status, Map<String, String> headers, String body) {}

    protected Wire(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    public static Wire to(int port) {
        return to(port, 64 * 1024);
    }

    public static Wire to(int port, int receiveBuffer) {
        try {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(receiveBuffer);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(20_000);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000);
            return new Wire(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Uses a connected socket, such as a TLS socket. */
    public static Wire over(Socket socket) {
        try {
            socket.setSoTimeout(20_000);
            return new Wire(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Wire send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Wire sendBytes(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    public static String post(String body) {
        return head(body.length()) + body;
    }

    public static String head(long length) {
        return "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + length + "\r\n\r\n";
    }

    public static String chunkedHead() {
        return "POST /mcp HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";
    }

    public static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    public Reply reply() {
        Reply head = head();
        try {
            return new Reply(head.status(), head.headers(), body(head));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String body(Reply head) throws IOException {
        if (head.headers().containsKey("transfer-encoding")) {
            StringBuilder body = new StringBuilder();
            for (String chunk = nextChunk(); !chunk.isEmpty(); chunk = nextChunk()) {
                body.append(chunk);
            }
            return body.toString();
        }
        return exactly(Integer.parseInt(head.headers().getOrDefault("content-length", "0")));
    }

    public Reply head() {
        try {
            String first = line();
            Map<String, String> headers = new TreeMap<>();
            for (String line = line(); !line.isEmpty(); line = line()) {
                int colon = line.indexOf(':');
                headers.merge(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).trim(),
                        (one, more) -> one + " | " + more);
            }
            return new Reply(Integer.parseInt(first.substring(9, 12)), headers, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the next chunk, empty at the end of the body. */
    public String nextChunk() {
        try {
            // Some servers send the line end of a chunk with the next chunk.
            if (isInChunks) {
                line();
            }
            isInChunks = true;
            String text = exactly(Integer.parseInt(line(), 16));
            if (text.isEmpty()) {
                line();
                isInChunks = false;
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads until the server closes or resets the connection; returns whether it did. */
    public boolean isClosedByServer() {
        try {
            in.transferTo(OutputStream.nullOutputStream());
            return true;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private String exactly(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException("the server closed after " + bytes.length + " of " + count + " bytes");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the server closed after '" + line + "'");
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    /** Resets the connection. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Ends the client's own side of the connection. */
    public void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** Closes the connection, as a client does that needs no response. */
    public void disconnect() {
        close();
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
