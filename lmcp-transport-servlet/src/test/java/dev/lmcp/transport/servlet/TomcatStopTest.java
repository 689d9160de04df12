package dev.lmcp.transport.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.spi.Exchange.DetachedStream;
import dev.lmcp.spi.Headers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Tomcat ends the streams before it calls the application's listener. Jetty leaves them to the listener. */
final class TomcatStopTest {

    @Test
    void sendsALastPieceOnAStreamThatTheContainerEnds() throws Exception {
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

            assertThat(wire.nextChunk()).isEqualTo("goodbye");
            assertThat(wire.nextChunk()).isEmpty();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
