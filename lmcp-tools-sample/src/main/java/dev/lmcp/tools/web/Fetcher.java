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

/** Asks for pages: at most five redirects, each looked at like the first URL; no cookies, no credentials. */
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
     * What is asked for.
     *
     * @param most how many bytes of the body are wanted
     * @param time how long all of it may take, redirects included
     */
    record Request(String method, URI uri, String userAgent, String accept, int most, Duration time) {}

    /** What came back, and from where in the end. */
    record Page(URI uri, HttpReader.Head head, HttpReader.Body body) {}

    /**
     * Asks, and follows redirects.
     *
     * @throws ToolException where there is no answer, in words for the model
     */
    Page fetch(Request request, Call call) {
        long end = System.nanoTime() + request.time().toNanos();
        URI uri = request.uri();
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            Page page = ask(request, guard.admit(uri), end, call);
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
            // The JDK would drop the last name of the path, which stays (RFC 3986, 5.4).
            boolean samePath = to.getScheme() == null
                    && to.getRawAuthority() == null
                    && to.getRawPath().isEmpty()
                    && to.getRawQuery() != null;
            return samePath ? URI.create(withoutQuery(from) + location.strip()) : from.resolve(to);
        } catch (IllegalArgumentException e) {
            throw new ToolException("'" + from + "' redirects to what is no URL");
        }
    }

    private static String withoutQuery(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
    }

    private Page ask(Request request, Guard.Target target, long end, Call call) {
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
        boolean redirect =
                REDIRECTS.contains(head.status()) && head.field("location").isPresent();
        if (redirect || request.method().equals("HEAD")) {
            return new HttpReader.Body(new byte[0], false);
        }
        // Decoding could make very much out of very little; it was not asked for, either.
        if (!head.field("content-encoding").orElse("identity").equalsIgnoreCase("identity")) {
            throw new ToolException("the server answers in a content encoding that was not asked for");
        }
        return reader.body(head, request.most());
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
        String where = "'" + target.uri() + "' ";
        if (call.isCancelled()) {
            return new ToolException("the call was cancelled");
        }
        if (System.nanoTime() - end > 0) {
            return new ToolException(
                    where + "did not answer within " + request.time().toSeconds() + " s");
        }
        return new ToolException(where + "cannot be read: " + reason(e));
    }

    /** The kinds of failure that a model can do something about; the JDK's own words are not for it. */
    private static String reason(IOException failure) {
        if (failure instanceof java.net.ProtocolException && failure.getMessage() != null) {
            return failure.getMessage();
        }
        if (failure instanceof javax.net.ssl.SSLException) {
            return "no encrypted connection that can be trusted";
        }
        return failure instanceof java.net.ConnectException || failure instanceof java.net.SocketTimeoutException
                ? "nobody accepts the connection"
                : "the connection broke";
    }
}
