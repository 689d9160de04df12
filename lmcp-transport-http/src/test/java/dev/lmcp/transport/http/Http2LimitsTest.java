package dev.lmcp.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.spi.Exchange;
import dev.lmcp.spi.Exchange.DetachedStream;
import dev.lmcp.spi.Headers;
import dev.lmcp.verification.transport.StubEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients of HTTP/2 that flood, that are slow, or that leave. */
final class Http2LimitsTest {

    private static final int NO_ERROR = 0;
    private static final int PROTOCOL_ERROR = 1;
    private static final int FLOW_CONTROL_ERROR = 3;
    private static final int REFUSED_STREAM = 7;
    private static final int CANCEL = 8;
    private static final int ENHANCE_YOUR_CALM = 11;

    private static final Timeouts SHORT = new Timeouts(
            Duration.ofMillis(400),
            Duration.ofMillis(400),
            Duration.ofMillis(400),
            Duration.ofMillis(400),
            Duration.ofMillis(400));

    private static final StubEndpoint ECHO = StubEndpoint.echo(1_000);

    private final CountDownLatch held = new CountDownLatch(1);

    /** Answers when the test ends. */
    private StubEndpoint holding() {
        return exchange -> {
            await(held);
            exchange.respond(StubEndpoint.text(200, "late"));
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void assertThatItServes(TestServer server) {
        try (Http2Wire wire = Http2Wire.to(server.port())) {
            wire.post(1, "hi".getBytes(StandardCharsets.UTF_8));
            assertThat(wire.reply(1).body()).isEqualTo("hi");
        }
    }

    /** Sends until the server closes; returns the error of its GOAWAY. */
    private static Integer flood(TestServer server, Flood flood) {
        try (Http2Wire wire = Http2Wire.to(server.port())) {
            try {
                for (int i = 0; i < 3_000; i++) {
                    flood.send(wire, i);
                }
            } catch (UncheckedIOException e) {
                // The server has closed.
            }
            return wire.goAway();
        }
    }

    private interface Flood {
        void send(Http2Wire wire, int number);
    }

    @Test
    void closesAConnectionOfRapidResets() {
        try (TestServer server = TestServer.start(ECHO)) {
            Integer error = flood(server, (wire, i) -> wire.get(2 * i + 1).reset(2 * i + 1));

            assertThat(error).isEqualTo(ENHANCE_YOUR_CALM);
            assertThatItServes(server);
        }
    }

    /** CVE-2025-8671: each window update of 0 is an error of its stream, so the server resets it. */
    @Test
    void closesAConnectionThatMakesTheServerReset() {
        try (TestServer server = TestServer.start(holding())) {
            Integer error = flood(server, (wire, i) -> wire.get(2 * i + 1).window(2 * i + 1, 0));
            held.countDown();

            assertThat(error).isEqualTo(ENHANCE_YOUR_CALM);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16_000})
    void closesAConnectionOfContinuations(int size) {
        try (TestServer server = TestServer.start(ECHO)) {
            Integer error = flood(
                    server,
                    (wire, i) -> wire.frame(i == 0 ? Http2Wire.HEADERS : Http2Wire.CONTINUATION, 0, 1, new byte[size]));

            assertThat(error).isIn(ENHANCE_YOUR_CALM, PROTOCOL_ERROR);
            assertThatItServes(server);
        }
    }

    @Test
    void closesAConnectionOfEmptyData() {
        try (TestServer server = TestServer.start(ECHO)) {
            Integer error = flood(server, (wire, i) -> {
                if (i == 0) {
                    wire.post(1);
                }
                wire.data(1, "", false);
            });

            assertThat(error).isEqualTo(ENHANCE_YOUR_CALM);
            assertThatItServes(server);
        }
    }

    /** The client never reads the acknowledgements. */
    @ParameterizedTest
    @ValueSource(ints = {Http2Wire.PING, Http2Wire.SETTINGS, Http2Wire.HEADERS})
    void closesAConnectionWhoseClientSendsAndDoesNotRead(int type) {
        try (TestServer server = TestServer.start(ECHO, SHORT);
                Http2Wire wire = Http2Wire.to(server.port(), 4096)) {
            long sent = 0;
            try {
                for (int i = 0; sent < 200_000_000; i += 1000) {
                    byte[] frames = frames(type, i);
                    wire.sendBytes(frames);
                    sent += frames.length;
                }
            } catch (UncheckedIOException e) {
                // The server has closed.
            }

            assertThat(sent).isLessThan(100_000_000);
            assertThatItServes(server);
        }
    }

    private static byte[] frames(int type, int from) {
        ByteBuffer all = ByteBuffer.allocate(100_000);
        for (int i = from; i < from + 1000; i++) {
            if (type == Http2Wire.HEADERS) {
                byte[] block = Http2Wire.block(
                        ":method", "GET", ":scheme", "http", ":path", "/a%2f", ":authority", "localhost");
                all.put(Http2Wire.bytesOf(type, Http2Wire.END_HEADERS | Http2Wire.END_STREAM, 2 * i + 1, block));
            } else {
                all.put(Http2Wire.bytesOf(type, 0, 0, new byte[type == Http2Wire.PING ? 8 : 0]));
            }
        }
        byte[] bytes = new byte[all.position()];
        all.flip().get(bytes);
        return bytes;
    }

    /** One field of 4000 bytes goes into the table, and is named by one byte each time. */
    @Test
    void refusesAHeaderListThatGrowsWhenItIsUnpacked() {
        byte[] usual = Http2Wire.block(":method", "GET", ":scheme", "http", ":path", "/mcp", ":authority", "localhost");
        byte[] entry = Http2Wire.block("x-large", "y".repeat(4_000));
        entry[0] = 0x40;
        ByteBuffer block = ByteBuffer.allocate(usual.length + entry.length + 10_000)
                .put(usual)
                .put(entry);
        while (block.hasRemaining()) {
            block.put((byte) (0x80 | 62));
        }
        try (TestServer server = TestServer.start(ECHO);
                Http2Wire wire = Http2Wire.to(server.port())) {
            wire.frame(Http2Wire.HEADERS, Http2Wire.END_HEADERS | Http2Wire.END_STREAM, 1, block.array());
            assertThat(wire.reply(1).status()).isEqualTo(431);

            wire.get(3);
            assertThat(wire.reply(3).status()).isEqualTo(200);
        }
    }

    /** The client chooses the size of the table of the server's encoder. Values that differ must not fill it. */
    @Test
    void keepsOnlyFieldsWithFewValuesInTheTableOfTheEncoder() {
        Headers headers = Headers.of("Mcp-Session-Id", "session-4711").with("Content-Type", "application/json");
        StubEndpoint endpoint = exchange -> exchange.respond(new Exchange.Response(200, headers, new byte[12_345]));
        try (TestServer server = TestServer.start(endpoint);
                Http2Wire wire = Http2Wire.to(server.port())) {
            for (int stream = 1; stream <= 5; stream += 2) {
                Http2Wire.Frame head = wire.get(stream).next(stream, Http2Wire.HEADERS);
                while (!wire.next(stream).isLast()) {}

                assertThat(head.text())
                        .contains("session-4711")
                        .contains("12345")
                        .contains(String.valueOf(head.fields().get("date")));
                assertThat(head.text().contains("application/json")).isEqualTo(stream == 1);
            }
        }
    }

    @Test
    void refusesMoreStreamsAtOnceThanTheBound() {
        try (TestServer server = TestServer.start(holding());
                Http2Wire wire = Http2Wire.to(server.port())) {
            for (int stream = 1; stream <= 201; stream += 2) {
                wire.get(stream);
            }

            assertThat(wire.next(201, Http2Wire.RST_STREAM).error()).isEqualTo(REFUSED_STREAM);
            held.countDown();
            assertThat(wire.reply(199).status()).isEqualTo(200);
        }
    }

    /** Netty would close the connection for the body. A client that has not read the settings knows no bound. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void refusesAStreamWithABodyAndLetsTheOthersGoOn(boolean isAcknowledged) {
        try (TestServer server = TestServer.start(holding());
                Http2Wire wire = Http2Wire.to(server.port())) {
            if (isAcknowledged) {
                wire.next(0, Http2Wire.SETTINGS);
                wire.frame(Http2Wire.SETTINGS, Http2Wire.ACK, 0);
            }
            for (int stream = 1; stream <= 221; stream += 2) {
                wire.post(stream).data(stream, "half", false).data(stream, "body", true);
            }

            for (int stream = 201; stream <= 221; stream += 2) {
                assertThat(wire.next(stream, Http2Wire.RST_STREAM).error()).isEqualTo(REFUSED_STREAM);
            }
            held.countDown();
            assertThat(wire.reply(199).status()).isEqualTo(200);
        }
    }

    @Test
    void refusesMoreStreamsOfAllConnectionsThanTheBound() {
        try (TestServer server = TestServer.start(ECHO);
                Http2Wire wire = Http2Wire.to(server.port())) {
            while (server.server().beginStream()) {}
            wire.get(1);
            assertThat(wire.next(1, Http2Wire.RST_STREAM).error()).isEqualTo(REFUSED_STREAM);

            server.server().endStream();
            for (int stream = 3; stream < 9; stream += 2) {
                wire.get(stream);
                assertThat(wire.reply(stream).status()).isEqualTo(200);
            }
        }
    }

    @Test
    void refusesABodyThatIsTooLargeAndResetsItsStreamOnly() {
        try (TestServer server = TestServer.start(ECHO);
                Http2Wire wire = Http2Wire.to(server.port())) {
            wire.post(1, "content-length", "1001");
            assertThat(wire.reply(1).status()).isEqualTo(413);
            assertThat(wire.next(1, Http2Wire.RST_STREAM).error()).isEqualTo(NO_ERROR);

            wire.post(3).data(3, "x".repeat(1001), false);
            assertThat(wire.reply(3).status()).isEqualTo(413);
            assertThat(wire.next(3, Http2Wire.RST_STREAM).error()).isEqualTo(NO_ERROR);

            wire.post(5, new byte[1000]);
            assertThat(wire.reply(5).status()).isEqualTo(200);
        }
    }

    @Test
    void limitsTheTimeOfABody() {
        CompletableFuture<Exchange.Body> outcome = new CompletableFuture<>();
        try (TestServer server = TestServer.start(exchange -> exchange.receive(100, outcome::complete), SHORT);
                Http2Wire wire = Http2Wire.to(server.port())) {
            wire.post(1).data(1, "half", false);

            assertThat(wire.reply(1).status()).isEqualTo(408);
            assertThat(wire.next(1, Http2Wire.RST_STREAM).error()).isEqualTo(NO_ERROR);
            assertThat(outcome).succeedsWithin(Duration.ofSeconds(5)).isInstanceOf(Exchange.Body.Aborted.class);
        }
    }

    /** The body is not read, so the server gives the client no more room. */
    @Test
    void holdsBackAClientWhoseBodyNobodyReads() {
        try (TestServer server = TestServer.start(holding());
                Http2Wire wire = Http2Wire.to(server.port())) {
            wire.post(1);
            for (int i = 0; i < 3; i++) {
                wire.data(1, "x".repeat(16_384), false);
            }
            wire.data(1, "x".repeat(16_383), false).data(1, "x", false);

            assertThat(wire.next(1, Http2Wire.RST_STREAM).error()).isEqualTo(FLOW_CONTROL_ERROR);
            held.countDown();
        }
    }

    @Test
    void resetsAStreamWhoseClientGivesNoRoomForTheResponse() {
        StubEndpoint endpoint = exchange -> exchange.respond(StubEndpoint.text(200, "x".repeat(100_000)));
        try (TestServer server = TestServer.start(endpoint, SHORT);
                Http2Wire wire = Http2Wire.to(server.port()).setting(4, 0)) {
            wire.get(1).get(3).window(3, 200_000).window(0, 200_000);

            assertThat(wire.reply(3).body()).hasSize(100_000);
            assertThat(wire.next(1, Http2Wire.HEADERS).fields()).containsEntry(":status", "200");
            assertThat(wire.next(1, Http2Wire.RST_STREAM).error()).isEqualTo(CANCEL);
        }
    }

    @Test
    void givesTimeToAClientThatReadsSlowly() throws Exception {
        StubEndpoint endpoint = exchange -> exchange.respond(StubEndpoint.text(200, "x".repeat(160_000)));
        try (TestServer server = TestServer.start(endpoint, SHORT);
                Http2Wire wire = Http2Wire.to(server.port()).setting(4, 0)) {
            wire.get(1).window(0, 200_000);
            for (int i = 0; i < 10; i++) {
                Thread.sleep(100);
                wire.window(1, 16_384);
            }

            assertThat(wire.reply(1).body()).hasSize(160_000);
        }
    }

    @Test
    void resetsAStreamWhoseWriterWaitsTooLong() {
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
                Http2Wire wire = Http2Wire.to(server.port())) {
            wire.get(1);

            assertThat(failure).succeedsWithin(Duration.ofSeconds(10)).isInstanceOf(IOException.class);
            assertThat(wire.next(1, Http2Wire.RST_STREAM).error()).isEqualTo(CANCEL);
        }
    }

    @Test
    void cutsOffADetachedStreamWithoutRoomAndLetsTheOthersGoOn() throws Exception {
        CompletableFuture<DetachedStream> opened = new CompletableFuture<>();
        StubEndpoint endpoint = exchange -> {
            if (exchange.method().equals("GET")) {
                opened.complete(exchange.detach(Headers.none(), 4));
            } else {
                ECHO.handle(exchange);
            }
        };
        try (TestServer server = TestServer.start(endpoint, SHORT);
                Http2Wire wire = Http2Wire.to(server.port()).setting(4, 0)) {
            wire.get(1);
            wire.next(1, Http2Wire.HEADERS);
            DetachedStream stream = opened.get(5, TimeUnit.SECONDS);
            for (int i = 0; i < 200; i++) {
                stream.offer(new byte[1000]);
            }

            assertThat(wire.next(1, Http2Wire.RST_STREAM).error()).isEqualTo(CANCEL);
            wire.window(0, 1000).post(3, new byte[3]).window(3, 3);
            assertThat(wire.reply(3).status()).isEqualTo(200);
        }
    }

    @Test
    void closesAConnectionThatHasNoRequest() {
        try (TestServer server = TestServer.start(ECHO, SHORT);
                Http2Wire wire = Http2Wire.to(server.port())) {
            assertThat(wire.goAway()).isEqualTo(NO_ERROR);
        }
    }

    @Test
    void closesAConnectionThatHasNoSecondRequest() {
        try (TestServer server = TestServer.start(ECHO, SHORT);
                Http2Wire wire = Http2Wire.to(server.port())) {
            wire.get(1);
            assertThat(wire.reply(1).status()).isEqualTo(200);
            assertThat(wire.goAway()).isEqualTo(NO_ERROR);
        }
    }

    @Test
    void closesAConnectionThatSendsHalfAPreface() {
        try (TestServer server = TestServer.start(ECHO, SHORT);
                var wire = server.connect().send("PRI * HTTP/2")) {
            assertThat(wire.isClosedByServer()).isTrue();
        }
    }

    @Test
    void takesAnyTimeToAnswer() throws Exception {
        try (TestServer server = TestServer.start(holding(), SHORT);
                Http2Wire wire = Http2Wire.to(server.port())) {
            wire.get(1);
            Thread.sleep(900);
            held.countDown();

            assertThat(wire.reply(1).status()).isEqualTo(200);
        }
    }

    @Test
    void announcesTheStopAndLetsAnswersGoOut() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        TestServer server = TestServer.start(exchange -> {
            running.countDown();
            await(held);
            exchange.respond(StubEndpoint.text(200, "late"));
        });
        try (Http2Wire wire = Http2Wire.to(server.port())) {
            wire.get(1);
            await(running);
            CompletableFuture<Void> stop = CompletableFuture.runAsync(server::close);

            Http2Wire.Frame last = wire.next(0, Http2Wire.GOAWAY);
            assertThat(last.error()).isEqualTo(NO_ERROR);
            assertThat(ByteBuffer.wrap(last.payload()).getInt()).isEqualTo(1);
            held.countDown();
            assertThat(wire.reply(1).body()).isEqualTo("late");
            assertThat(wire.isClosedByServer()).isTrue();
            assertThat(stop).succeedsWithin(Duration.ofSeconds(10));
        }
    }

    @Test
    void stopsInTimeIfAHandlerDoesNotEnd() {
        TestServer server = TestServer.start(holding());
        try (Http2Wire wire = Http2Wire.to(server.port())) {
            wire.get(1).frame(Http2Wire.PING, 0, 0, new byte[8]);
            wire.next(0, Http2Wire.PING);
            CompletableFuture<Void> stop = CompletableFuture.runAsync(server::close);

            assertThat(stop).succeedsWithin(Duration.ofSeconds(8));
            assertThat(wire.isClosedByServer()).isTrue();
        }
    }
}
