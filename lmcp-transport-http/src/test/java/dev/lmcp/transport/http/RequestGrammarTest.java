package dev.lmcp.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.spi.Exchange;
import dev.lmcp.spi.Headers;
import dev.lmcp.verification.transport.StubEndpoint;
import dev.lmcp.verification.transport.Wire;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that two servers on the way may read differently (RFC 9112 §11.2), and other odd ones. */
final class RequestGrammarTest {

    private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";

    private static final List<String> SEEN = new CopyOnWriteArrayList<>();

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start((StubEndpoint) exchange -> {
            SEEN.add(exchange.path());
            if (exchange.path().equals("/stream")) {
                stream(exchange);
            } else {
                exchange.receive(1000, body -> exchange.respond(StubEndpoint.text(200, told(exchange))));
            }
        });
    }

    private static void stream(Exchange exchange) {
        Exchange.DetachedStream stream = exchange.detach(Headers.none(), 10);
        stream.offer(new byte[] {'a'});
        stream.close();
    }

    private static String told(Exchange exchange) {
        return exchange.method() + " " + exchange.path() + " "
                + exchange.query().orElse("-") + " " + exchange.url().orElse("-");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String request(String fields) {
        return "POST /mcp HTTP/1.1\r\nHost: a\r\n"
                + fields.replace("\\r", "\r").replace("\\n", "\n").replace("\\t", "\t");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\n",
                "Transfer-Encoding: chunked\\r\\nContent-Length: 5\\r\\n\\r\\n0\\r\\n\\r\\n",
                "Content-Length: 5\\r\\nContent-Length: 5\\r\\n\\r\\nhello",
                "Content-Length: 5\\r\\nContent-Length: 6\\r\\n\\r\\nhello",
                "Content-Length: 5, 5\\r\\n\\r\\nhello",
                "Content-Length: +5\\r\\n\\r\\nhello",
                "Content-Length: -5\\r\\n\\r\\nhello",
                "Content-Length: 0x5\\r\\n\\r\\nhello",
                "Content-Length: 5 5\\r\\n\\r\\nhello",
                "Content-Length:\\r\\n\\r\\nhello",
                "Content-Length: 99999999999999999999\\r\\n\\r\\nhello",
                "Content-Length : 5\\r\\n\\r\\nhello",
                "Transfer-Encoding : chunked\\r\\n\\r\\n0\\r\\n\\r\\n",
                "Transfer-Encoding: xchunked\\r\\n\\r\\n0\\r\\n\\r\\n",
                "Transfer-Encoding: chunked, identity\\r\\n\\r\\n0\\r\\n\\r\\n",
                "Transfer-Encoding: gzip, chunked\\r\\n\\r\\n0\\r\\n\\r\\n",
                "Transfer-Encoding: identity\\r\\n\\r\\n",
                "Transfer-Encoding: chunked\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\n",
                "Transfer-Encoding: \u000bchunked\\r\\n\\r\\n0\\r\\n\\r\\n",
                "Transfer-Encoding:\\r\\n chunked\\r\\n\\r\\n0\\r\\n\\r\\n",
                "X-One: a\\r\\n folded\\r\\nContent-Length: 0\\r\\n\\r\\n",
                "X-One: a\\r\\n\\tfolded\\r\\nContent-Length: 0\\r\\n\\r\\n",
                " X-One: a\\r\\nContent-Length: 0\\r\\n\\r\\n",
                "X-One: a\\nContent-Length: 0\\r\\n\\r\\n",
                "X-One: a\\rContent-Length: 0\\r\\n\\r\\n",
                "X-One\\r\\nContent-Length: 0\\r\\n\\r\\n",
                ": a\\r\\nContent-Length: 0\\r\\n\\r\\n",
                "X One: a\\r\\nContent-Length: 0\\r\\n\\r\\n",
                "X-One: \u0000\\r\\nContent-Length: 0\\r\\n\\r\\n",
                "Host: b\\r\\nContent-Length: 0\\r\\n\\r\\n"
            })
    void refusesFieldsOfTwoMeaningsAndReadsNoMore(String fields) {
        SEEN.clear();
        try (Wire wire = server.connect().send(request(fields) + SMUGGLED)) {
            Wire.Reply reply = wire.reply();

            assertThat(reply.status()).isIn(400, 501);
            assertThat(reply.headers()).containsEntry("connection", "close");
            assertThat(wire.isClosedByServer()).isTrue();
            assertThat(SEEN).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5;a=b\n\r\nhello\r\n0\r\n\r\n",
                "5\nhello\r\n0\r\n\r\n",
                "5\r\nhello0\r\n\r\n",
                "5\r\nhello\n0\r\n\r\n",
                "-5\r\nhello\r\n0\r\n\r\n",
                "+5\r\nhello\r\n0\r\n\r\n",
                "0x5\r\nhello\r\n0\r\n\r\n",
                "5 5\r\nhello\r\n0\r\n\r\n",
                "\r\nhello\r\n0\r\n\r\n",
                "ffffffffffffffff1\r\nhello\r\n0\r\n\r\n",
                "z\r\nhello\r\n0\r\n\r\n"
            })
    void refusesChunksOfTwoMeaningsAndReadsNoMore(String chunks) {
        SEEN.clear();
        try (Wire wire = server.connect().send(Wire.chunkedHead() + chunks + SMUGGLED)) {
            assertThat(wire.reply().status()).isEqualTo(400);
            assertThat(wire.isClosedByServer()).isTrue();
            assertThat(SEEN).doesNotContain("/smuggled");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hello|400",
                "POST /mcp|400",
                "POST /mcp HTTP/9.9|505",
                "POST /mcp HTTP/2.0|505",
                "POST /mcp HTTP/1.1 x|400",
                "POST /mcp http/1.1|400",
                "POST /mcp HTTP/1.10|400",
                "'POST\t/mcp HTTP/1.1'|400",
                "'POST /mcp\tHTTP/1.1'|400",
                "'POST\u000b/mcp HTTP/1.1'|400",
                "'POST /mcp\fHTTP/1.1'|400",
                "'POST\r/mcp HTTP/1.1'|400",
                "'POST /mcp\rHTTP/1.1'|400",
                "'POST /mcp \r HTTP/1.1'|400",
                "P@ST /mcp HTTP/1.1|400",
                "POST mcp HTTP/1.1|400",
                "POST http:/mcp HTTP/1.1|400",
                "POST ftp://a/mcp HTTP/1.1|400",
                "POST http://b/mcp HTTP/1.1|400",
                "CONNECT a:443 HTTP/1.1|400",
                "POST * HTTP/1.1|400",
                "POST /mcp/../mcp HTTP/1.1|400",
                "POST /mcp/%2e%2e/mcp HTTP/1.1|400",
                "POST /mcp%2fmcp HTTP/1.1|400",
                "POST /mcp%5cmcp HTTP/1.1|400",
                "POST /mcp\\mcp HTTP/1.1|400",
                "POST /mcp%00 HTTP/1.1|400",
                "POST /mcp%0a HTTP/1.1|400",
                "POST /mcp%0D HTTP/1.1|400",
                "POST /mcp%1b[2J HTTP/1.1|400",
                "POST /mcp%7f HTTP/1.1|400",
                "POST /mcp%C2%85 HTTP/1.1|400",
                "POST /mcp%E2%80%A8 HTTP/1.1|400",
                "POST /mcp% HTTP/1.1|400",
                "POST /mcp%zz HTTP/1.1|400",
                "POST /mcp%ff HTTP/1.1|400",
                "POST /mcp#x HTTP/1.1|400"
            })
    void refusesAnOddRequestLine(String line, int status) {
        try (Wire wire = server.connect().send(line + "\r\nHost: a\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(wire.reply().status()).isEqualTo(status);
            assertThat(wire.isClosedByServer()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /mcp HTTP/1.1|GET /mcp - http://a/mcp",
                "GET /mcp?a=%20b HTTP/1.1|GET /mcp a=%20b http://a/mcp",
                "GET http://a/mcp?x HTTP/1.1|GET /mcp x http://a/mcp",
                "GET HTTP://A/mcp HTTP/1.1|GET /mcp - http://a/mcp",
                "GET http://a HTTP/1.1|GET / - http://a/",
                "GET http://a?x HTTP/1.1|GET / x http://a/",
                "OPTIONS * HTTP/1.1|OPTIONS * - http://a",
                "GET /m%63p HTTP/1.1|GET /mcp - http://a/m%63p",
                "GET /%C3%A9 HTTP/1.1|GET /é - http://a/%C3%A9",
                "get /mcp HTTP/1.1|get /mcp - http://a/mcp",
                "GET /a..b HTTP/1.1|GET /a..b - http://a/a..b"
            })
    void readsATargetInEachForm(String line, String told) {
        try (Wire wire = server.connect().send(line + "\r\nHost: a\r\n\r\n")) {
            assertThat(wire.reply().body()).isEqualTo(told);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Host: a b\r\n", "Host: a/b\r\n", "Host: a@b\r\n", "Host: a\r\nHost: a\r\n"})
    void refusesARequestWithoutOneHost(String fields) {
        try (Wire wire = server.connect().send("GET /mcp HTTP/1.1\r\n" + fields + "\r\n")) {
            assertThat(wire.reply().status()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a:80", "[::1]:8080", "xn--e1afmkfd.example", ""})
    void acceptsAHost(String host) {
        try (Wire wire = server.connect().send("GET /mcp HTTP/1.1\r\nHost: " + host + "\r\n\r\n")) {
            assertThat(wire.reply().body()).isEqualTo("GET /mcp - http://" + host + "/mcp");
        }
    }

    @Test
    void refusesAHeadThatIsTooLarge() {
        try (Wire wire =
                server.connect().send("GET /mcp HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(33_000) + "\r\n\r\n")) {
            assertThat(wire.reply().status()).isEqualTo(431);
            assertThat(wire.isClosedByServer()).isTrue();
        }
        try (Wire wire = server.connect().send("GET /" + "x".repeat(33_000) + " HTTP/1.1\r\nHost: a\r\n\r\n")) {
            assertThat(wire.reply().status()).isEqualTo(414);
        }
    }

    @Test
    void refusesMoreThanAHundredHeaderLines() {
        String most = "X: x\r\n".repeat(98);
        try (Wire wire = server.connect().send(request(most + "Content-Length: 0\\r\\n\\r\\n"))) {
            assertThat(wire.reply().status()).isEqualTo(200);
        }
        try (Wire wire = server.connect().send(request(most + "X: x\r\nContent-Length: 0\\r\\n\\r\\n"))) {
            assertThat(wire.reply().status()).isEqualTo(431);
        }
    }

    @Test
    void acceptsAHeadOfThirtyKibibytes() {
        try (Wire wire =
                server.connect().send("GET /mcp HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(30_000) + "\r\n\r\n")) {
            assertThat(wire.reply().status()).isEqualTo(200);
        }
    }

    @Test
    void asksForABodyThatTheClientHoldsBack() {
        try (Wire wire = server.connect().send(request("Expect: 100-continue\\r\\nContent-Length: 5\\r\\n\\r\\n"))) {
            assertThat(wire.head().status()).isEqualTo(100);
            wire.send("hello");
            assertThat(wire.reply().status()).isEqualTo(200);
        }
    }

    @Test
    void refusesATooLargeBodyBeforeTheClientSendsIt() {
        try (Wire wire = server.connect().send(request("Expect: 100-continue\\r\\nContent-Length: 5000\\r\\n\\r\\n"))) {
            assertThat(wire.reply().headers()).containsEntry("connection", "close");
        }
    }

    @Test
    void refusesAnExpectationThatItDoesNotKnow() {
        try (Wire wire = server.connect().send(request("Expect: a-miracle\\r\\nContent-Length: 0\\r\\n\\r\\n"))) {
            assertThat(wire.reply().status()).isEqualTo(417);
        }
    }

    @Test
    void answersRequestsThatWereSentAtOnceInTheirOrder() {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            all.append(
                    i % 2 == 0
                            ? "GET /" + i + " HTTP/1.1\r\nHost: a\r\n\r\n"
                            : "POST /" + i
                                    + " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n");
        }
        try (Wire wire = server.connect().send(all.toString())) {
            for (int i = 0; i < 50; i++) {
                assertThat(wire.reply().body()).contains("/" + i + " ");
            }
        }
    }

    @Test
    void answersHttp10AndCloses() {
        try (Wire wire = server.connect().send("GET /mcp HTTP/1.0\r\n\r\n")) {
            assertThat(wire.reply().headers()).containsEntry("connection", "close");
            assertThat(wire.isClosedByServer()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"keep-alive", "Keep-Alive", "keep-alive, x"})
    void closesAConnectionOfHttp10WhateverTheClientAsksFor(String option) {
        // Without a chunk the end of a stream is the end of the connection.
        for (String path : List.of("/mcp", "/stream")) {
            try (Wire wire = server.connect().send("GET " + path + " HTTP/1.0\r\nConnection: " + option + "\r\n\r\n")) {
                assertThat(wire.reply().headers())
                        .containsEntry("connection", "close")
                        .doesNotContainKey("transfer-encoding");
                assertThat(wire.isClosedByServer()).isTrue();
            }
        }
    }

    @Test
    void answersHeadWithoutABody() {
        try (Wire wire =
                server.connect().send("HEAD /mcp HTTP/1.1\r\nHost: a\r\n\r\nGET /next HTTP/1.1\r\nHost: a\r\n\r\n")) {
            assertThat(wire.head().headers().get("content-length")).isNotEqualTo("0");
            assertThat(wire.reply().body()).startsWith("GET /next");
        }
    }
}
