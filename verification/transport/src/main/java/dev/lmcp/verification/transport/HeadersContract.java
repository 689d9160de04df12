package dev.lmcp.verification.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.spi.Exchange;
import dev.lmcp.spi.Headers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Header fields with several lines, in requests and responses. */
public abstract class HeadersContract implements TransportStarter {

    private static final Headers TWO = Headers.of("Content-Type", "text/plain")
            .withAll(Headers.builder()
                    .add("WWW-Authenticate", "Bearer")
                    .add("WWW-Authenticate", "DPoP")
                    .build());

    /** Responds with the lines of one header field of the request. */
    private static StubEndpoint telling(String name) {
        return exchange ->
                exchange.respond(StubEndpoint.text(200, exchange.headers(name).toString()));
    }

    private String told(String name, String fields) {
        try (RunningServer server = start(telling(name));
                Wire wire = server.connect().send("GET /mcp HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n")) {
            return wire.reply().body();
        }
    }

    @Test
    void ofARequestKeepTheOrderOfTheLinesOfOneName() {
        assertThat(told("x-key", "X-Key: b\r\nX-Other: z\r\nX-Key: a\r\n")).isEqualTo("[b, a]");
    }

    @Test
    void ofARequestAreOneFieldInAnySpelling() {
        assertThat(told("X-KEY", "x-key: b\r\nX-Key: a\r\n")).isEqualTo("[b, a]");
    }

    @Test
    void ofARequestThatAreMissingAreEmpty() {
        assertThat(told("X-Key", "")).isEqualTo("[]");
    }

    @Test
    void ofAResponseAreSentLineByLine() {
        StubEndpoint endpoint =
                exchange -> exchange.respond(new Exchange.Response(401, TWO, "no".getBytes(StandardCharsets.UTF_8)));

        try (RunningServer server = start(endpoint);
                Wire wire = server.connect().send("GET /mcp HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
            assertThat(wire.reply().headers()).containsEntry("www-authenticate", "Bearer | DPoP");
        }
    }

    @Test
    void ofAStreamAreSentLineByLine() {
        StubEndpoint endpoint = exchange -> exchange.stream(TWO).close();

        try (RunningServer server = start(endpoint);
                Wire wire = server.connect().send("GET /mcp HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
            assertThat(wire.head().headers()).containsEntry("www-authenticate", "Bearer | DPoP");
        }
    }
}
