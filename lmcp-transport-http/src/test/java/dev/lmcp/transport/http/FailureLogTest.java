package dev.lmcp.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.verification.transport.StubEndpoint;
import dev.lmcp.verification.transport.Wire;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the log says of faults of the server, and of odd clients. */
final class FailureLogTest {

    private static final Logger LOGGER = Logger.getLogger("dev.lmcp.http");

    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            records.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        LOGGER.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        LOGGER.removeHandler(handler);
    }

    private static HttpServer start(StubEndpoint endpoint) throws Exception {
        return start(endpoint, Timeouts.usual());
    }

    private static HttpServer start(StubEndpoint endpoint, Timeouts timeouts) throws Exception {
        return new HttpServer(
                endpoint,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                timeouts,
                Optional.empty(),
                TrustedProxies.none(),
                HandlerThreads.Kind.suitable());
    }

    private void assertErrorIsLogged(StubEndpoint endpoint) throws Exception {
        try (HttpServer server = start(endpoint);
                Wire wire = Wire.to(server.port()).send(Wire.post("hi"))) {
            Wire.Reply reply = wire.reply();
            assertThat(reply.status()).isEqualTo(500);
            assertThat(reply.body()).isEqualTo("HTTP status 500\n");
            assertThat(wire.isClosedByServer()).isTrue();
        }
        assertThat(records).singleElement().satisfies(record -> {
            assertThat(record.getLevel()).isEqualTo(Level.SEVERE);
            assertThat(record.getMessage()).isEqualTo("a request failed: POST /mcp");
            assertThat(record.getThrown()).hasMessage("secret detail");
        });
    }

    @Test
    void tellsAnErrorOnTheEventLoop() throws Exception {
        assertErrorIsLogged(exchange -> {
            throw new LinkageError("secret detail");
        });
    }

    @Test
    void tellsAnErrorOnAThreadThatMayBlock() throws Exception {
        assertErrorIsLogged(exchange -> exchange.runBlocking(() -> {
            throw new LinkageError("secret detail");
        }));
    }

    @Test
    void tellsAnExceptionOnTheEventLoop() throws Exception {
        assertErrorIsLogged(exchange -> {
            throw new IllegalStateException("secret detail");
        });
    }

    @Test
    void saysNothingMoreOfAClientThatLeftBeforeItsResponse() throws Exception {
        Duration timeout = Duration.ofMillis(100);
        CompletableFuture<Void> running = new CompletableFuture<>();
        CompletableFuture<Void> left = new CompletableFuture<>();
        CompletableFuture<Void> answered = new CompletableFuture<>();
        StubEndpoint waiting = exchange -> exchange.runBlocking(() -> {
            exchange.onDisconnect(() -> left.complete(null));
            running.complete(null);
            left.orTimeout(5, TimeUnit.SECONDS).join();
            exchange.respond(StubEndpoint.text(200, "late"));
            answered.complete(null);
        });
        LOGGER.setLevel(Level.FINE);
        try (HttpServer server = start(waiting, new Timeouts(timeout, timeout, timeout, timeout, timeout));
                Wire wire = Wire.to(server.port()).send(Wire.post("hi"))) {
            assertThat(running).succeedsWithin(Duration.ofSeconds(5));
            wire.reset();
            assertThat(answered).succeedsWithin(Duration.ofSeconds(5));
            Thread.sleep(500);
        } finally {
            LOGGER.setLevel(null);
        }
        assertThat(records).extracting(LogRecord::getMessage).noneMatch(message -> message.contains("did not read"));
    }

    @Test
    void tellsAFaultOfTheConnectionItself() {
        ConnectionFailure.log(new IllegalStateException("a fault of the server"));
        ConnectionFailure.log(new OutOfMemoryError("no memory"));

        assertThat(records).extracting(LogRecord::getLevel).containsExactly(Level.WARNING, Level.WARNING);
        assertThat(records)
                .extracting(record -> record.getThrown().getMessage())
                .containsExactly("a fault of the server", "no memory");
    }

    @Test
    void namesOnlyTheKindOfAFaultOfAClient() {
        String token = "474554202f";
        LOGGER.setLevel(Level.FINE);
        try {
            ConnectionFailure.log(new DecoderException(new NotSslRecordException("not a record: " + token)));
            ConnectionFailure.log(new NotSslRecordException(token));
            ConnectionFailure.log(new SocketException("Connection reset"));
            ConnectionFailure.log(new ClosedChannelException());
        } finally {
            LOGGER.setLevel(null);
        }
        assertThat(records).extracting(LogRecord::getLevel).containsOnly(Level.FINE);
        assertThat(records)
                .extracting(record -> new SimpleFormatter().formatMessage(record))
                .containsExactly(
                        "a connection failed: NotSslRecordException",
                        "a connection failed: NotSslRecordException",
                        "a connection failed: SocketException",
                        "a connection failed: ClosedChannelException");
    }

    /** Each of them breaks another rule of HTTP/2. */
    @Test
    void saysNothingOfAnOddClientOfHttp2() throws Exception {
        try (HttpServer server = start(StubEndpoint.echo(100))) {
            for (int type : new int[] {Http2Wire.DATA, Http2Wire.SETTINGS, Http2Wire.CONTINUATION, Http2Wire.PING}) {
                try (Http2Wire wire = Http2Wire.to(server.port()).frame(type, 0, 2, new byte[3])) {
                    assertThat(wire.goAway()).isNotNull();
                }
            }
        }
        assertThat(records).isEmpty();
    }

    @Test
    void saysNothingOfAnOddClient() throws Exception {
        try (HttpServer server = start(StubEndpoint.echo(100))) {
            try (Wire wire = Wire.to(server.port()).send("hello\r\n\r\n")) {
                assertThat(wire.reply().status()).isEqualTo(400);
            }
            try (Wire wire = Wire.to(server.port()).send(Wire.head(10))) {
                wire.reset();
            }
            try (Wire wire = Wire.to(server.port()).send(Wire.post("hi"))) {
                assertThat(wire.reply().status()).isEqualTo(200);
            }
        }
        assertThat(records).isEmpty();
    }
}
