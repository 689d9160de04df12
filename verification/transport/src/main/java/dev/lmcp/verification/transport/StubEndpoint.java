package dev.lmcp.verification.transport;

import dev.lmcp.spi.Endpoint;
import dev.lmcp.spi.Exchange;
import dev.lmcp.spi.Headers;
import dev.lmcp.spi.MessageChannel;
import java.nio.charset.StandardCharsets;

/** An endpoint that a test writes as a lambda. */
@FunctionalInterface
public interface StubEndpoint extends Endpoint {

    @Override
    void handle(Exchange exchange);

    @Override
    default void connect(MessageChannel channel) {
        throw new UnsupportedOperationException("streams of messages do not come over HTTP");
    }

    /** Reads the body and responds with the result of reading it. */
    static StubEndpoint echo(int maxBytes) {
        return exchange -> exchange.receive(maxBytes, body -> {
            if (body instanceof Exchange.Body.Complete complete) {
                exchange.respond(text(200, new String(complete.bytes(), StandardCharsets.UTF_8)));
            } else if (body instanceof Exchange.Body.TooLarge) {
                exchange.respond(text(413, "too large"));
            }
        });
    }

    static Exchange.Response text(int status, String text) {
        return new Exchange.Response(
                status, Headers.of("Content-Type", "text/plain"), text.getBytes(StandardCharsets.UTF_8));
    }
}
