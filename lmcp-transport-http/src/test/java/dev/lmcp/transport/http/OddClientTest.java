package dev.lmcp.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.spi.Exchange;
import dev.lmcp.spi.Headers;
import dev.lmcp.verification.transport.StubEndpoint;
import dev.lmcp.verification.transport.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients of HTTP/1.1 that ask for another protocol, or send a request in an odd way. */
final class OddClientTest {

    private static final StubEndpoint ECHO = StubEndpoint.echo(100_000);

    /** A server may ignore Upgrade (RFC 9110 §7.8). A bar separates lines. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection: Upgrade, HTTP2-Settings|Upgrade: h2c|HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA",
                "Connection: Upgrade|Upgrade: websocket|Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==|Sec-WebSocket-Version: 13",
                "Connection: Upgrade|Upgrade: TLS/1.2",
                "Connection: TE|TE: trailers, deflate;q=0.5",
                "Trailer: X-Sum",
            })
    void isServedByHttp1(String fields) {
        try (TestServer server = TestServer.start(ECHO);
                Wire wire = server.connect()) {
            for (int i = 0; i < 2; i++) {
                wire.send("POST /mcp HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n" + fields.replace("|", "\r\n")
                        + "\r\n\r\nhi");
                Wire.Reply reply = wire.reply();
                assertThat(reply.status()).isEqualTo(200);
                assertThat(reply.body()).isEqualTo("hi");
                assertThat(reply.headers()).doesNotContainKey("upgrade");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CONNECT a:80 HTTP/1.1\r\nHost: a:80\r\n\r\n",
                "CONNECT /mcp HTTP/1.1\r\nHost: a\r\n\r\n",
                "CONNECT http://a/mcp HTTP/1.1\r\nHost: a\r\n\r\n",
            })
    void isNoProxy(String request) {
        try (TestServer server = TestServer.start(ECHO);
                Wire wire = server.connect().send(request)) {
            assertThat(wire.reply().status()).isEqualTo(400);
            assertThat(wire.isClosedByServer()).isTrue();
        }
    }

    @Test
    void isServedWithTrailersAndManySmallChunks() {
        try (TestServer server = TestServer.start(ECHO);
                Wire wire = server.connect()) {
            for (int i = 0; i < 2; i++) {
                wire.send(Wire.chunkedHead());
                wire.send("1;ext=x\r\na\r\n".repeat(20_000));
                wire.send("0\r\nX-Sum: 1\r\nContent-Length: 7\r\n\r\n");
                assertThat(wire.reply().body()).hasSize(20_000);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1;", "0\r\nX: "})
    void isRefusedIfALineOfABodyDoesNotEnd(String begin) {
        try (TestServer server = TestServer.start(ECHO);
                Wire wire = server.connect().send(Wire.chunkedHead()).send(begin)) {
            try {
                for (int i = 0; i < 100; i++) {
                    wire.send("x".repeat(10_000));
                }
            } catch (UncheckedIOException e) {
                // The server has closed.
            }
            assertThat(wire.isClosedByServer()).isTrue();
        }
    }

    @Test
    void isRefusedIfItSendsVeryManyTrailers() {
        try (TestServer server = TestServer.start(ECHO);
                Wire wire = server.connect().send(Wire.chunkedHead()).send("0\r\n")) {
            try {
                for (int i = 0; i < 20_000; i++) {
                    wire.send("X-" + i + ": 1\r\n");
                }
            } catch (UncheckedIOException e) {
                // The server has closed.
            }
            assertThat(wire.isClosedByServer()).isTrue();
        }
    }

    /** The next requests wait: their bytes are not read without bound. */
    @Test
    void isHeldBackBehindAStream() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        StubEndpoint endpoint = exchange -> {
            Exchange.BlockingStream stream = exchange.stream(Headers.none());
            try {
                stream.write(new byte[] {'a'});
                begun.countDown();
                held.await(10, TimeUnit.SECONDS);
                stream.write(new byte[] {'b'});
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
        try (TestServer server = TestServer.start(endpoint);
                Wire wire = server.connect()) {
            String get = "GET /mcp HTTP/1.1\r\nHost: a\r\n\r\n";
            wire.send(get);
            assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
            Thread flood = new Thread(() -> {
                try {
                    wire.send(get.repeat(10).concat("x".repeat(20_000_000)));
                } catch (UncheckedIOException e) {
                    // The connection is closed.
                }
            });
            flood.start();
            flood.join(1_000);
            assertThat(flood.isAlive()).isTrue();
            held.countDown();
            for (int i = 0; i < 11; i++) {
                assertThat(wire.reply().body()).isEqualTo("ab");
            }
            assertThat(wire.isClosedByServer()).isTrue();
            flood.join(5_000);
        }
    }

    @Test
    void getsNoContinueIfItsBodyIsTooLarge() {
        try (TestServer server = TestServer.start(StubEndpoint.echo(5));
                Wire wire = server.connect()) {
            wire.send("POST /mcp HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n");
            assertThat(wire.reply().status()).isEqualTo(413);
            assertThat(wire.isClosedByServer()).isTrue();
        }
    }
}
