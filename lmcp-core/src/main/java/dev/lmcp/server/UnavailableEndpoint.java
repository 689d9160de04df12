package dev.lmcp.server;

import dev.lmcp.spi.Endpoint;
import dev.lmcp.spi.Exchange;
import dev.lmcp.spi.Headers;
import dev.lmcp.spi.MessageChannel;

/** The endpoint of a server that did not start: it is alive, never ready, and answers 503 without a reason. */
public final class UnavailableEndpoint implements Endpoint {

    private final Health health = new Health(() -> false);

    /** Creates an endpoint without a server. */
    public UnavailableEndpoint() {}

    @Override
    public void handle(Exchange exchange) {
        exchange.respond(health.answer(exchange).orElseGet(() -> Exchange.Response.empty(503, Headers.none())));
    }

    @Override
    public void connect(MessageChannel channel) {
        // there is no server to answer
    }
}
