package dev.lmcp.server;

import dev.lmcp.spi.Endpoint;
import dev.lmcp.spi.Exchange;
import dev.lmcp.spi.Headers;
import dev.lmcp.spi.MessageChannel;

/** Takes the place of a server that has not started: it is alive, never ready, and says no more about it. */
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
        // nobody answers
    }
}
