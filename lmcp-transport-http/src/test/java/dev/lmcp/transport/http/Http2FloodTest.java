package dev.lmcp.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.spi.Headers;
import dev.lmcp.verification.transport.StubEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Frames of HTTP/2 that carry nothing, from a client that reads what the server answers. */
final class Http2FloodTest {

    private static final int PADDED = 8;
    private static final int UNKNOWN = 99;
    private static final int ENHANCE_YOUR_CALM = 11;

    private static final StubEndpoint ECHO = StubEndpoint.echo(100_000);

    /** What a client may send in any number, if nobody counts. */
    enum Flood {
        PING(Http2Wire.PING, 0, 0, 8),
        PING_ANSWER(Http2Wire.PING, Http2Wire.ACK, 0, 8),
        SETTINGS(Http2Wire.SETTINGS, 0, 0, 0),
        LARGE_SETTINGS(Http2Wire.SETTINGS, 0, 0, 6_000),
        PRIORITY(Http2Wire.PRIORITY, 0, 3, 5),
        WINDOW(Http2Wire.WINDOW_UPDATE, 0, 0, 4),
        WINDOW_OF_AN_ENDED_STREAM(Http2Wire.WINDOW_UPDATE, 0, 1, 4),
        RESET_OF_AN_ENDED_STREAM(Http2Wire.RST_STREAM, 0, 1, 4),
        PADDING(Http2Wire.DATA, PADDED, 3, 2),
        UNKNOWN_FRAME(UNKNOWN, 0, 0, 0);

        private final int type;
        private final int flags;
        private final int stream;
        private final int length;

        Flood(int type, int flags, int stream, int length) {
            this.type = type;
            this.flags = flags;
            this.stream = stream;
            this.length = length;
        }

        byte[] frame() {
            byte[] payload = new byte[length];
            if (type != Http2Wire.PING && type != Http2Wire.SETTINGS && length > 0) {
                // A weight, an increment or an error code; all of the padding.
                payload[this == PADDING ? 0 : length - 1] = 1;
            }
            return Http2Wire.bytesOf(type, flags, stream, payload);
        }
    }

    @ParameterizedTest
    @EnumSource
    void isEnded(Flood flood) throws Exception {
        try (TestServer server = TestServer.start(ECHO)) {
            try (Http2Wire wire = Http2Wire.to(server.port())) {
                wire.get(1);
                assertThat(wire.reply(1).status()).isEqualTo(200);
                wire.post(3);
                CompletableFuture<Integer> error = CompletableFuture.supplyAsync(wire::goAway);
                try {
                    for (int i = 0; i < 20_000 && !error.isDone(); i++) {
                        wire.sendBytes(flood.frame());
                    }
                } catch (UncheckedIOException e) {
                    // The server has closed.
                }
                assertThat(error.get(25, TimeUnit.SECONDS)).isEqualTo(ENHANCE_YOUR_CALM);
            }
            try (Http2Wire wire = Http2Wire.to(server.port())) {
                wire.get(1);
                assertThat(wire.reply(1).status()).isEqualTo(200);
            }
        }
    }

    @Test
    void isEndedIfItsFramesComeInPieces() throws Exception {
        byte[] frames = new byte[17 * 3000];
        for (int i = 0; i < 3000; i++) {
            System.arraycopy(Flood.PING.frame(), 0, frames, 17 * i, 17);
        }
        try (TestServer server = TestServer.start(ECHO);
                Http2Wire wire = Http2Wire.to(server.port())) {
            CompletableFuture<Integer> error = CompletableFuture.supplyAsync(wire::goAway);
            try {
                for (int at = 0; at < frames.length; at += 5) {
                    wire.sendBytes(Arrays.copyOfRange(frames, at, at + 5));
                }
            } catch (UncheckedIOException e) {
                // The server has closed.
            }
            assertThat(error.get(25, TimeUnit.SECONDS)).isEqualTo(ENHANCE_YOUR_CALM);
        }
    }

    /** It updates both windows for each kilobyte, and measures the connection with a PING. */
    @Test
    void isNotWhatAClientSendsThatReadsMuch() {
        int size = 8_000_000;
        StubEndpoint endpoint = exchange -> {
            var stream = exchange.stream(Headers.none());
            try {
                for (int i = 0; i < size / 1000; i++) {
                    stream.write(new byte[1000]);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        try (TestServer server = TestServer.start(endpoint);
                Http2Wire wire = Http2Wire.to(server.port())) {
            wire.get(1);
            int read = 0;
            boolean isMore = true;
            while (isMore) {
                Http2Wire.Frame frame = wire.next(1);
                isMore = !frame.isLast();
                if (frame.type() == Http2Wire.DATA && frame.payload().length > 0) {
                    read += frame.payload().length;
                    wire.window(0, frame.payload().length).window(1, frame.payload().length);
                    wire.sendBytes(Flood.PING.frame());
                }
            }
            assertThat(read).isEqualTo(size);
        }
    }

    @Test
    void isNotWhatAClientSendsWithManyRequests() {
        try (TestServer server = TestServer.start(ECHO);
                Http2Wire wire = Http2Wire.to(server.port())) {
            for (int stream = 1; stream < 8_000; stream += 2) {
                wire.post(stream).data(stream, "hi", true);
                assertThat(wire.reply(stream).body()).isEqualTo("hi");
                wire.window(0, 2).sendBytes(Flood.PING.frame());
            }
        }
    }

    /** Many small frames of one large body. */
    @Test
    void isNotABodyInSmallPieces() {
        try (TestServer server = TestServer.start(ECHO);
                Http2Wire wire = Http2Wire.to(server.port())) {
            wire.post(1);
            for (int i = 0; i < 5_000; i++) {
                wire.data(1, "x", false);
            }
            wire.data(1, "", true);
            assertThat(wire.reply(1).body()).hasSize(5_000);
        }
    }

    @Test
    void isForgottenAfterSomeTime() throws Exception {
        try (TestServer server = TestServer.start(ECHO);
                Http2Wire wire = Http2Wire.to(server.port())) {
            for (int i = 0; i < 1_200; i++) {
                wire.sendBytes(Flood.UNKNOWN_FRAME.frame());
            }
            Thread.sleep(1_500);
            for (int i = 0; i < 150; i++) {
                wire.sendBytes(Flood.UNKNOWN_FRAME.frame());
            }
            wire.get(1);
            assertThat(wire.reply(1).status()).isEqualTo(200);
        }
    }
}
