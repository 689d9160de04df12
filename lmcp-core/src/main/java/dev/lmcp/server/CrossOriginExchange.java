package dev.lmcp.server;

import dev.lmcp.spi.Exchange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** An exchange with a web page, whose browser hands on only answers that name the page's origin. */
final class CrossOriginExchange implements Exchange {

    private final Exchange exchange;
    private final Map<String, String> headers;

    private CrossOriginExchange(Exchange exchange, Map<String, String> headers) {
        this.exchange = exchange;
        this.headers = headers;
    }

    /** The exchange itself, where no page is involved. */
    static Exchange of(Exchange exchange, OriginPolicy origins) {
        if (exchange.headers("Origin").isEmpty()) {
            return exchange;
        }
        return new CrossOriginExchange(exchange, origins.corsHeaders(exchange));
    }

    private Map<String, String> with(Map<String, String> others) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(others);
        return all;
    }

    @Override
    public String method() {
        return exchange.method();
    }

    @Override
    public String path() {
        return exchange.path();
    }

    @Override
    public Optional<String> query() {
        return exchange.query();
    }

    @Override
    public List<String> headers(String name) {
        return exchange.headers(name);
    }

    @Override
    public boolean isDetachable() {
        return exchange.isDetachable();
    }

    @Override
    public void receive(int maxBytes, Consumer<Body> then) {
        exchange.receive(maxBytes, then);
    }

    @Override
    public void respond(Response response) {
        exchange.respond(new Response(response.status(), with(response.headers()), response.body()));
    }

    @Override
    public BlockingStream stream(Map<String, String> others) {
        return exchange.stream(with(others));
    }

    @Override
    public DetachedStream detach(Map<String, String> others, int maxQueued) {
        return exchange.detach(with(others), maxQueued);
    }
}
