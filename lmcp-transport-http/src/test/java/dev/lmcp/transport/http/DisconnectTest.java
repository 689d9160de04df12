package dev.lmcp.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.spi.Exchange.DetachedStream;
import dev.lmcp.spi.Headers;
import dev.lmcp.verification.transport.StubEndpoint;
import dev.lmcp.verification.transport.Wire;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The moment in which a client leaves. */
final class DisconnectTest {

    private static final Duration SOON = Duration.ofMillis(100);

    private final CompletableFuture<Void> running = new CompletableFuture<>();
    private final CompletableFuture<Void> left = new CompletableFuture<>();

    /** Waits until the client leaves. */
    private StubEndpoint waiting() {
        return exchange -> exchange.receive(100, body -> {
            exchange.onDisconnect(() -> left.complete(null));
            running.complete(null);
            left.orTimeout(10, TimeUnit.SECONDS).join();
            exchange.respond(StubEndpoint.text(200, "late"));
        });
    }

    @Test
    void isToldWhenTheClientClosesTheConnection() {
        try (TestServer server = TestServer.start(waiting());
                Wire wire = server.connect().send(Wire.post("{}"))) {
            assertThat(running).succeedsWithin(Duration.ofSeconds(5));
            wire.disconnect();

            assertThat(left).succeedsWithin(SOON);
        }
    }

    @Test
    void isToldWhenTheClientResetsTheConnection() throws Exception {
        try (TestServer server = TestServer.start(waiting());
                Wire wire = server.connect().send(Wire.post("{}"))) {
            assertThat(running).succeedsWithin(Duration.ofSeconds(5));
            wire.reset();

            assertThat(left).succeedsWithin(SOON);
        }
    }

    @Test
    void isToldOfABodyThatCameInPieces() {
        try (TestServer server = TestServer.start(waiting());
                Wire wire = server.connect().send(Wire.chunkedHead()).send(Wire.chunk("{}"))) {
            wire.send("0\r\n\r\n");
            assertThat(running).succeedsWithin(Duration.ofSeconds(5));
            wire.disconnect();

            assertThat(left).succeedsWithin(SOON);
        }
    }

    @Test
    void isToldOnlyOnceAndNotAfterTheResponse() {
        AtomicInteger count = new AtomicInteger();
        StubEndpoint endpoint = exchange -> {
            exchange.onDisconnect(count::incrementAndGet);
            exchange.respond(StubEndpoint.text(200, "done"));
        };
        try (TestServer server = TestServer.start(endpoint)) {
            try (Wire wire = server.connect().send(Wire.post("{}"))) {
                assertThat(wire.reply().body()).isEqualTo("done");
            }
        }
        assertThat(count).hasValue(0);
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
                Wire wire = server.connect().send(Wire.post("{}"))) {
            wire.head();
            wire.disconnect();

            assertThat(ended).succeedsWithin(SOON);
            assertThat(opened.get().offer(new byte[1])).isFalse();
        }
    }

    @Test
    void answersAClientThatHasClosedItsOwnSideOnly() throws Exception {
        CountDownLatch isClosed = new CountDownLatch(1);
        StubEndpoint endpoint = exchange -> exchange.receive(100, body -> {
            exchange.onDisconnect(isClosed::countDown);
            await(isClosed);
            exchange.respond(StubEndpoint.text(200, "all the same"));
        });
        try (TestServer server = TestServer.start(endpoint);
                Wire wire = server.connect().send(Wire.post("{}"))) {
            wire.endOutput();

            assertThat(wire.reply().body()).isEqualTo("all the same");
            assertThat(wire.isClosedByServer()).isTrue();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(5, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
