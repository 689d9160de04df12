package dev.lmcp.auth.oauth.http;

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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP proxy that connects to one port of this machine, whatever it is asked for. The test must close it. */
final class FakeProxy implements AutoCloseable {

    /** The heads of all requests so far. */
    final List<String> requests = Collections.synchronizedList(new ArrayList<>());

    /** The response to CONNECT, which opens the tunnel if it begins with this status. */
    volatile String response = "HTTP/1.1 200 Connection established\r\nVia: fake\r\n\r\n";

    private final int target;
    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    FakeProxy(int target) {
        this.target = target;
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        threads.execute(this::accept);
    }

    int port() {
        return socket.getLocalPort();
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

    private void serve(Socket client) {
        try (client) {
            String head = head(client.getInputStream());
            requests.add(head);
            if (!head.startsWith("CONNECT ")) {
                forward(client, head);
                return;
            }
            client.getOutputStream().write(response.getBytes(StandardCharsets.US_ASCII));
            if (response.startsWith("HTTP/1.1 200")) {
                forward(client, "");
            }
        } catch (IOException clientLeft) {
            System.getLogger("test").log(System.Logger.Level.DEBUG, "a client went away", clientLeft);
        }
    }

    private void forward(Socket client, String head) throws IOException {
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            // The request line of a proxy has the whole URL, and that of a server only the path.
            String direct = head.replaceFirst(" http://[^/ ]+", " ");
            server.getOutputStream().write(direct.getBytes(StandardCharsets.US_ASCII));
            threads.execute(() -> copy(client, server));
            server.getInputStream().transferTo(client.getOutputStream());
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException ended) {
            System.getLogger("test").log(System.Logger.Level.DEBUG, "a tunnel ended", ended);
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
        }
        return head.toString();
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
