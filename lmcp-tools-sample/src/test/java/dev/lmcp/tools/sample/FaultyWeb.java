package dev.lmcp.tools.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A web server on this machine. Each path has a page with a different fault. */
final class FaultyWeb implements AutoCloseable {

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    FaultyWeb() throws IOException {
        Thread acceptor = new Thread(this::accept, "faulty-web");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                Thread worker = new Thread(() -> serve(socket), "faulty-web-page");
                worker.setDaemon(true);
                worker.start();
            } catch (IOException e) {
                // The server is closed.
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            String target = in.readLine().split(" ", 3)[1];
            String agent = "";
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                agent = line.startsWith("User-Agent: ") ? line.substring(12) : agent;
            }
            String[] parts = target.split("\\?", 2);
            answer(socket.getOutputStream(), parts[0], parts.length > 1 ? parts[1] : "", agent);
        } catch (IOException e) {
            // The client has closed the connection.
        } finally {
            open.remove(socket);
        }
    }

    private void answer(OutputStream out, String path, String query, String agent) throws IOException {
        switch (path) {
            case "/page" ->
                send(
                        out,
                        "200 OK",
                        "Content-Type: text/html; charset=iso-8859-1",
                        "<html><head><title>t</title></head>"
                                + "<body><script>x</script><h1>Gr\u00fc\u00dfe</h1>asked by " + agent
                                + "</body></html>");
            case "/redirect" -> send(out, "302 Found", "Location: " + query.replace("%20", " "), "");
            case "/hops" -> {
                int left = Integer.parseInt(query);
                send(out, "301 Moved", "Location: " + (left > 1 ? "/hops?" + (left - 1) : "/page"), "");
            }
            case "/endless" -> forever(out, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n", "abcdefgh", 0);
            case "/endless-chunks" ->
                forever(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "8\r\nabcdefgh\r\n", 0);
            case "/slow-body" -> forever(out, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n", "a", 100);
            case "/slow-head" -> forever(out, "HTTP/1.1 200 OK\r\nX-Slow: ", "a", 100);
            case "/silent" -> forever(out, "", "", 100);
            case "/gzip" -> send(out, "200 OK", "Content-Encoding: gzip", "bomb");
            case "/binary" -> send(out, "200 OK", "Content-Type: image/png", "\u0089P\u0000");
            case "/garbage" -> out.write("220 smtp.example ESMTP\r\n".getBytes(StandardCharsets.US_ASCII));
            case "/nothing" -> out.flush();
            case "/searx/search" ->
                send(
                        out,
                        "200 OK",
                        "Content-Type: application/json",
                        "{\"results\":[{\"title\":\"First\",\"url\":" + "\"http://first.example/\",\"content\":\""
                                + query + "\"},{\"title\":\"Second\"}]}");
            default -> send(out, "404 Not Found", "Content-Type: text/plain", "not here");
        }
    }

    private static void send(OutputStream out, String status, String field, String body) throws IOException {
        out.write(("HTTP/1.1 " + status + "\r\n" + field + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private void forever(OutputStream out, String begin, String piece, long pauseMillis) throws IOException {
        out.write(begin.getBytes(StandardCharsets.US_ASCII));
        while (!listener.isClosed()) {
            out.write(piece.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            try {
                Thread.sleep(pauseMillis);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
