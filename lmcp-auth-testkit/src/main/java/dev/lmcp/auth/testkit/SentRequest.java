package dev.lmcp.auth.testkit;

import dev.lmcp.spi.Endpoint;
import dev.lmcp.spi.Exchange;
import dev.lmcp.spi.Headers;
import dev.lmcp.spi.Peer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * An HTTP request to a whole server without a socket: a transport for tests.
 *
 * <p>Used once, by one thread. The answer must come in one piece: a stream fails the test.
 */
public final class SentRequest implements Exchange {

    private static final int SECONDS = 20;

    private final String method;
    private final String target;
    private final byte[] body;
    private final Headers.Builder headers = Headers.builder();
    private Peer peer = Peer.unknown();
    private final BlockingQueue<Response> answers = new LinkedBlockingQueue<>();

    private SentRequest(String method, String target, String body) {
        this.method = method;
        this.target = target;
        this.body = body.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns a POST of JSON that accepts what MCP clients accept. */
    public static SentRequest post(String target, String body) {
        return new SentRequest("POST", target, body)
                .with("Content-Type", "application/json")
                .with("Accept", "application/json, text/event-stream");
    }

    /** Returns a GET. */
    public static SentRequest get(String target) {
        return new SentRequest("GET", target, "");
    }

    /** Adds one more header field line. */
    public SentRequest with(String name, String value) {
        headers.add(name, value);
        return this;
    }

    /** Says who sends it. */
    public SentRequest from(Peer sender) {
        peer = sender;
        return this;
    }

    /** Sends it and returns the answer. Waits for at most 20 seconds. */
    public Response to(Endpoint endpoint) {
        endpoint.handle(this);
        try {
            Response response = answers.poll(SECONDS, TimeUnit.SECONDS);
            if (response == null) {
                throw new AssertionError("no answer to " + method + ' ' + target + " within " + SECONDS + " seconds");
            }
            return response;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for an answer", e);
        }
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String path() {
        return target.split("\\?", 2)[0];
    }

    @Override
    public Optional<String> query() {
        return target.contains("?") ? Optional.of(target.split("\\?", 2)[1]) : Optional.empty();
    }

    @Override
    public Headers headers() {
        return headers.build();
    }

    @Override
    public Peer peer() {
        return peer;
    }

    @Override
    public boolean isDetachable() {
        return false;
    }

    @Override
    public void receive(int maxBytes, Consumer<Body> then) {
        then.accept(new Body.Complete(body));
    }

    @Override
    public void respond(Response response) {
        answers.add(response);
    }

    @Override
    public BlockingStream stream(Headers fields) {
        throw new AssertionError("a stream is opened");
    }

    @Override
    public DetachedStream detach(Headers fields, int maxQueued) {
        throw new AssertionError("the exchange is detached");
    }
}
