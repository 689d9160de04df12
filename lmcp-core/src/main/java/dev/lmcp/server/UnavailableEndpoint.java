package dev.lmcp.server;

import dev.lmcp.spi.Endpoint;
import dev.lmcp.spi.Exchange;
import dev.lmcp.spi.Headers;
import dev.lmcp.spi.MessageChannel;

/** Stands where a server would, had it started: it is alive, never ready, and says no more about it. */
public final class UnavailableEndpoint implements Endpoint {

    private final Health health = new Health(() -> false);

    /** Creates the door to nothing. */
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
