package dev.lmcp.server.support;

import dev.lmcp.spi.Exchange;
import dev.lmcp.spi.Headers;
import dev.lmcp.spi.Peer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP exchange without any socket, whose other end is a test.
 *
 * <p>The server's end is used as the interface says; the test's end may be used by another thread meanwhile.
 */
public final class TestExchange implements Exchange {

    private final String method;
    private final String path;
    private final Optional<String> query;
    private final Headers headers;
    private String hooked = "";
    private Runnable hook = () -> {};
    private final byte[] body;
    private final boolean detachable;

    private final StringBuilder text = new StringBuilder();
    private final List<Runnable> onEnd = new ArrayList<>();
    private final List<Runnable> onStop = new ArrayList<>();
    private @Nullable Integer status;
    private Headers responseHeaders = Headers.none();
    private Peer peer = Peer.unknown();
    private boolean streaming;
    private boolean ended;
    private boolean gone;
    private boolean broken;

    /** Takes the target as it would stand in the request line, below the application's root. */
    public TestExchange(
            String method, String target, Map<String, List<String>> headers, byte[] body, boolean detachable) {
        int question = target.indexOf('?');
        this.method = method;
        this.path = question < 0 ? target : target.substring(0, question);
        this.query = question < 0 ? Optional.empty() : Optional.of(target.substring(question + 1));
        Headers.Builder fields = Headers.builder();
        headers.forEach((name, values) -> values.forEach(value -> fields.add(name, value)));
        this.headers = fields.build();
        this.body = body;
        this.detachable = detachable;
    }

    public TestExchange(String method, String target, Map<String, List<String>> headers, String body) {
        this(method, target, headers, body.getBytes(StandardCharsets.UTF_8), true);
    }

    /** Says who sends it. */
    public TestExchange from(Peer sender) {
        peer = sender;
        return this;
    }

    // what the server sees

    @Override
    public String method() {
        return method;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public Optional<String> query() {
        return query;
    }

    @Override
    public Headers headers() {
        return headers;
    }

    @Override
    public List<String> headers(String name) {
        if (name.equalsIgnoreCase(hooked)) {
            hooked = "";
            hook.run();
        }
        return headers.allValues(name);
    }

    /** Runs something once, when the server reads this header field. */
    public TestExchange onHeader(String name, Runnable action) {
        hooked = name;
        hook = action;
        return this;
    }

    @Override
    public Peer peer() {
        return peer;
    }

    @Override
    public boolean isDetachable() {
        return detachable;
    }

    @Override
    public void receive(int maxBytes, Consumer<Body> then) {
        then.accept(body.length > maxBytes ? new Body.TooLarge() : new Body.Complete(body));
    }

    @Override
    public void respond(Response response) {
        synchronized (this) {
            commit(response.status(), response.headers());
            text.append(new String(response.body(), StandardCharsets.UTF_8));
        }
        end();
    }

    @Override
    public BlockingStream stream(Headers fields) {
        beginStream(fields);
        return new BlockingStream() {
            @Override
            public void write(byte[] bytes) throws IOException {
                if (!append(bytes)) {
                    throw new IOException("the client has gone away");
                }
            }

            @Override
            public void close() {
                end();
            }
        };
    }

    @Override
    public DetachedStream detach(Headers fields, int maxQueued) {
        if (!detachable) {
            throw new IllegalStateException("this exchange cannot be detached");
        }
        beginStream(fields);
        return new DetachedStream() {
            @Override
            public boolean offer(byte[] bytes) {
                return append(bytes);
            }

            @Override
            public void close() {
                end();
            }

            @Override
            public void onEnd(Runnable action) {
                synchronized (TestExchange.this) {
                    if (!ended && !gone) {
                        onEnd.add(action);
                        return;
                    }
                }
                action.run();
            }

            @Override
            public void onStop(Runnable action) {
                synchronized (TestExchange.this) {
                    onStop.add(action);
                }
            }
        };
    }

    private synchronized void beginStream(Headers fields) {
        commit(200, fields);
        streaming = true;
    }

    private void commit(int code, Headers fields) {
        if (broken) {
            throw new IllegalStateException("nothing can be sent here, as this test has it");
        }
        if (status != null) {
            throw new IllegalStateException("the exchange was answered twice: " + status + ", then " + code);
        }
        status = code;
        responseHeaders = fields;
        notifyAll();
    }

    private synchronized boolean append(byte[] bytes) {
        if (ended || gone) {
            return false;
        }
        text.append(new String(bytes, StandardCharsets.UTF_8));
        notifyAll();
        return true;
    }

    private void end() {
        List<Runnable> actions;
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            actions = gone ? List.of() : List.copyOf(onEnd);
            notifyAll();
        }
        actions.forEach(Runnable::run);
    }

    /** What a container does that ends all streams itself before it stops the application. */
    public void applicationStops() {
        List<Runnable> actions;
        synchronized (this) {
            actions = List.copyOf(onStop);
        }
        actions.forEach(Runnable::run);
    }

    // what the client sees and does

    /** Drops the connection; the server notices when it writes, or at once where it was detached. */
    public void goAway() {
        List<Runnable> actions;
        synchronized (this) {
            if (gone || ended) {
                return;
            }
            gone = true;
            actions = List.copyOf(onEnd);
            notifyAll();
        }
        actions.forEach(Runnable::run);
    }

    /** Lets every attempt fail to begin a response. */
    public synchronized void breakResponse() {
        broken = true;
    }

    /** Waits for the status line and returns the status. */
    public synchronized int status(Duration patience) throws InterruptedException {
        await(patience, () -> status != null, "no response has begun");
        return status;
    }

    /** The value of a response header field, whose name compares without regard to case. */
    public synchronized Optional<String> header(String name) {
        return responseHeaders.firstValue(name);
    }

    public synchronized boolean isStream() {
        return streaming;
    }

    /** Waits for the end and returns the whole body. */
    public synchronized String body(Duration patience) throws InterruptedException {
        await(patience, () -> ended, "the response has not ended");
        return text.toString();
    }

    /** Waits for the event of this number, counted from nought; empty where the stream ends before it. */
    public synchronized Optional<ServerSentEvent> event(int number, Duration patience) throws InterruptedException {
        await(patience, () -> ended || events().size() > number, "event " + number + " has not come");
        return number < events().size() ? Optional.of(events().get(number)) : Optional.empty();
    }

    private List<ServerSentEvent> events() {
        return ServerSentEvent.parse(text.toString());
    }

    private void await(Duration patience, Condition condition, String complaint) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.holds()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError(String.format(
                        Locale.ROOT, "%s %s: %s within %s; so far: %s", method, path, complaint, patience, text));
            }
            wait(left / 1_000_000 + 1);
        }
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds();
    }
}
