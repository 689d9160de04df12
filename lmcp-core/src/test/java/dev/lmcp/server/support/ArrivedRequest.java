package dev.lmcp.server.support;

import dev.lmcp.spi.Exchange;
import dev.lmcp.spi.Headers;
import dev.lmcp.spi.Peer;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A request whose head has arrived and whose answer nobody has begun: what the gates before the body look at.
 *
 * <p>The test kit has the same in {@code SentRequest}. It is built upon this module, so the tests here cannot use it.
 */
public class ArrivedRequest implements Exchange {

    private final String method;
    private final String target;
    private final Headers.Builder headers = Headers.builder();
    private Peer peer = Peer.unknown();

    public ArrivedRequest(String method, String target) {
        this.method = method;
        this.target = target;
    }

    public static ArrivedRequest post() {
        return new ArrivedRequest("POST", "/mcp");
    }

    /** Adds one more field line. */
    public ArrivedRequest with(String name, String value) {
        headers.add(name, value);
        return this;
    }

    /** Says who sends it. */
    public ArrivedRequest from(Peer sender) {
        peer = sender;
        return this;
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
        return true;
    }

    @Override
    public void receive(int maxBytes, Consumer<Body> then) {
        throw new AssertionError("a gate reads the body");
    }

    @Override
    public void respond(Response response) {
        throw new AssertionError("a gate answers by itself");
    }

    @Override
    public BlockingStream stream(Headers fields) {
        throw new AssertionError("a gate begins a stream");
    }

    @Override
    public DetachedStream detach(Headers fields, int maxQueued) {
        throw new AssertionError("a gate begins a stream");
    }
}
