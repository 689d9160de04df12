package dev.lmcp.transport.servlet;

import dev.lmcp.spi.Exchange;
import dev.lmcp.spi.Headers;
import dev.lmcp.spi.Peer;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A servlet request and its response as an {@link Exchange}. */
final class ServletExchange implements Exchange {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.http");

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final AsyncCycles cycles;
    private final RequestBody body;
    private @Nullable Headers headers;
    private boolean isWaiting;
    private boolean isAnswered;
    private @Nullable ServletStream stream;
    private @Nullable QueuedStream detached;

    ServletExchange(
            HttpServletRequest request, HttpServletResponse response, AsyncCycles cycles, Duration bodyTimeout) {
        this.request = request;
        this.response = response;
        this.cycles = cycles;
        this.body = new RequestBody(request, response, cycles, bodyTimeout);
    }

    /** Runs one part of the work on this exchange. Afterwards the container may have the request and response back. */
    void run(Consumer<Exchange> work) {
        isWaiting = false;
        boolean isDone = false;
        try {
            work.accept(this);
            isDone = true;
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a request failed: " + method() + " " + path(), e);
        } finally {
            release(isDone);
        }
    }

    private void release(boolean isDone) {
        if (!isWaiting && headers == null) {
            // The container uses the request again, for somebody else.
            headers = Headers.none();
        }
        if (stream != null) {
            stream.close();
        } else if (detached != null) {
            if (!isDone) {
                detached.close();
            }
        } else if (!isAnswered && !isWaiting) {
            EmptyResponse.send(response, 500, true);
        }
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String path() {
        String below = request.getPathInfo();
        String path = below == null ? request.getServletPath() : request.getServletPath() + below;
        return path.isEmpty() ? "/" : path;
    }

    @Override
    public Optional<String> url() {
        return Optional.of(request.getRequestURL().toString());
    }

    @Override
    public Optional<String> query() {
        return Optional.ofNullable(request.getQueryString());
    }

    @Override
    public Headers headers() {
        Headers fields = headers;
        if (fields == null) {
            fields = read(request);
            headers = fields;
        }
        return fields;
    }

    /** Asks the container for one name. A text of each other line would cost more than all that is asked for. */
    @Override
    public List<String> headers(String name) {
        Headers fields = headers;
        if (fields != null) {
            return fields.allValues(name);
        }
        Enumeration<String> lines = request.getHeaders(name);
        if (!lines.hasMoreElements()) {
            return List.of();
        }
        String first = lines.nextElement();
        return lines.hasMoreElements() ? several(first, lines) : List.of(first);
    }

    private static List<String> several(String first, Enumeration<String> others) {
        List<String> values = new ArrayList<>(List.of(first));
        others.asIterator().forEachRemaining(values::add);
        return values;
    }

    private static Headers read(HttpServletRequest request) {
        Headers.Builder fields = Headers.builder();
        Enumeration<String> names = request.getHeaderNames();
        while (names.hasMoreElements()) {
            String name = names.nextElement();
            // A container may list a name twice if it was sent in two spellings; each time it returns all lines.
            if (!fields.contains(name)) {
                request.getHeaders(name).asIterator().forEachRemaining(value -> fields.add(name, value));
            }
        }
        return fields.build();
    }

    @Override
    public Peer peer() {
        return new ServletPeer(request);
    }

    @Override
    public boolean isDetachable() {
        return request.isAsyncSupported();
    }

    @Override
    public void receive(int maxBytes, Consumer<Body> then) {
        isWaiting = true;
        Optional<Body> arrived = body.readOrAwait(maxBytes, late -> run(exchange -> pass(late, then)));
        if (arrived.isPresent()) {
            isWaiting = false;
            pass(arrived.get(), then);
        }
    }

    private void pass(Body received, Consumer<Body> then) {
        isAnswered = received instanceof Body.Aborted;
        then.accept(received);
    }

    @Override
    public void respond(Response answer) {
        claim();
        boolean isBodyRead = body.skip();
        byte[] bytes = answer.body();
        try {
            response.setStatus(answer.status());
            send(answer.headers());
            if (!isBodyRead) {
                response.setHeader("Connection", "close");
            }
            // A response with status 204 has no Content-Length (RFC 9110 §8.6).
            if (answer.status() != HttpServletResponse.SC_NO_CONTENT) {
                response.setContentLength(bytes.length);
            }
            if (bytes.length > 0) {
                response.getOutputStream().write(bytes);
            }
            if (!isBodyRead && request.isAsyncSupported()) {
                response.flushBuffer();
                body.abandon();
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a response could not be sent: {0}", e.getMessage());
        }
    }

    @Override
    public BlockingStream stream(Headers fields) {
        claim();
        ServletStream opened = new ServletStream(output());
        stream = opened;
        commit(fields);
        return opened;
    }

    @Override
    public DetachedStream detach(Headers fields, int maxQueued) {
        requireUnanswered();
        ServletOutputStream out = output();
        AsyncContext context = cycles.start(request, response);
        isAnswered = true;
        context.setTimeout(0);
        QueuedStream opened = new QueuedStream(context, out, maxQueued);
        detached = opened;
        if (commit(fields)) {
            opened.open();
        } else {
            opened.endAndComplete();
        }
        return opened;
    }

    private void claim() {
        requireUnanswered();
        isAnswered = true;
    }

    private void requireUnanswered() {
        if (isAnswered) {
            throw new IllegalStateException(
                    "an exchange was answered twice; expected one call of respond, stream or detach");
        }
    }

    private ServletOutputStream output() {
        try {
            return response.getOutputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends the status and header fields at once, so that the client knows that it is connected. */
    private boolean commit(Headers fields) {
        response.setStatus(HttpServletResponse.SC_OK);
        send(fields);
        try {
            response.flushBuffer();
            return true;
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a stream could not be opened: {0}", e.getMessage());
            return false;
        }
    }

    /** Sets header fields. The first line of a name replaces the lines that the container or a filter has set. */
    private void send(Headers fields) {
        List<String> sent = new ArrayList<>();
        fields.forEach((name, value) -> {
            if (contains(sent, name)) {
                response.addHeader(name, value);
            } else {
                sent.add(name);
                response.setHeader(name, value);
            }
        });
    }

    private static boolean contains(List<String> names, String name) {
        for (String other : names) {
            if (other.equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }
}
