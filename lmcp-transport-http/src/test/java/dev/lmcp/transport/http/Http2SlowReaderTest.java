package dev.lmcp.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.spi.Exchange;
import dev.lmcp.spi.Headers;
import dev.lmcp.verification.transport.StubEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/** A client of HTTP/2 that reads slowly while more answers wait for it. */
final class Http2SlowReaderTest {

    private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(2);
    private static final int REQUESTS = 90;
    private static final int FIELD_BYTES = 30_000;

    /** A head is outside of the flow control, so that nothing but the socket holds it back. */
    private static final Headers LARGE =
            Headers.of("a", "\u007f".repeat(FIELD_BYTES)).with("b", "\u007f".repeat(FIELD_BYTES));

    private final Semaphore answers = new Semaphore(0);

    private static byte[] get(int stream) {
        byte[] block =
                Http2Wire.block(":method", "GET", ":scheme", "http", ":path", "/" + stream, ":authority", "localhost");
        return Http2Wire.bytesOf(Http2Wire.HEADERS, Http2Wire.END_HEADERS | Http2Wire.END_STREAM, stream, block);
    }

    private void answer(Exchange exchange) {
        if (exchange.path().equals("/1")) {
            exchange.respond(new Exchange.Response(200, Headers.none(), new byte[3_000_000]));
        } else {
            answers.acquireUninterruptibly();
            exchange.respond(new Exchange.Response(204, LARGE, new byte[0]));
        }
    }

    @Test
    void isServedAsLongAsItReads() throws Exception {
        Timeouts usual = Timeouts.usual();
        Timeouts timeouts = new Timeouts(usual.head(), usual.idle(), usual.body(), WRITE_TIMEOUT, usual.unread());
        try (TestServer server = TestServer.start((StubEndpoint) this::answer, timeouts);
                Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
            Http2Wire wire = Http2Wire.over(socket).setting(4, 10_000_000).window(0, 10_000_000);
            for (int i = 0; i <= REQUESTS; i++) {
                wire.sendBytes(get(2 * i + 1));
            }

            assertThat(readSlowly(socket.getInputStream())).isEqualTo(7_000_000);
        }
    }

    private long readSlowly(InputStream in) throws IOException, InterruptedException {
        long total = 0;
        byte[] bytes = new byte[100_000];
        for (int i = 0; i < 70; i++) {
            Thread.sleep(100);
            answers.release(6);
            total += in.readNBytes(bytes, 0, bytes.length);
        }
        return total;
    }
}
