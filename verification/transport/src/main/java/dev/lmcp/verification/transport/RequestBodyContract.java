package dev.lmcp.verification.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.spi.Exchange.Body;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How a transport reads request bodies. */
public abstract class RequestBodyContract implements TransportStarter {

    private static final int MAX = 100_000;

    @Test
    void readsABodyThatArrivedWithTheHeadOnTheSameThread() throws Exception {
        CompletableFuture<Boolean> atOnce = new CompletableFuture<>();
        StubEndpoint endpoint = exchange -> {
            boolean[] called = {false};
            exchange.receive(MAX, body -> {
                called[0] = true;
                exchange.respond(StubEndpoint.text(200, "read"));
            });
            atOnce.complete(called[0]);
        };

        try (RunningServer server = start(endpoint);
                Wire wire = server.connect()) {
            wire.send(Wire.post("hello"));

            assertThat(wire.reply().body()).isEqualTo("read");
            assertThat(atOnce).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(true);
        }
    }

    @Test
    void readsABodyThatArrivesByteByByte() throws Exception {
        try (RunningServer server = start(StubEndpoint.echo(MAX));
                Wire wire = server.connect()) {
            wire.send(Wire.head(5));
            for (String letter : List.of("h", "e", "l", "l", "o")) {
                Thread.sleep(10);
                wire.send(letter);
            }

            assertThat(wire.reply().body()).isEqualTo("hello");
        }
    }

    @Test
    void readsALargeBodyUpToTheLimit() throws Exception {
        try (RunningServer server = start(StubEndpoint.echo(MAX));
                Wire wire = server.connect()) {
            String body = "x".repeat(MAX);
            wire.send(Wire.post(body));

            assertThat(wire.reply().body()).isEqualTo(body);
        }
    }

    @Test
    void readsAChunkedBodyUpToTheLimit() throws Exception {
        try (RunningServer server = start(StubEndpoint.echo(MAX));
                Wire wire = server.connect()) {
            String body = "x".repeat(MAX - 3);
            wire.send(Wire.chunkedHead() + Wire.chunk(body))
                    .send(Wire.chunk("abc"))
                    .send("0\r\n\r\n");

            assertThat(wire.reply().body()).isEqualTo(body + "abc");
        }
    }

    @Test
    void readsNoBodyIfThereIsNone() throws Exception {
        try (RunningServer server = start(StubEndpoint.echo(MAX));
                Wire wire = server.connect()) {
            wire.send("GET /mcp HTTP/1.1\r\nHost: localhost\r\n\r\n");

            assertThat(wire.reply())
                    .extracting(Wire.Reply::status, Wire.Reply::body)
                    .containsExactly(200, "");
        }
    }

    @Test
    void answersManyRequestsOnOneConnection() throws Exception {
        try (RunningServer server = start(StubEndpoint.echo(MAX));
                Wire wire = server.connect()) {
            for (int i = 0; i < 20; i++) {
                String body = "request " + i;
                if (i % 3 == 0) {
                    wire.send(Wire.post(body));
                } else if (i % 3 == 1) {
                    wire.send(Wire.head(body.length())).send(body);
                } else {
                    wire.send(Wire.chunkedHead()).send(Wire.chunk(body)).send("0\r\n\r\n");
                }
                assertThat(wire.reply().body()).isEqualTo(body);
            }
        }
    }

    @Test
    void refusesABodyThatAnnouncesTooMuchAndCloses() throws Exception {
        try (RunningServer server = start(StubEndpoint.echo(MAX));
                Wire wire = server.connect()) {
            wire.send(Wire.head(100L * 1024 * 1024));

            Wire.Reply reply = wire.reply();
            assertThat(reply.status()).isEqualTo(413);
            assertThat(reply.headers()).containsEntry("connection", "close");
            assertThat(sendUntilRefused(wire)).isLessThan(20L * 1024 * 1024);
        }
    }

    @Test
    void refusesChunksBeyondTheLimitAndCloses() throws Exception {
        try (RunningServer server = start(StubEndpoint.echo(MAX));
                Wire wire = server.connect()) {
            wire.send(Wire.chunkedHead()).send(Wire.chunk("x".repeat(MAX + 1)));

            Wire.Reply reply = wire.reply();
            assertThat(reply.status()).isEqualTo(413);
            assertThat(reply.headers()).containsEntry("connection", "close");
            assertThat(sendUntilRefused(wire)).isLessThan(20L * 1024 * 1024);
        }
    }

    private static long sendUntilRefused(Wire wire) {
        byte[] piece = Wire.chunk("x".repeat(65_536)).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        long sent = 0;
        try {
            while (sent < 100L * 1024 * 1024) {
                wire.sendBytes(piece);
                sent += piece.length;
            }
        } catch (IOException e) {
            return sent;
        }
        return sent;
    }

    @Test
    void reportsASenderThatIsGone() throws Exception {
        CompletableFuture<Body> outcome = new CompletableFuture<>();

        try (RunningServer server = start(exchange -> exchange.receive(MAX, outcome::complete));
                Wire wire = server.connect()) {
            wire.send(Wire.head(10)).send("half");
            Thread.sleep(100);
            wire.reset();

            assertThat(outcome).succeedsWithin(Duration.ofSeconds(5)).isInstanceOf(Body.Aborted.class);
        }
    }

    @Test
    void reportsABodyThatIsTooShort() throws Exception {
        CompletableFuture<Body> outcome = new CompletableFuture<>();

        try (RunningServer server = start(exchange -> exchange.receive(MAX, outcome::complete));
                Wire wire = server.connect()) {
            wire.send(Wire.head(10)).send("half");
            wire.disconnect();

            assertThat(outcome).succeedsWithin(Duration.ofSeconds(5)).isInstanceOf(Body.Aborted.class);
        }
    }

    @Test
    void refusesABodyThatTakesTooLong() throws Exception {
        CompletableFuture<Body> outcome = new CompletableFuture<>();
        StubEndpoint endpoint = exchange -> exchange.receive(MAX, outcome::complete);

        try (RunningServer server = start(endpoint, Duration.ofMillis(300));
                Wire wire = server.connect()) {
            wire.send(Wire.head(10)).send("half");

            Wire.Reply reply = wire.reply();
            assertThat(reply.status()).isEqualTo(408);
            assertThat(reply.headers()).containsEntry("connection", "close");
            assertThat(wire.isClosedByServer()).isTrue();
            assertThat(outcome).succeedsWithin(Duration.ofSeconds(5)).isInstanceOf(Body.Aborted.class);
        }
    }

    @Test
    void keepsTheConnectionIfARefusedBodyHasArrived() throws Exception {
        try (RunningServer server = start(exchange -> exchange.respond(StubEndpoint.text(401, "who")));
                Wire wire = server.connect()) {
            for (int i = 0; i < 3; i++) {
                wire.send(Wire.post("unwanted"));
                assertThat(wire.reply().status()).isEqualTo(401);
            }
        }
    }

    @Test
    void closesTheConnectionIfARefusedBodyHasNotArrived() throws Exception {
        try (RunningServer server = start(exchange -> exchange.respond(StubEndpoint.text(401, "who")));
                Wire wire = server.connect()) {
            wire.send(Wire.head(10));

            Wire.Reply reply = wire.reply();
            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.headers()).containsEntry("connection", "close");
            wire.send("unwanted!!");
            assertThat(wire.isClosedByServer()).isTrue();
        }
    }

    @Test
    void holdsNoThreadForSlowSenders() throws Exception {
        StubEndpoint endpoint = exchange -> {
            if (exchange.headers("Authorization").isEmpty()) {
                exchange.respond(StubEndpoint.text(401, "who"));
            } else {
                StubEndpoint.echo(MAX).handle(exchange);
            }
        };
        List<Wire> dribblers = new ArrayList<>();

        try (RunningServer server = start(endpoint)) {
            for (int i = 0; i < 500; i++) {
                Wire wire = server.connect();
                dribblers.add(wire);
                wire.send(dribble(i));
            }
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < dribblers.size(); i += 4) {
                    dribblers.get(i).send("1");
                    dribblers.get(i + 2).send("1");
                }
                long start = System.nanoTime();
                try (Wire wire = server.connect()) {
                    wire.send("POST /mcp HTTP/1.1\r\nHost: a\r\nAuthorization: x\r\nContent-Length: 2\r\n\r\nhi");
                    assertThat(wire.reply().body()).isEqualTo("hi");
                }
                assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start))
                        .isLessThan(2_000);
            }
        } finally {
            dribblers.forEach(Wire::close);
        }
    }

    private static String dribble(int i) {
        return switch (i % 4) {
            case 0 -> "POST /mcp HTTP/1.1\r\nHost: a\r\nAuthorization: x\r\nContent-Length: 9000\r\n\r\n{";
            case 1 -> "POST /mcp HTTP/1.1\r\nHost: a\r\nContent-Length: 9000\r\n\r\n{";
            case 2 -> "POST /mcp HTTP/1.1\r\nHost: a\r\nAuthorization: x\r\nTransfer-Encoding: chunked\r\n\r\n9";
            default -> "POST /mcp HTTP/1.1\r\nHost";
        };
    }
}
