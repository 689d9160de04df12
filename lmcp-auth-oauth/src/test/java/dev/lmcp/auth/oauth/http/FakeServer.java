package dev.lmcp.auth.oauth.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ServerSocketFactory;

/** An HTTP server whose responses a test chooses, even broken ones. The test must close it. */
public final class FakeServer implements AutoCloseable {

    /** All requests so far: the head, an empty line, and the body. */
    public final List<String> requests = Collections.synchronizedList(new ArrayList<>());

    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** Writes a whole response, with its status line. */
    public interface Reply {
        void to(OutputStream out) throws IOException;
    }

    public FakeServer() {
        this(ServerSocketFactory.getDefault());
    }

    /** A server with the sockets of this factory, for example for TLS. */
    public FakeServer(ServerSocketFactory sockets) {
        try {
            socket = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        threads.execute(this::accept);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                threads.execute(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            String request = read(new BufferedInputStream(connection.getInputStream()));
            requests.add(request);
            String path = request.substring(request.indexOf(' ') + 1, request.indexOf(" HTTP"));
            replies.getOrDefault(path, out -> send(out, 404, "")).to(connection.getOutputStream());
        } catch (IOException | StringIndexOutOfBoundsException clientLeft) {
            System.getLogger("test").log(System.Logger.Level.DEBUG, "a client went away", clientLeft);
        }
    }

    private static String read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return head.toString();
            }
            head.append((char) next);
        }
        int length = head.toString()
                .lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
        return head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    public int port() {
        return socket.getLocalPort();
    }

    public String url(String path) {
        return "http://localhost:" + port() + path;
    }

    /** The number of requests for a path. */
    public long count(String path) {
        synchronized (requests) {
            return requests.stream()
                    .filter(request -> request.contains(" " + path + " HTTP"))
                    .count();
        }
    }

    public void on(String path, Reply reply) {
        replies.put(path, reply);
    }

    /** Responds with this status, this body and these fields ({@code name: value}). */
    public void on(String path, int status, String body, String... fields) {
        on(path, out -> send(out, status, body, fields));
    }

    public static void send(OutputStream out, int status, String body, String... fields) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Status\r\nConnection: close\r\n");
        List.of(fields).forEach(field -> head.append(field).append("\r\n"));
        head.append("Content-Length: ").append(bytes.length).append("\r\n\r\n");
        out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        out.write(bytes);
        out.flush();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        threads.shutdownNow();
    }
}
