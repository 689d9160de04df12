package dev.lmcp.tools.sample;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Sends requests as bytes, so that they can be malformed in any way. */
final class Http {

    private final URI server;

    /** A response. */
    record Reply(int status, Map<String, String> headers, String body) {

        String everything() {
            return headers + "\n" + body;
        }
    }

    Http(URI server) {
        this.server = server;
    }

    Request post(String body) {
        return new Request("POST", "/mcp", new ArrayList<>(), body)
                .with("Content-Type", "application/json")
                .with("Accept", "application/json, text/event-stream");
    }

    Request request(String method, String path) {
        return new Request(method, path, new ArrayList<>(), "");
    }

    /** A request that is being built. */
    final class Request {

        private final String method;
        private final String path;
        private final List<String> lines;
        private final String body;
        private String host = "127.0.0.1";

        private Request(String method, String path, List<String> lines, String body) {
            this.method = method;
            this.path = path;
            this.lines = lines;
            this.body = body;
        }

        Request with(String name, String value) {
            lines.add(name + ": " + value);
            return this;
        }

        Request without(String name) {
            lines.removeIf(line -> line.startsWith(name + ":"));
            return this;
        }

        Request at(String newHost) {
            host = newHost;
            return this;
        }

        Reply send() throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            if (bytes.length > 0) {
                lines.add("Content-Length: " + bytes.length);
            }
            return sendHeadAnd(bytes);
        }

        /** Announces a body and sends it until the server responds. */
        Reply announce(long length) throws IOException {
            lines.add("Content-Length: " + length);
            return sendHeadAnd(body.getBytes(StandardCharsets.UTF_8));
        }

        private Reply sendHeadAnd(byte[] bytes) throws IOException {
            try (Socket socket = new Socket(server.getHost(), server.getPort())) {
                socket.setSoTimeout(10_000);
                String head = method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\n"
                        + String.join(
                                "", lines.stream().map(line -> line + "\r\n").toList()) + "\r\n";
                try {
                    socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
                    socket.getOutputStream().write(bytes);
                } catch (SocketException e) {
                    // The server has already responded.
                }
                return read(socket.getInputStream());
            }
        }
    }

    private static Reply read(InputStream in) throws IOException {
        int status = Integer.parseInt(line(in).substring(9, 12));
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).trim());
        }
        return new Reply(status, headers, new String(body(in, headers), StandardCharsets.UTF_8));
    }

    private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
        if (!headers.containsKey("transfer-encoding")) {
            return in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            body.write(in.readNBytes(size));
            line(in);
        }
        return body.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the server closed after '" + line + "'");
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }
}
