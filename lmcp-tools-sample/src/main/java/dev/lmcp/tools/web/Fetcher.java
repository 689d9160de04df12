package dev.lmcp.tools.web;

import dev.lmcp.Call;
import dev.lmcp.ToolException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Fetches pages, with at most five redirects. Each redirect is checked like the first URL. No cookies, no credentials. */
final class Fetcher {

    private static final int MAX_REDIRECTS = 5;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final Guard guard;
    private final Sockets sockets;

    Fetcher(Guard guard, Sockets sockets) {
        this.guard = guard;
        this.sockets = sockets;
    }

    /**
     * A request.
     *
     * @param maxBytes the number of bytes of the body to read at most
     * @param timeout the timeout for the request and its redirects
     */
    record Request(String method, URI uri, String userAgent, String accept, int maxBytes, Duration timeout) {}

    /** A page, and the URL after all redirects. */
    record Page(URI uri, HttpReader.Head head, HttpReader.Body body) {}

    /**
     * Fetches a page and follows redirects.
     *
     * @throws ToolException if there is no response, with a message for the model
     */
    Page fetch(Request request, Call call) {
        long end = System.nanoTime() + request.timeout().toNanos();
        URI uri = request.uri();
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            Page page = send(request, guard.admit(uri), end, call);
            Optional<String> location = page.head().field("location");
            if (!REDIRECTS.contains(page.head().status()) || location.isEmpty()) {
                return page;
            }
            uri = next(uri, location.get());
        }
        throw new ToolException("'" + request.uri() + "' redirects more than " + MAX_REDIRECTS + " times");
    }

    private static URI next(URI from, String location) {
        URI to = Guard.parse(location);
        try {
            // The path stays the same (RFC 3986 §5.4), but the JDK would drop its last name.
            boolean isSamePath = to.getScheme() == null
                    && to.getRawAuthority() == null
                    && to.getRawPath().isEmpty()
                    && to.getRawQuery() != null;
            return isSamePath ? URI.create(withoutQuery(from) + location.strip()) : from.resolve(to);
        } catch (IllegalArgumentException e) {
            throw new ToolException("'" + from + "' redirects to a malformed URL");
        }
    }

    private static String withoutQuery(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
    }

    private Page send(Request request, Guard.Target target, long end, Call call) {
        Duration left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
        try (Sockets.Connection connection = sockets.open(target, left, call)) {
            Socket socket = connection.socket();
            socket.getOutputStream().write(head(request, target).getBytes(StandardCharsets.US_ASCII));
            HttpReader reader = new HttpReader(new BufferedInputStream(socket.getInputStream()));
            HttpReader.Head head = reader.head();
            return new Page(target.uri(), head, body(request, reader, head));
        } catch (IOException e) {
            throw failure(request, target, end, call, e);
        }
    }

    private static HttpReader.Body body(Request request, HttpReader reader, HttpReader.Head head) throws IOException {
        boolean isRedirect =
                REDIRECTS.contains(head.status()) && head.field("location").isPresent();
        if (isRedirect || request.method().equals("HEAD")) {
            return new HttpReader.Body(new byte[0], false);
        }
        // The body is not decoded: a small body could become very large, and the request did not allow an encoding.
        if (!head.field("content-encoding").orElse("identity").equalsIgnoreCase("identity")) {
            throw new ToolException("the server uses a content encoding that was not requested");
        }
        return reader.body(head, request.maxBytes());
    }

    private static String head(Request request, Guard.Target target) {
        URI uri = URI.create(target.uri().toASCIIString());
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : '?' + uri.getRawQuery();
        String port = uri.getPort() > 0 ? ":" + uri.getPort() : "";
        return request.method() + ' ' + path + query + " HTTP/1.1\r\nHost: " + target.host() + port + "\r\nUser-Agent: "
                + request.userAgent() + "\r\nAccept: " + request.accept()
                + "\r\nAccept-Encoding: identity\r\nConnection: close\r\n\r\n";
    }

    private static ToolException failure(Request request, Guard.Target target, long end, Call call, IOException e) {
        String subject = "'" + target.uri() + "' ";
        if (call.isCancelled()) {
            return new ToolException("the call was cancelled");
        }
        if (System.nanoTime() - end > 0) {
            return new ToolException(
                    subject + "did not answer within " + request.timeout().toSeconds() + " s");
        }
        return new ToolException(subject + "cannot be read: " + reason(e));
    }

    /** Returns a reason that is useful for a model. The JDK's own messages are not shown to it. */
    private static String reason(IOException failure) {
        if (failure instanceof java.net.ProtocolException && failure.getMessage() != null) {
            return failure.getMessage();
        }
        if (failure instanceof javax.net.ssl.SSLException) {
            return "there is no trusted encrypted connection";
        }
        return failure instanceof java.net.ConnectException || failure instanceof java.net.SocketTimeoutException
                ? "the connection is not accepted"
                : "the connection was lost";
    }
}
