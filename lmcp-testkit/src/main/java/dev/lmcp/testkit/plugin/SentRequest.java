package dev.lmcp.testkit.plugin;

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
 * An HTTP request to a complete server, without a socket.
 *
 * <p>It is used once, by one thread. The response must not be a stream: a stream fails the test.
 */
public final class SentRequest implements Exchange {

    private static final int TIMEOUT_SECONDS = 20;

    private final String method;
    private final String target;
    private final byte[] body;
    private final Headers.Builder headers = Headers.builder();
    private Peer peer = Peer.unknown();
    private final BlockingQueue<Response> responses = new LinkedBlockingQueue<>();

    private SentRequest(String method, String target, String body) {
        this.method = method;
        this.target = target;
        this.body = body.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns a POST request with a JSON body and the {@code Accept} field of MCP clients. */
    public static SentRequest post(String target, String body) {
        return new SentRequest("POST", target, body)
                .with("Content-Type", "application/json")
                .with("Accept", "application/json, text/event-stream");
    }

    /** Returns a GET request. */
    public static SentRequest get(String target) {
        return new SentRequest("GET", target, "");
    }

    /** Adds a header field line. */
    public SentRequest with(String name, String value) {
        headers.add(name, value);
        return this;
    }

    /** Sets the sender. */
    public SentRequest from(Peer sender) {
        peer = sender;
        return this;
    }

    /** Sends the request and returns the response. Waits at most 20 seconds. */
    public Response to(Endpoint endpoint) {
        endpoint.handle(this);
        try {
            Response response = responses.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            if (response == null) {
                throw new AssertionError(
                        "no response to " + method + ' ' + target + " within " + TIMEOUT_SECONDS + " seconds");
            }
            return response;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for a response", e);
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
        responses.add(response);
    }

    @Override
    public BlockingStream stream(Headers fields) {
        throw new AssertionError("the response is a stream; expected a single response");
    }

    @Override
    public DetachedStream detach(Headers fields, int maxQueued) {
        throw new AssertionError("the response is a detached stream; expected a single response");
    }
}
