package dev.lmcp.server;

import dev.lmcp.spi.Exchange;
import dev.lmcp.spi.Headers;
import dev.lmcp.spi.Peer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** An exchange that passes each call on to another exchange. A subclass overrides the calls that it changes. */
abstract class ForwardingExchange implements Exchange {

    final Exchange exchange;

    ForwardingExchange(Exchange exchange) {
        this.exchange = exchange;
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
    public List<String> headers(String name) {
        return exchange.headers(name);
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
        exchange.respond(response);
    }

    @Override
    public BlockingStream stream(Headers fields) {
        return exchange.stream(fields);
    }

    @Override
    public DetachedStream detach(Headers fields, int maxQueued) {
        return exchange.detach(fields, maxQueued);
    }
}
