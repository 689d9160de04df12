package dev.lmcp.transport.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.spi.Exchange;
import dev.lmcp.spi.Exchange.DetachedStream;
import dev.lmcp.spi.Headers;
import dev.lmcp.verification.transport.StubEndpoint;
import dev.lmcp.verification.transport.Wire;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Each way in which a cycle ends, in each container. */
@ParameterizedClass
@EnumSource(Container.class)
final class AsyncCyclesTest {

    private static final Headers SSE = Headers.of("Content-Type", "text/event-stream");

    @Parameter
    private Container container;

    private final BlockingQueue<DetachedStream> streams = new LinkedBlockingQueue<>();

    private StubEndpoint detaching() {
        return exchange -> exchange.receive(100, body -> streams.add(exchange.detach(SSE, 1)));
    }

    private DetachedStream opened(Running server) throws InterruptedException {
        DetachedStream stream = streams.poll(5, TimeUnit.SECONDS);
        assertThat(stream).isNotNull();
        assertThat(AsyncCycles.of(server.context()).isEmpty()).isFalse();
        return stream;
    }

    /** On a busy machine the end may take longer than the two seconds of one wait. */
    private static void assertEnds(Running server) {
        AsyncCycles cycles = AsyncCycles.of(server.context());
        for (int time = 0; time < 10 && !cycles.isEmpty(); time++) {
            Departure.await(server.context());
        }

        assertThat(cycles.isEmpty()).isTrue();
    }

    @Test
    void aStreamIsCompleted() throws Exception {
        try (Running server = container.start(detaching());
                Wire wire = server.connect().send(Wire.post("{}"))) {
            DetachedStream stream = opened(server);
            wire.head();
            stream.close();

            assertEnds(server);
        }
    }

    @Test
    void aStreamIsOpenedAfterALateBody() throws Exception {
        try (Running server = container.start(detaching());
                Wire wire = server.connect().send(Wire.head(2))) {
            wire.send("{}");
            DetachedStream stream = opened(server);
            wire.head();
            stream.close();

            assertEnds(server);
        }
    }

    @Test
    void theClientOfAStreamDoesNotRead() throws Exception {
        try (Running server = container.start(detaching());
                Wire wire = server.connect().send(Wire.post("{}"))) {
            DetachedStream stream = opened(server);
            wire.head();
            byte[] piece = new byte[1024 * 1024];
            while (stream.offer(piece)) {
                Thread.onSpinWait();
            }

            assertEnds(server);
        }
    }

    @Test
    void aStreamIsCutOff() throws Exception {
        try (Running server = container.start(detaching());
                Wire wire = server.connect().send(Wire.post("{}"))) {
            DetachedStream stream = opened(server);
            wire.head();
            byte[] piece = new byte[64 * 1024];
            while (stream.offer(piece)) {
                Thread.onSpinWait();
            }

            assertEnds(server);
        }
    }

    @Test
    void aLateBodyIsAnswered() {
        try (Running server = container.start(StubEndpoint.echo(100));
                Wire wire = server.connect().send(Wire.head(2))) {
            wire.send("{}");
            assertThat(wire.reply().body()).isEqualTo("{}");

            assertEnds(server);
        }
    }

    @Test
    void aLateBodyIsAborted() {
        try (Running server = container.start(StubEndpoint.echo(100))) {
            server.connect().send(Wire.head(2) + "{").close();

            assertEnds(server);
        }
    }

    @Test
    void aBodyIsNotRead() {
        StubEndpoint refusing = exchange -> exchange.respond(new Exchange.Response(401, Headers.none(), new byte[0]));
        try (Running server = container.start(new McpServlet(refusing), Map.of());
                Wire wire = server.connect().send(Wire.head(100_000) + "x".repeat(99_000))) {
            assertThat(wire.head().status()).isEqualTo(401);
            wire.send("x".repeat(1000));

            assertEnds(server);
        }
    }
}
