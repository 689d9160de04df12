package dev.lmcp.transport.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.spi.Exchange.DetachedStream;
import dev.lmcp.spi.Headers;
import dev.lmcp.verification.transport.StubEndpoint;
import dev.lmcp.verification.transport.Wire;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Tomcat ends the streams before it calls the application's listener. Jetty leaves them to the listener. */
final class TomcatStopTest {

    private static final int ATTEMPTS = 10;

    /**
     * Tomcat closes the connections right after it has told the streams, and does not wait for them. On a busy machine the
     * connection is sometimes closed first, so one stop proves nothing.
     */
    @Test
    void sendsALastPieceOnAStreamThatTheContainerEnds() throws Exception {
        List<String> afterStop = new ArrayList<>();
        do {
            afterStop.add(stopWithAnOpenStream());
        } while (!afterStop.contains("goodbye") && afterStop.size() < ATTEMPTS);

        assertThat(afterStop).contains("goodbye").doesNotContain("hello");
    }

    /** Stops a server with an open stream; returns what its client receives then, or nothing. */
    private static String stopWithAnOpenStream() throws Exception {
        BlockingQueue<DetachedStream> streams = new LinkedBlockingQueue<>();
        Running server = Container.TOMCAT.start((StubEndpoint) exchange -> exchange.receive(
                100, body -> streams.add(exchange.detach(Headers.of("Content-Type", "text/event-stream"), 16))));
        try (Wire wire = server.connect().send(Wire.post("{}"))) {
            DetachedStream stream = streams.poll(5, TimeUnit.SECONDS);
            assertThat(stream).isNotNull();
            stream.onStop(() -> {
                stream.offer(bytes("goodbye"));
                stream.close();
            });
            wire.head();
            // the container may not have reported yet that the stream is writable
            stream.offer(bytes("hello"));
            assertThat(wire.nextChunk()).isEqualTo("hello");
            server.close();

            String last = wire.nextChunk();
            assertThat(wire.nextChunk()).isEmpty();
            return last;
        } catch (UncheckedIOException e) {
            return "";
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
