package dev.lmcp.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.spi.Exchange;
import dev.lmcp.spi.Headers;
import dev.lmcp.verification.transport.StubEndpoint;
import dev.lmcp.verification.transport.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that take too long, and the stop of the server. */
final class SlowClientTest {

    private static final Timeouts SHORT = new Timeouts(
            Duration.ofMillis(300),
            Duration.ofMillis(300),
            Duration.ofMillis(300),
            Duration.ofMillis(300),
            Duration.ofMillis(300));

    private static final StubEndpoint ECHO = StubEndpoint.echo(1000);

    @Test
    void closesAConnectionThatSendsNothing() {
        try (TestServer server = TestServer.start(ECHO, SHORT);
                Wire wire = server.connect()) {
            assertThat(wire.isClosedByServer()).isTrue();
        }
    }

    @Test
    void givesABeginOfAHeadNoMoreTimeForMoreBytes() throws Exception {
        try (TestServer server = TestServer.start(ECHO, SHORT);
                Wire wire = server.connect().send("GET /mcp HTTP/1.1\r\nHost: a\r\nX: ")) {
            long start = System.nanoTime();
            for (int i = 0; i < 5; i++) {
                Thread.sleep(50);
                wire.send("x");
            }

            assertThat(wire.reply().status()).isEqualTo(408);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        }
    }

    @Test
    void closesAConnectionThatHasNoSecondRequest() {
        try (TestServer server = TestServer.start(ECHO, SHORT);
                Wire wire = server.connect().send(Wire.post("hi"))) {
            assertThat(wire.reply().body()).isEqualTo("hi");
            assertThat(wire.isClosedByServer()).isTrue();
        }
    }

    @Test
    void limitsTheTimeOfASecondHead() {
        try (TestServer server = TestServer.start(ECHO, SHORT);
                Wire wire = server.connect().send(Wire.post("hi"))) {
            assertThat(wire.reply().body()).isEqualTo("hi");
            wire.send("GET /mcp");
            assertThat(wire.reply().status()).isEqualTo(408);
        }
    }

    @Test
    void takesAnyTimeToAnswer() {
        StubEndpoint endpoint = exchange -> {
            sleep(700);
            exchange.respond(StubEndpoint.text(200, "late"));
        };
        try (TestServer server = TestServer.start(endpoint, SHORT);
                Wire wire = server.connect().send(Wire.post("hi"))) {
            assertThat(wire.reply().body()).isEqualTo("late");
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void cutsOffAClientThatDoesNotReadAResponse() {
        StubEndpoint endpoint =
                exchange -> exchange.respond(new Exchange.Response(200, Headers.none(), new byte[32 * 1024 * 1024]));
        try (TestServer server = TestServer.start(endpoint, SHORT);
                Wire wire = Wire.to(server.port(), 4096).send(Wire.post("hi"))) {
            assertThat(wire.head().status()).isEqualTo(200);
            sleep(1500);

            assertThat(wire.isClosedByServer()).isTrue();
        }
    }

    @Test
    void cutsOffAClientThatDoesNotReadAStream() {
        CompletableFuture<IOException> failure = new CompletableFuture<>();
        StubEndpoint endpoint = exchange -> {
            Exchange.BlockingStream stream = exchange.stream(Headers.none());
            try {
                for (int i = 0; i < 10_000; i++) {
                    stream.write(new byte[65_536]);
                }
            } catch (IOException e) {
                failure.complete(e);
            }
        };
        try (TestServer server = TestServer.start(endpoint, SHORT);
                Wire wire = Wire.to(server.port(), 4096).send(Wire.post("hi"))) {
            assertThat(failure).succeedsWithin(Duration.ofSeconds(10)).isInstanceOf(IOException.class);
            assertThat(wire.isClosedByServer()).isTrue();
        }
    }

    /** The last piece waits until the large ones are read, which takes longer than the timeout. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void servesAClientThatReadsALargePieceSlowly(boolean isHttp2) throws Exception {
        CompletableFuture<Void> outcome = new CompletableFuture<>();
        StubEndpoint endpoint = exchange -> {
            Exchange.BlockingStream stream = exchange.stream(Headers.none());
            try {
                stream.write(new byte[8_000_000]);
                stream.write(new byte[8_000_000]);
                stream.write(new byte[1]);
                outcome.complete(null);
            } catch (IOException e) {
                outcome.completeExceptionally(e);
            }
        };
        Timeouts timeouts =
                new Timeouts(SHORT.head(), SHORT.idle(), SHORT.body(), Duration.ofMillis(1_500), SHORT.unread());
        try (TestServer server = TestServer.start(endpoint, timeouts);
                Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
            if (isHttp2) {
                Http2Wire.over(socket)
                        .setting(4, 20_000_000)
                        .window(0, 20_000_000)
                        .get(1);
            } else {
                Wire.over(socket).send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            }
            for (int i = 0; i < 160 && !outcome.isDone(); i++) {
                Thread.sleep(50);
                socket.getInputStream().readNBytes(100_000);
            }
            assertThat(outcome).succeedsWithin(Duration.ofSeconds(5));
        }
    }

    @Test
    void leavesNoThreadAfterAStop() throws Exception {
        Set<Thread> before = threads();
        TestServer server = TestServer.start(ECHO);
        try (Wire idle = server.connect();
                Wire wire = server.connect().send(Wire.post("hi"))) {
            assertThat(wire.reply().body()).isEqualTo("hi");
            server.close();
            assertThat(idle.isClosedByServer()).isTrue();
        }
        for (int i = 0; i < 100 && !before.containsAll(threads()); i++) {
            Thread.sleep(50);
        }
        assertThat(threads()).isSubsetOf(before);
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .collect(Collectors.toSet());
    }
}
