package dev.lmcp.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.spi.Headers;
import dev.lmcp.verification.transport.StubEndpoint;
import dev.lmcp.verification.transport.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The time between the announcement of a stop and the stop itself, in which running calls end. */
final class AnnouncedStopTest {

    private static final int NO_ERROR = 0;
    private static final int REFUSED_STREAM = 7;
    private static final int ANY_STREAM = Integer.MAX_VALUE;

    private final CountDownLatch running = new CountDownLatch(1);
    private final CountDownLatch held = new CountDownLatch(1);

    private final TestServer server = start();

    /** Answers a GET at once, and a POST when the test allows it. */
    private TestServer start() {
        return TestServer.start(exchange -> {
            if (exchange.method().equals("POST")) {
                running.countDown();
                await(held);
            }
            exchange.respond(StubEndpoint.text(200, exchange.method()));
        });
    }

    @AfterEach
    void stop() {
        held.countDown();
        server.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int lastStream(Http2Wire.Frame goAway) {
        assertThat(goAway.error()).isEqualTo(NO_ERROR);
        return ByteBuffer.wrap(goAway.payload()).getInt();
    }

    /** Answers the PING between the two steps. */
    private static void acknowledge(Http2Wire wire) {
        wire.frame(
                Http2Wire.PING, Http2Wire.ACK, 0, wire.next(0, Http2Wire.PING).payload());
    }

    @Test
    void sendsGoAwayAtOnceAndLetsTheRunningCallEnd() {
        try (Http2Wire wire = Http2Wire.to(server.port())) {
            wire.post(1, new byte[1]);
            await(running);
            server.server().announceStop();

            assertThat(lastStream(wire.next(0, Http2Wire.GOAWAY))).isEqualTo(ANY_STREAM);
            held.countDown();
            assertThat(wire.reply(1).body()).isEqualTo("POST");
        }
    }

    @Test
    void servesAStreamThatWasOnItsWayAndRefusesLaterOnes() {
        try (Http2Wire wire = Http2Wire.to(server.port())) {
            wire.post(1, new byte[1]);
            await(running);
            server.server().announceStop();
            assertThat(lastStream(wire.next(0, Http2Wire.GOAWAY))).isEqualTo(ANY_STREAM);
            wire.get(3);
            assertThat(wire.reply(3).status()).isEqualTo(200);
            acknowledge(wire);
            assertThat(lastStream(wire.next(0, Http2Wire.GOAWAY))).isEqualTo(3);

            wire.get(5).post(7).data(7, "late", true);
            assertThat(wire.next(5, Http2Wire.RST_STREAM).error()).isEqualTo(REFUSED_STREAM);
            assertThat(wire.next(7, Http2Wire.RST_STREAM).error()).isEqualTo(REFUSED_STREAM);
            held.countDown();
            assertThat(wire.reply(1).body()).isEqualTo("POST");
        }
    }

    @Test
    void namesTheLastStreamAtTheStopIfTheClientAnswersNoPing() {
        TestServer stopped = start();
        try (Http2Wire wire = Http2Wire.to(stopped.port())) {
            wire.get(1);
            assertThat(wire.reply(1).status()).isEqualTo(200);
            stopped.server().announceStop();
            assertThat(lastStream(wire.next(0, Http2Wire.GOAWAY))).isEqualTo(ANY_STREAM);
            CompletableFuture<Void> stop = CompletableFuture.runAsync(stopped::close);

            assertThat(lastStream(wire.next(0, Http2Wire.GOAWAY))).isEqualTo(1);
            assertThat(wire.isClosedByServer()).isTrue();
            assertThat(stop).succeedsWithin(Duration.ofSeconds(10));
        }
    }

    /** The body of a refused request must not end the connection. */
    @Test
    void letsTheRunningCallEndIfRequestsComeAfterTheStop() throws Exception {
        TestServer stopped = start();
        try (Http2Wire wire = Http2Wire.to(stopped.port())) {
            wire.post(1, new byte[1]);
            await(running);
            CompletableFuture<Void> stop = CompletableFuture.runAsync(stopped::close);
            assertThat(lastStream(wire.next(0, Http2Wire.GOAWAY))).isEqualTo(1);

            wire.post(3).data(3, "late", false).data(3, "later", true);
            assertThat(wire.next(3, Http2Wire.RST_STREAM).error()).isEqualTo(REFUSED_STREAM);
            held.countDown();
            assertThat(wire.reply(1).body()).isEqualTo("POST");
            assertThat(wire.isClosedByServer()).isTrue();
            assertThat(stop).succeedsWithin(Duration.ofSeconds(10));
        }
    }

    /** It may ask for the health, or answer a question of a running call. */
    @Test
    void servesTheFirstStreamOfAConnectionThatBeginsLater() {
        server.server().announceStop();
        try (Http2Wire wire = Http2Wire.to(server.port())) {
            wire.get(1);
            assertThat(lastStream(wire.next(0, Http2Wire.GOAWAY))).isEqualTo(ANY_STREAM);
            assertThat(wire.reply(1).status()).isEqualTo(200);
            acknowledge(wire);
            assertThat(lastStream(wire.next(0, Http2Wire.GOAWAY))).isEqualTo(1);
        }
    }

    @Test
    void announcesOnce() {
        try (Http2Wire wire = Http2Wire.to(server.port())) {
            wire.post(1, new byte[1]);
            await(running);
            server.server().announceStop();
            server.server().announceStop();
            assertThat(lastStream(wire.next(0, Http2Wire.GOAWAY))).isEqualTo(ANY_STREAM);
            acknowledge(wire);
            assertThat(lastStream(wire.next(0, Http2Wire.GOAWAY))).isEqualTo(1);
        }
    }

    @Test
    void closesConnectionsOfTheOldVersionBehindTheirAnswers() {
        try (Wire busy = server.connect().send(Wire.post("x"));
                Wire idle = server.connect();
                Wire used = server.connect().send("GET /mcp HTTP/1.1\r\nHost: a\r\n\r\n")) {
            await(running);
            assertThat(used.reply().headers()).doesNotContainKey("connection");
            server.server().announceStop();
            held.countDown();
            try (Wire fresh = server.connect()) {
                assertThat(busy.reply().headers()).containsEntry("connection", "close");
                assertThat(busy.isClosedByServer()).isTrue();
                for (Wire wire : new Wire[] {idle, used, fresh}) {
                    wire.send("GET /mcp HTTP/1.1\r\nHost: a\r\n\r\n");
                    assertThat(wire.reply().headers()).containsEntry("connection", "close");
                    assertThat(wire.isClosedByServer()).isTrue();
                }
            }
        }
    }

    /** The connection is not reset by it, because the client could lose its response (RFC 9112 §9.6). */
    @Test
    void discardsARequestThatWasOnItsWayOnTheOldVersion() throws Exception {
        String get = "GET /mcp HTTP/1.1\r\nHost: a\r\n\r\n";
        server.server().announceStop();
        try (Wire wire = server.connect().send(get)) {
            assertThat(wire.reply().headers()).containsEntry("connection", "close");
            for (int i = 0; i < 5; i++) {
                Thread.sleep(20);
                wire.send(get);
            }
        }
        try (Wire wire = server.connect().send(get.repeat(3))) {
            assertThat(wire.reply().body()).isEqualTo("GET");
            Thread.sleep(50);
            wire.send(get).send(get);
        }
    }

    @Test
    void closesAConnectionOfTheOldVersionBehindItsStream() {
        StubEndpoint endpoint = exchange -> {
            await(held);
            try {
                exchange.stream(Headers.none()).write(new byte[] {'x'});
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        try (TestServer streams = TestServer.start(endpoint);
                Wire wire = streams.connect().send(Wire.post("x"))) {
            streams.server().announceStop();
            held.countDown();
            Wire.Reply reply = wire.reply();
            assertThat(reply.headers()).containsEntry("connection", "close");
            assertThat(reply.body()).isEqualTo("x");
            assertThat(wire.isClosedByServer()).isTrue();
        }
    }
}
