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
import java.util.Enumeration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A servlet request and its response as an {@link Exchange}. */
final class ServletExchange implements Exchange {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.http");

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final RequestBody body;
    private @Nullable Headers headers;
    private boolean waiting;
    private boolean answered;
    private @Nullable ServletStream stream;
    private @Nullable QueuedStream detached;

    ServletExchange(HttpServletRequest request, HttpServletResponse response, Duration bodyTime) {
        this.request = request;
        this.response = response;
        this.body = new RequestBody(request, response, bodyTime);
    }

    /** Does one stretch of the work on this exchange, and leaves it in a state in which the container may have it. */
    void run(Consumer<Exchange> work) {
        waiting = false;
        boolean good = false;
        try {
            work.accept(this);
            good = true;
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a request failed: " + method() + " " + path(), e);
        } finally {
            leave(good);
        }
    }

    private void leave(boolean good) {
        if (stream != null) {
            stream.close();
        } else if (detached != null) {
            if (!good) {
                detached.close();
            }
        } else if (!answered && !waiting) {
            Answer.send(response, 500, true);
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
        Headers known = headers;
        if (known == null) {
            known = read(request);
            headers = known;
        }
        return known;
    }

    /** Once for each request: a container searches all its lines for every name that it is asked for. */
    private static Headers read(HttpServletRequest request) {
        Headers.Builder fields = Headers.builder();
        Enumeration<String> names = request.getHeaderNames();
        while (names.hasMoreElements()) {
            String name = names.nextElement();
            // A container may name a field twice that was sent in two spellings; its lines come together.
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
        waiting = true;
        Optional<Body> arrived = body.readOrAwait(maxBytes, late -> run(exchange -> hand(late, then)));
        if (arrived.isPresent()) {
            waiting = false;
            hand(arrived.get(), then);
        }
    }

    private void hand(Body received, Consumer<Body> then) {
        answered = received instanceof Body.Aborted;
        then.accept(received);
    }

    @Override
    public void respond(Response answer) {
        claim();
        boolean over = body.isOver();
        byte[] bytes = answer.body();
        try {
            response.setStatus(answer.status());
            send(answer.headers());
            if (!over) {
                response.setHeader("Connection", "close");
            }
            // RFC 9110 §8.6: no Content-Length in a 204.
            if (answer.status() != HttpServletResponse.SC_NO_CONTENT) {
                response.setContentLength(bytes.length);
            }
            if (bytes.length > 0) {
                response.getOutputStream().write(bytes);
            }
            if (!over && request.isAsyncSupported()) {
                response.flushBuffer();
                body.abandon();
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a response did not reach its caller: {0}", e.getMessage());
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
        AsyncContext context = request.startAsync(request, response);
        answered = true;
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
        answered = true;
    }

    private void requireUnanswered() {
        if (answered) {
            throw new IllegalStateException("an exchange was answered twice; expected one of respond, stream, detach");
        }
    }

    private ServletOutputStream output() {
        try {
            return response.getOutputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends status and header fields at once: who waits for the first event knows by them that it is connected. */
    private boolean commit(Headers fields) {
        response.setStatus(HttpServletResponse.SC_OK);
        send(fields);
        try {
            response.flushBuffer();
            return true;
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a stream did not reach its caller: {0}", e.getMessage());
            return false;
        }
    }

    /** The first line of a name replaces what the container or a filter has set. */
    private void send(Headers fields) {
        Set<String> sent = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        fields.forEach((name, value) -> {
            if (sent.add(name)) {
                response.setHeader(name, value);
            } else {
                response.addHeader(name, value);
            }
        });
    }
}
