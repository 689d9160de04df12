package dev.lmcp.transport.http;

import dev.lmcp.spi.Exchange;
import dev.lmcp.spi.Headers;
import dev.lmcp.spi.Peer;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A request on a stream as an {@link Exchange}. A handler uses it on its own thread. */
final class HttpExchange implements Exchange {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.http");

    /** To parse more takes too long for a thread that serves other connections. */
    private static final int MAX_DIRECT_BYTES = 16 * 1024;

    private final HttpStream stream;
    private final RequestHead head;
    private final RequestBody body;
    private final Disconnection disconnection = new Disconnection();
    private byte @Nullable [] arrived;
    private @Nullable Awaiting awaiting;
    private @Nullable Runnable handedOver;
    private @Nullable ChunkStream opened;
    private boolean isAnswered;

    /** What the handler waits for. */
    private record Awaiting(int maxBytes, Consumer<Body> then) {}

    HttpExchange(HttpStream stream, RequestHead head) {
        this.stream = stream;
        this.head = head;
        this.body = new RequestBody(head.length());
    }

    RequestHead head() {
        return head;
    }

    /** Returns the body, which belongs to the event loop. */
    RequestBody body() {
        return body;
    }

    /** Notes that the client has left: a body that is not complete never will be. */
    void leave() {
        body.abort();
        disconnection.happen();
    }

    /**
     * Takes the body if it is complete. Called by the event loop before the handler begins.
     *
     * @return whether the handler may begin on the event loop: it is a small request, of which all has arrived
     */
    boolean takeBody() {
        if (!body.isComplete()) {
            return false;
        }
        byte[] bytes = body.toBytes();
        arrived = bytes;
        return bytes.length <= MAX_DIRECT_BYTES;
    }

    /** Runs one part of the work. Afterwards the exchange is answered, or waits for its body, or is detached. */
    @SuppressWarnings("CatchingUnchecked") // The log is the only place that has an error of an event loop.
    void run(Consumer<Exchange> work) {
        boolean isDone = false;
        try {
            work.accept(this);
            isDone = true;
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "a request failed: " + method() + " " + path(), e);
        } finally {
            release(isDone);
        }
    }

    private void release(boolean isDone) {
        Awaiting next = awaiting;
        Runnable blocking = handedOver;
        awaiting = null;
        handedOver = null;
        if (blocking != null) {
            // The last action: from now on another thread may use this exchange.
            stream.handOver(() -> run(exchange -> blocking.run()));
        } else if (opened != null) {
            opened.close();
        } else if (!isAnswered && isDone && next != null) {
            // The last action: from now on another thread may use this exchange.
            stream.await(this, next.maxBytes(), received -> run(exchange -> pass(received, next.then())));
        } else if (!isAnswered) {
            isAnswered = true;
            stream.fail(this, 500);
        }
    }

    private void pass(Body received, Consumer<Body> then) {
        isAnswered = received instanceof Body.Aborted;
        then.accept(received);
    }

    @Override
    public String method() {
        return head.method();
    }

    @Override
    public String path() {
        return head.target().path();
    }

    @Override
    public Optional<String> url() {
        return Optional.of(head.target().url());
    }

    @Override
    public Optional<String> query() {
        return head.target().query();
    }

    @Override
    public Headers headers() {
        return head.headers();
    }

    @Override
    public Peer peer() {
        Optional<ForwardedPeer> client = head.forwardedFor();
        return client.isPresent() ? client.get() : stream.peer();
    }

    @Override
    public boolean isDetachable() {
        return true;
    }

    @Override
    public void receive(int maxBytes, Consumer<Body> then) {
        byte[] bytes = arrived;
        if (bytes != null) {
            arrived = null;
            then.accept(bytes.length > maxBytes ? new Body.TooLarge() : new Body.Complete(bytes));
        } else if (head.length() > maxBytes) {
            then.accept(new Body.TooLarge());
        } else {
            awaiting = new Awaiting(maxBytes, then);
        }
    }

    @Override
    public boolean mayBlock() {
        return !stream.isInLoop();
    }

    @Override
    public void runBlocking(Runnable work) {
        if (mayBlock()) {
            work.run();
        } else {
            handedOver = work;
        }
    }

    @Override
    public void onDisconnect(Runnable action) {
        disconnection.set(action);
    }

    @Override
    public void respond(Response response) {
        claim();
        disconnection.clear();
        stream.respond(this, response);
    }

    @Override
    public BlockingStream stream(Headers headers) {
        claim();
        ChunkStream body = new ChunkStream(stream, this);
        opened = body;
        stream.open(this, headers, body::progress);
        return body;
    }

    @Override
    public DetachedStream detach(Headers headers, int maxQueued) {
        claim();
        disconnection.clear();
        QueuedStream body = new QueuedStream(stream, this, maxQueued);
        stream.open(this, headers, () -> {});
        disconnection.set(body::disconnected);
        return body;
    }

    private void claim() {
        if (isAnswered) {
            throw new IllegalStateException(
                    "an exchange was answered twice; expected one call of respond, stream or detach");
        }
        isAnswered = true;
    }
}
