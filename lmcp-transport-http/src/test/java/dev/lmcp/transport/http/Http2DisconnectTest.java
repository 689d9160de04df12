package dev.lmcp.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.spi.Exchange;
import dev.lmcp.spi.Exchange.DetachedStream;
import dev.lmcp.spi.Headers;
import dev.lmcp.verification.transport.StubEndpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The moment in which a client of HTTP/2 leaves one stream, or all of them. */
final class Http2DisconnectTest {

    private static final Duration SOON = Duration.ofMillis(100);
    private static final Duration LATER = Duration.ofSeconds(5);
    private static final byte[] BODY = {'{', '}'};

    private final Map<String, CompletableFuture<Void>> left = new ConcurrentHashMap<>();
    private final CountDownLatch running = new CountDownLatch(2);

    private CompletableFuture<Void> left(String name) {
        return left.computeIfAbsent(name, ignored -> new CompletableFuture<>());
    }

    /** Waits until the client leaves. The requests have names. */
    private StubEndpoint waiting() {
        return exchange -> exchange.receive(100, body -> {
            String name = exchange.headers("name").get(0);
            exchange.onDisconnect(() -> left(name).complete(null));
            running.countDown();
            left(name).orTimeout(10, TimeUnit.SECONDS).join();
            exchange.respond(StubEndpoint.text(200, "late"));
        });
    }

    private Http2Wire connect(TestServer server) throws InterruptedException {
        Http2Wire wire = Http2Wire.to(server.port());
        wire.post(1, "name", "one").frame(Http2Wire.DATA, Http2Wire.END_STREAM, 1, BODY);
        wire.post(3, "name", "two").frame(Http2Wire.DATA, Http2Wire.END_STREAM, 3, BODY);
        assertThat(running.await(5, TimeUnit.SECONDS)).isTrue();
        return wire;
    }

    @Test
    void isToldWhenTheClientResetsAStreamAndOfThatStreamOnly() throws Exception {
        try (TestServer server = TestServer.start(waiting());
                Http2Wire wire = connect(server)) {
            wire.reset(1);

            assertThat(left("one")).succeedsWithin(SOON);
            assertThat(left("two")).isNotDone();
            left("two").complete(null);
            assertThat(wire.reply(3).body()).isEqualTo("late");
        }
    }

    @Test
    void isToldOfAllStreamsWhenTheClientClosesTheConnection() throws Exception {
        try (TestServer server = TestServer.start(waiting());
                Http2Wire wire = connect(server)) {
            wire.disconnect();

            assertThat(left("one")).succeedsWithin(SOON);
            assertThat(left("two")).succeedsWithin(SOON);
        }
    }

    @Test
    void isToldOfAllStreamsWhenTheClientResetsTheConnection() throws Exception {
        try (TestServer server = TestServer.start(waiting());
                Http2Wire wire = connect(server)) {
            wire.resetConnection();

            assertThat(left("one")).succeedsWithin(SOON);
            assertThat(left("two")).succeedsWithin(SOON);
        }
    }

    @Test
    void answersAClientThatHasClosedItsOwnSideOnly() throws Exception {
        try (TestServer server = TestServer.start(waiting());
                Http2Wire wire = connect(server)) {
            wire.endOutput();

            assertThat(left("one")).succeedsWithin(SOON);
            wire.next(0, Http2Wire.GOAWAY);
            assertThat(wire.reply(1).body()).isEqualTo("late");
            assertThat(wire.reply(3).body()).isEqualTo("late");
            assertThat(wire.isClosedByServer()).isTrue();
        }
    }

    @Test
    void reportsABodyWhoseStreamIsReset() throws Exception {
        CompletableFuture<Exchange.Body> outcome = new CompletableFuture<>();
        StubEndpoint endpoint = exchange -> {
            exchange.receive(100, outcome::complete);
            running.countDown();
        };
        try (TestServer server = TestServer.start(endpoint);
                Http2Wire wire = Http2Wire.to(server.port())) {
            wire.post(1).data(1, "half", false).post(3).data(3, "half", false);
            assertThat(running.await(5, TimeUnit.SECONDS)).isTrue();
            wire.reset(1);

            assertThat(outcome).succeedsWithin(Duration.ofSeconds(5)).isInstanceOf(Exchange.Body.Aborted.class);
        }
    }

    @Test
    void endsADetachedStreamAtOnce() throws Exception {
        CompletableFuture<DetachedStream> opened = new CompletableFuture<>();
        CompletableFuture<Void> ended = new CompletableFuture<>();
        StubEndpoint endpoint = exchange -> {
            DetachedStream stream = exchange.detach(Headers.none(), 10);
            stream.onEnd(() -> ended.complete(null));
            opened.complete(stream);
        };
        try (TestServer server = TestServer.start(endpoint);
                Http2Wire wire = Http2Wire.to(server.port())) {
            wire.get(1);
            wire.next(1, Http2Wire.HEADERS);
            wire.reset(1);

            assertThat(ended).succeedsWithin(SOON);
            assertThat(opened.get().offer(new byte[1])).isFalse();
        }
    }

    /** The handler does not want the body, so that nothing reads it. Netty then keeps what arrives. */
    @ParameterizedTest
    @EnumSource(Leaving.class)
    void endsADetachedStreamWhoseRequestIsNotComplete(Leaving leaving) throws Exception {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        StubEndpoint endpoint = exchange -> exchange.detach(Headers.none(), 10).onEnd(() -> ended.complete(null));
        try (TestServer server = TestServer.start(endpoint);
                Http2Wire wire = Http2Wire.to(server.port())) {
            wire.post(1);
            wire.next(1, Http2Wire.HEADERS);
            wire.data(1, "more", false).data(1, "more", false);
            leaving.run(wire);

            assertThat(ended).succeedsWithin(LATER);
        }
    }

    @ParameterizedTest
    @EnumSource(Leaving.class)
    void endsADetachedStreamThatBeginsAfterTheClientHasLeft(Leaving leaving) throws Exception {
        CountDownLatch hasLeft = new CountDownLatch(1);
        CompletableFuture<Void> ended = new CompletableFuture<>();
        StubEndpoint endpoint = exchange -> {
            running.countDown();
            Latches.await(hasLeft);
            exchange.detach(Headers.none(), 10).onEnd(() -> ended.complete(null));
        };
        try (TestServer server = TestServer.start(endpoint);
                Http2Wire wire = Http2Wire.to(server.port())) {
            running.countDown();
            wire.post(1);
            assertThat(running.await(5, TimeUnit.SECONDS)).isTrue();
            wire.data(1, "more", false).data(1, "more", false);
            wire.frame(Http2Wire.PING, 0, 0, new byte[8]).next(0, Http2Wire.PING);
            leaving.run(wire);
            hasLeft.countDown();

            assertThat(ended).succeedsWithin(LATER);
        }
    }

    /** How a client leaves. */
    enum Leaving {
        STREAM,
        CONNECTION,
        RESET;

        void run(Http2Wire wire) throws IOException {
            switch (this) {
                case STREAM -> wire.reset(1);
                case CONNECTION -> wire.disconnect();
                case RESET -> wire.resetConnection();
            }
        }
    }

    /** Each stream ends with its response. The client has not left then. */
    @Test
    void isNotToldAfterTheResponse() {
        StubEndpoint endpoint = exchange -> {
            exchange.onDisconnect(() -> left("one").complete(null));
            try {
                exchange.stream(Headers.none()).write(BODY);
            } catch (IOException e) {
                left("one").completeExceptionally(e);
            }
        };
        try (TestServer server = TestServer.start(endpoint);
                Http2Wire wire = Http2Wire.to(server.port())) {
            for (int stream = 1; stream < 20; stream += 2) {
                wire.get(stream);
                assertThat(wire.reply(stream).body()).isEqualTo("{}");
            }
            wire.frame(Http2Wire.PING, 0, 0, new byte[8]).next(0, Http2Wire.PING);

            assertThat(left("one")).isNotDone();
        }
    }
}
