package dev.lmcp.server;

import dev.lmcp.spi.Exchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A request whose head has arrived and whose answer nobody has begun: what the gates before the body look at. */
final class ArrivedRequest implements Exchange {

    private final String method;
    private final String target;
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    ArrivedRequest(String method, String target) {
        this.method = method;
        this.target = target;
    }

    static ArrivedRequest post() {
        return new ArrivedRequest("POST", "/mcp");
    }

    /** Adds one more field line. */
    ArrivedRequest with(String name, String value) {
        headers.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
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
    public List<String> headers(String name) {
        return headers.getOrDefault(name, List.of());
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
    public BlockingStream stream(Map<String, String> fields) {
        throw new AssertionError("a gate begins a stream");
    }

    @Override
    public DetachedStream detach(Map<String, String> fields, int maxQueued) {
        throw new AssertionError("a gate begins a stream");
    }
}
