package dev.lmcp.verification.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.spi.Exchange.DetachedStream;
import dev.lmcp.spi.Headers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Response bodies for which no thread waits. */
public abstract class DetachedStreamContract implements TransportStarter {

    private static final Headers SSE = Headers.of("Content-Type", "text/event-stream");

    private final BlockingQueue<DetachedStream> streams = new LinkedBlockingQueue<>();

    private StubEndpoint detaching(int maxQueued) {
        return exchange -> exchange.receive(100, body -> streams.add(exchange.detach(SSE, maxQueued)));
    }

    private DetachedStream opened() throws InterruptedException {
        DetachedStream stream = streams.poll(5, TimeUnit.SECONDS);
        assertThat(stream).isNotNull();
        return stream;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Waits for an end action, which a thread of the transport may run. */
    private static void awaitFirst(AtomicInteger ends) throws InterruptedException {
        for (int i = 0; ends.get() == 0 && i < 500; i++) {
            Thread.sleep(10);
        }
    }

    @Test
    void sendsTheHeadAtOnce() {
        try (RunningServer server = start(detaching(10));
                Wire wire = server.connect().send(Wire.post("{}"))) {
            assertThat(wire.head().status()).isEqualTo(200);
        }
    }

    @Test
    void sendsPiecesInOrderAndEnds() throws Exception {
        try (RunningServer server = start(detaching(10));
                Wire wire = server.connect().send(Wire.post("{}"))) {
            DetachedStream stream = opened();
            wire.head();
            for (int i = 0; i < 100; i++) {
                assertThat(stream.offer(bytes("piece " + i))).isTrue();
                assertThat(wire.nextChunk()).isEqualTo("piece " + i);
            }
            stream.close();

            assertThat(wire.nextChunk()).isEmpty();
            assertThat(stream.offer(bytes("late"))).isFalse();
        }
    }

    @Test
    void sendsPiecesThatWereOfferedBeforeTheRequestLeftItsThread() {
        StubEndpoint endpoint = exchange -> {
            DetachedStream stream = exchange.detach(SSE, 10);
            stream.offer(bytes("early "));
            stream.offer(bytes("bird"));
            stream.close();
        };

        try (RunningServer server = start(endpoint);
                Wire wire = server.connect().send(Wire.post("{}"))) {
            assertThat(wire.reply().body()).isEqualTo("early bird");
        }
    }

    @Test
    void worksAfterABodyThatArrivedLate() throws Exception {
        try (RunningServer server = start(detaching(10));
                Wire wire = server.connect().send(Wire.head(2))) {
            Thread.sleep(50);
            wire.send("{}");
            DetachedStream stream = opened();
            wire.head();
            stream.offer(bytes("one"));
            assertThat(wire.nextChunk()).isEqualTo("one");
            stream.offer(bytes("two"));
            assertThat(wire.nextChunk()).isEqualTo("two");
            stream.close();
            assertThat(wire.nextChunk()).isEmpty();
        }
    }

    @Test
    void keepsTheConnectionForAnotherRequest() throws Exception {
        try (RunningServer server = start(detaching(10));
                Wire wire = server.connect()) {
            for (int i = 0; i < 5; i++) {
                wire.send(Wire.post("{}"));
                DetachedStream stream = opened();
                stream.offer(bytes("round " + i));
                stream.close();
                assertThat(wire.reply().body()).isEqualTo("round " + i);
            }
        }
    }

    @Test
    void keepsTheOrderOfEachThread() throws Exception {
        int threads = 6;
        int each = 2_000;
        try (RunningServer server = start(detaching(threads * each));
                Wire wire = server.connect().send(Wire.post("{}"))) {
            DetachedStream stream = opened();
            List<CompletableFuture<Void>> writers = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                String name = "t" + thread;
                writers.add(CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < each; i++) {
                        stream.offer(bytes(name + " " + i + "\n"));
                    }
                }));
            }
            writers.forEach(writer -> assertThat(writer).succeedsWithin(Duration.ofSeconds(20)));
            stream.close();

            List<String> lines = wire.reply().body().lines().toList();
            assertThat(lines).hasSize(threads * each);
            for (int thread = 0; thread < threads; thread++) {
                String name = "t" + thread + " ";
                List<Integer> numbers = lines.stream()
                        .filter(line -> line.startsWith(name))
                        .map(line -> Integer.valueOf(line.substring(name.length())))
                        .toList();
                assertThat(numbers).isSorted().hasSize(each);
            }
        }
    }

    @Test
    void closesTheConnectionOfASlowClient() throws Exception {
        AtomicInteger ends = new AtomicInteger();
        try (RunningServer server = start(detaching(16));
                Wire wire = server.connect(4096).send(Wire.post("{}"))) {
            DetachedStream stream = opened();
            stream.onEnd(ends::incrementAndGet);
            byte[] piece = new byte[64 * 1024];
            long slowest = 0;
            int offered = 0;
            boolean taken = true;
            while (taken && offered < 10_000) {
                long start = System.nanoTime();
                taken = stream.offer(piece);
                slowest = Math.max(slowest, System.nanoTime() - start);
                offered++;
            }

            assertThat(taken).isFalse();
            awaitFirst(ends);
            assertThat(TimeUnit.NANOSECONDS.toMillis(slowest)).isLessThan(500);
            long start = System.nanoTime();
            assertThat(wire.isClosedByServer()).isTrue();
            assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start))
                    .isLessThan(5);
            assertThat(stream.offer(piece)).isFalse();
            stream.close();
            assertThat(ends).hasValue(1);
        }
    }

    @Test
    void noticesWhileWritingThatTheClientIsGone() throws Exception {
        AtomicInteger ends = new AtomicInteger();
        try (RunningServer server = start(detaching(16));
                Wire wire = server.connect().send(Wire.post("{}"))) {
            DetachedStream stream = opened();
            stream.onEnd(ends::incrementAndGet);
            wire.head();
            wire.reset();

            boolean taken = true;
            for (int i = 0; taken && i < 200; i++) {
                taken = stream.offer(bytes(": beat\n\n"));
                Thread.sleep(10);
            }
            assertThat(taken).isFalse();
            awaitFirst(ends);
            assertThat(ends).hasValue(1);
        }
    }

    @Test
    void runsAnActionAtOnceIfTheStreamHasEnded() throws Exception {
        try (RunningServer server = start(detaching(16));
                Wire wire = server.connect().send(Wire.post("{}"))) {
            DetachedStream stream = opened();
            CompletableFuture<Void> end = new CompletableFuture<>();
            stream.onEnd(() -> end.complete(null));
            stream.close();
            wire.reply();
            assertThat(end).succeedsWithin(Duration.ofSeconds(5));
            AtomicInteger ends = new AtomicInteger();
            stream.onEnd(ends::incrementAndGet);
            stream.onEnd(ends::incrementAndGet);

            assertThat(ends).hasValue(2);
        }
    }

    @Test
    void holdsNoThread() throws Exception {
        List<Wire> wires = new ArrayList<>();
        try (RunningServer server = start(detaching(16))) {
            for (int i = 0; i < 300; i++) {
                wires.add(server.connect().send(Wire.post("{}")));
            }
            List<DetachedStream> all = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                all.add(opened());
            }
            all.forEach(stream -> stream.offer(bytes("news")));
            for (Wire wire : wires) {
                wire.head();
                assertThat(wire.nextChunk()).isEqualTo("news");
            }
        } finally {
            wires.forEach(Wire::close);
        }
    }
}
