package dev.lmcp.verification.bench;

import dev.lmcp.spi.Exchange;
import dev.lmcp.spi.Headers;
import java.util.Optional;
import java.util.function.Consumer;

/** A request that has arrived, and keeps its answer: what an endpoint costs without a container. Used once. */
final class MemoryExchange implements Exchange {

    private final Headers headers;
    private final byte[] body;
    private Optional<Response> answer = Optional.empty();

    /** Creates it with these header fields. */
    MemoryExchange(Headers headers, byte[] body) {
        this.headers = headers;
        this.body = body;
    }

    /** What it was answered. */
    Response answer() {
        return answer.orElseThrow();
    }

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public String path() {
        return "/mcp";
    }

    @Override
    public Optional<String> query() {
        return Optional.empty();
    }

    @Override
    public Headers headers() {
        return headers;
    }

    @Override
    public boolean isDetachable() {
        return true;
    }

    @Override
    public void receive(int maxBytes, Consumer<Body> then) {
        then.accept(new Body.Complete(body));
    }

    @Override
    public void respond(Response response) {
        answer = Optional.of(response);
    }

    @Override
    public BlockingStream stream(Headers fields) {
        throw new UnsupportedOperationException("a stream was opened; expected one answer in one piece");
    }

    @Override
    public DetachedStream detach(Headers fields, int maxQueued) {
        throw new UnsupportedOperationException("a stream was opened; expected one answer in one piece");
    }
}
