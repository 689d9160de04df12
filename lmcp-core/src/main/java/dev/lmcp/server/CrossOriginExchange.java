package dev.lmcp.server;

import dev.lmcp.spi.Exchange;
import dev.lmcp.spi.Headers;

/** An exchange with a web page: its responses name the page's origin, without which the browser withholds them. */
final class CrossOriginExchange extends ForwardingExchange {

    private final Headers cors;

    private CrossOriginExchange(Exchange exchange, Headers cors) {
        super(exchange);
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
    public void respond(Response response) {
        super.respond(new Response(response.status(), cors.withAll(response.headers()), response.body()));
    }

    @Override
    public BlockingStream stream(Headers others) {
        return super.stream(cors.withAll(others));
    }

    @Override
    public DetachedStream detach(Headers others, int maxQueued) {
        return super.detach(cors.withAll(others), maxQueued);
    }
}
