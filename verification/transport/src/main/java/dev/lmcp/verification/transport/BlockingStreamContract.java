package dev.lmcp.verification.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lmcp.spi.Exchange.BlockingStream;
import dev.lmcp.spi.Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Response bodies that a handler writes piece by piece. */
public abstract class BlockingStreamContract implements TransportStarter {

    private static final Headers SSE = Headers.of("Content-Type", "text/event-stream");

    @Test
    void sendsEachPieceAtOnce() {
        CountDownLatch seen = new CountDownLatch(1);
        StubEndpoint endpoint = exchange -> {
            BlockingStream stream = exchange.stream(SSE);
            write(stream, "one");
            await(seen);
            write(stream, "two");
            stream.close();
        };

        try (RunningServer server = start(endpoint);
                Wire wire = server.connect().send(Wire.post("{}"))) {
            assertThat(wire.head().headers().get("content-type")).startsWith("text/event-stream");
            assertThat(wire.nextChunk()).isEqualTo("one");
            seen.countDown();
            assertThat(wire.nextChunk()).isEqualTo("two");
            assertThat(wire.nextChunk()).isEmpty();
        }
    }

    @Test
    void sendsTheHeadBeforeAnythingIsWritten() {
        CountDownLatch seen = new CountDownLatch(1);
        StubEndpoint endpoint = exchange -> {
            exchange.stream(SSE);
            await(seen);
        };

        try (RunningServer server = start(endpoint);
                Wire wire = server.connect().send(Wire.post("{}"))) {
            assertThat(wire.head().status()).isEqualTo(200);
            seen.countDown();
            assertThat(wire.nextChunk()).isEmpty();
        }
    }

    @Test
    void acceptsPiecesFromOtherThreads() {
        StubEndpoint endpoint = exchange -> exchange.receive(100, body -> {
            BlockingStream stream = exchange.stream(SSE);
            CompletableFuture.runAsync(() -> write(stream, "beat")).join();
        });

        try (RunningServer server = start(endpoint);
                Wire wire = server.connect().send(Wire.head(2)).send("{}")) {
            assertThat(wire.reply().body()).isEqualTo("beat");
        }
    }

    @Test
    void endsTheBodyWhileTheHandlerStillRuns() {
        CountDownLatch seen = new CountDownLatch(1);
        StubEndpoint endpoint = exchange -> exchange.receive(100, body -> {
            BlockingStream stream = exchange.stream(SSE);
            write(stream, "come back later");
            stream.close();
            await(seen);
        });

        try (RunningServer server = start(endpoint);
                Wire quick = server.connect().send(Wire.post("{}"));
                Wire late = server.connect().send(Wire.head(2)).send("{}")) {
            assertThat(quick.reply().body()).isEqualTo("come back later");
            assertThat(late.reply().body()).isEqualTo("come back later");
            seen.countDown();
        }
    }

    @Test
    void refusesPiecesAfterTheRequest() {
        CompletableFuture<BlockingStream> kept = new CompletableFuture<>();
        StubEndpoint endpoint = exchange -> kept.complete(exchange.stream(SSE));

        try (RunningServer server = start(endpoint);
                Wire wire = server.connect().send(Wire.post("{}"))) {
            assertThat(wire.reply().body()).isEmpty();
            assertThat(kept).succeedsWithin(Duration.ofSeconds(5));
            assertThatThrownBy(() -> kept.join().write(new byte[] {'x'})).isInstanceOf(IOException.class);
        }
    }

    @Test
    void tellsTheWriterThatTheClientIsGone() throws Exception {
        CompletableFuture<IOException> failure = new CompletableFuture<>();
        StubEndpoint endpoint = exchange -> {
            BlockingStream stream = exchange.stream(SSE);
            byte[] piece = new byte[65_536];
            try {
                for (int i = 0; i < 10_000; i++) {
                    stream.write(piece);
                }
            } catch (IOException e) {
                failure.complete(e);
            }
        };

        try (RunningServer server = start(endpoint);
                Wire wire = server.connect().send(Wire.post("{}"))) {
            wire.head();
            wire.reset();

            assertThat(failure).succeedsWithin(Duration.ofSeconds(10)).isInstanceOf(IOException.class);
        }
    }

    private static void write(BlockingStream stream, String text) {
        try {
            stream.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("the test's own client has gone", e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the test did not go on");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
