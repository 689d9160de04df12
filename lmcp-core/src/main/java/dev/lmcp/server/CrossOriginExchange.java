package dev.lmcp.server;

import dev.lmcp.spi.Exchange;
import dev.lmcp.spi.Headers;
import dev.lmcp.spi.Peer;
import java.util.Optional;
import java.util.function.Consumer;

/** An exchange with a web page: its responses name the page's origin, without which the browser withholds them. */
final class CrossOriginExchange implements Exchange {

    private final Exchange exchange;
    private final Headers cors;

    private CrossOriginExchange(Exchange exchange, Headers cors) {
        this.exchange = exchange;
        this.cors = cors;
    }

    /** Returns an exchange that adds the CORS header fields, or the exchange itself if it has no {@code Origin}. */
    static Exchange of(Exchange exchange, OriginPolicy origins) {
        if (exchange.headers("Origin").isEmpty()) {
            return exchange;
        }
        return new CrossOriginExchange(exchange, origins.corsHeaders(exchange));
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
    public Optional<String> url() {
        return exchange.url();
    }

    @Override
    public Optional<String> query() {
        return exchange.query();
    }

    @Override
    public Headers headers() {
        return exchange.headers();
    }

    @Override
    public Peer peer() {
        return exchange.peer();
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
    public boolean mayBlock() {
        return exchange.mayBlock();
    }

    @Override
    public void runBlocking(Runnable work) {
        exchange.runBlocking(work);
    }

    @Override
    public void onDisconnect(Runnable action) {
        exchange.onDisconnect(action);
    }

    @Override
    public void respond(Response response) {
        exchange.respond(new Response(response.status(), cors.withAll(response.headers()), response.body()));
    }

    @Override
    public BlockingStream stream(Headers others) {
        return exchange.stream(cors.withAll(others));
    }

    @Override
    public DetachedStream detach(Headers others, int maxQueued) {
        return exchange.detach(cors.withAll(others), maxQueued);
    }
}
