package dev.lmcp.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.spi.Headers;
import dev.lmcp.verification.transport.StubEndpoint;
import java.io.DataInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of HTTP/2 by prior knowledge, and what two readers could understand differently. */
final class Http2RequestTest {

    private static final int PROTOCOL_ERROR = 1;

    private static final TestServer SERVER = TestServer.start(exchange -> exchange.receive(
            100_000,
            body -> exchange.respond(StubEndpoint.text(
                    200,
                    exchange.method() + " " + exchange.url().orElse("") + " "
                            + exchange.query().orElse("-") + " " + lines(exchange.headers())))));

    private static String lines(Headers headers) {
        StringBuilder lines = new StringBuilder();
        headers.forEach((name, value) -> lines.append(name + "=" + value + ","));
        return lines.toString();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private static Http2Wire connect() {
        return Http2Wire.to(SERVER.port());
    }

    @Test
    void handlesARequest() {
        try (Http2Wire wire = connect()) {
            wire.headers(
                    1,
                    true,
                    ":method",
                    "GET",
                    ":scheme",
                    "http",
                    ":path",
                    "/mcp?a=b",
                    ":authority",
                    "localhost:8080",
                    "x-one",
                    "1",
                    "cookie",
                    "a=b",
                    "cookie",
                    "c=d",
                    "x-one",
                    "2");

            Http2Wire.Reply reply = wire.reply(1);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.headers())
                    .containsKeys("date", "content-length")
                    .containsEntry("content-type", "text/plain");
            assertThat(reply.body())
                    .isEqualTo(
                            "GET http://localhost:8080/mcp a=b host=localhost:8080,x-one=1,x-one=2,cookie=a=b; c=d,");
        }
    }

    @Test
    void takesTheHostFieldInPlaceOfTheAuthority() {
        try (Http2Wire wire = connect()) {
            wire.headers(1, true, ":method", "GET", ":scheme", "http", ":path", "/mcp", "host", "localhost");

            assertThat(wire.reply(1).body()).isEqualTo("GET http://localhost/mcp - host=localhost,");
        }
    }

    @Test
    void answersManyRequestsOnOneConnectionAndAtOnce() {
        try (Http2Wire wire = connect()) {
            for (int stream = 1; stream < 60; stream += 2) {
                wire.get(stream);
            }
            for (int stream = 59; stream > 0; stream -= 2) {
                assertThat(wire.reply(stream).status()).isEqualTo(200);
            }
        }
    }

    @Test
    void takesASplitPreface() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), SERVER.port())) {
            socket.getOutputStream().write("PRI * HT".getBytes(StandardCharsets.US_ASCII));
            Thread.sleep(50);
            socket.getOutputStream().write("TP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new DataInputStream(socket.getInputStream()).readInt() & 255)
                    .isEqualTo(Http2Wire.SETTINGS);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/mcp/../health | 400",
                "/a%2fb | 400",
                "/a%0ab | 400",
                "/a b | 400",
                "/a#b | 400",
                "/a\\b | 400",
                "mcp | 400",
                "http://localhost/mcp | 400",
                "http://evil.example/mcp | 400",
                "//evil.example/mcp | 200",
                "* | 400",
            })
    void judgesAPath(String path, int status) {
        try (Http2Wire wire = connect()) {
            wire.headers(1, true, ":method", "GET", ":scheme", "http", ":path", path, ":authority", "localhost");

            assertThat(wire.reply(1).status()).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ":method=GET :path=/mcp :authority=localhost",
                ":method=GET :scheme=http :authority=localhost",
                ":scheme=http :path=/mcp :authority=localhost",
                ":method=GET :scheme=http :path=/mcp",
                ":method=GET :scheme=http :path= :authority=localhost",
                ":method=GET :scheme=ftp :path=/mcp :authority=localhost",
                ":method=GET :scheme=http :path=/mcp :authority=localhost host=evil.example",
                ":method=GET :scheme=http :path=/mcp :authority=user@localhost",
                ":method=GET :scheme=http :path=/mcp :authority=localhost,evil.example",
                ":method=GET :scheme=http :path=/mcp host=a host=b",
                ":method=GET :method=POST :scheme=http :path=/mcp :authority=localhost",
                ":method=GET :scheme=http :path=/mcp :path=/other :authority=localhost",
                ":method=GET :scheme=http :path=/mcp :authority=localhost :authority=evil.example",
                ":method=GET :scheme=http :path=/mcp :authority=localhost :status=200",
                ":method=GET :scheme=http :path=/mcp :authority=localhost :odd=1",
                ":method=GET :scheme=http :path=/mcp x=1 :authority=localhost",
                ":method=GET :scheme=http :path=/mcp :authority=localhost connection=close",
                ":method=GET :scheme=http :path=/mcp :authority=localhost keep-alive=1",
                ":method=GET :scheme=http :path=/mcp :authority=localhost proxy-connection=close",
                ":method=GET :scheme=http :path=/mcp :authority=localhost upgrade=h2c",
                ":method=GET :scheme=http :path=/mcp :authority=localhost transfer-encoding=chunked",
                ":method=GET :scheme=http :path=/mcp :authority=localhost te=gzip",
                ":method=GET :scheme=http :path=/mcp :authority=localhost X-Upper=1",
                ":method=GET :scheme=http :path=/mcp :authority=localhost content-length=5",
                ":method=GET :scheme=http :path=/mcp :authority=localhost content-length=-1",
                ":method=GET :scheme=http :path=/mcp :authority=localhost content-length=1 content-length=2",
                ":method=GET :scheme=http :path=/mcp :authority=localhost x=a~b",
                ":method=GET :scheme=http :path=/mcp :authority=localhost x=a^b",
                ":method=GET :scheme=http :path=/mcp :authority=localhost x_=a^",
                ":method=GET :scheme=http :path=/mcp :authority=localhost x;y=1",
                ":method=CONNECT :authority=localhost:80",
                ":method=CONNECT :protocol=websocket :scheme=http :path=/mcp :authority=localhost",
            })
    void refusesFieldsThatAreNotOfARequest(String text) {
        String[] fields = Arrays.stream(text.split(" ", -1))
                .flatMap(field ->
                        Stream.of(field.substring(0, field.indexOf('=')), field.substring(field.indexOf('=') + 1)))
                .map(part -> part.replace('~', '\n').replace('^', '\0'))
                .toArray(String[]::new);
        try (Http2Wire wire = connect()) {
            wire.headers(1, true, fields).get(3);

            Http2Wire.Frame first = wire.next(1);
            if (first.type() == Http2Wire.RST_STREAM) {
                assertThat(first.error()).isEqualTo(PROTOCOL_ERROR);
            } else {
                assertThat(first.type()).isEqualTo(Http2Wire.HEADERS);
                assertThat(first.fields()).containsEntry(":status", "400");
            }
            // The other streams go on.
            assertThat(wire.reply(3).status()).isEqualTo(200);
        }
    }

    @Test
    void takesTrailersAndDropsThem() {
        try (Http2Wire wire = connect()) {
            wire.post(1, "te", "trailers").data(1, "{}", false).headers(1, true, "x-after", "1");

            assertThat(wire.reply(1).body()).contains("te=trailers").doesNotContain("x-after");
        }
    }

    @Test
    void refusesPseudoFieldsInTrailers() {
        try (Http2Wire wire = connect()) {
            wire.post(1).data(1, "{}", false).headers(1, true, ":path", "/other");

            assertThat(wire.next(1, Http2Wire.RST_STREAM).error()).isEqualTo(PROTOCOL_ERROR);
        }
    }

    @ParameterizedTest
    @CsvSource({"5,4", "5,6", "0,1"})
    void refusesABodyOfAnotherLengthThanAnnounced(int announced, int sent) {
        try (Http2Wire wire = connect()) {
            wire.post(1, "content-length", "" + announced).data(1, "x".repeat(sent), true);

            assertThat(wire.next(1, Http2Wire.RST_STREAM).error()).isEqualTo(PROTOCOL_ERROR);
        }
    }

    @Test
    void bringsATokenOfTheLargestSizeAndRefusesMoreThanTheBound() {
        try (Http2Wire wire = connect()) {
            headersInParts(wire, 1, "authorization", "Bearer " + "t".repeat(20_000));
            assertThat(wire.reply(1).status()).isEqualTo(200);

            headersInParts(wire, 3, "authorization", "Bearer " + "t".repeat(33_000));
            assertThat(wire.reply(3).status()).isEqualTo(431);

            wire.get(5);
            assertThat(wire.reply(5).status()).isEqualTo(200);
        }
    }

    private static void headersInParts(Http2Wire wire, int stream, String name, String value) {
        byte[] block = Http2Wire.block(
                ":method", "GET", ":scheme", "http", ":path", "/mcp", ":authority", "localhost", name, value);
        int size = 16_000;
        for (int at = 0; at < block.length; at += size) {
            boolean isLast = at + size >= block.length;
            wire.frame(
                    at == 0 ? Http2Wire.HEADERS : Http2Wire.CONTINUATION,
                    (isLast ? Http2Wire.END_HEADERS : 0) | (at == 0 ? Http2Wire.END_STREAM : 0),
                    stream,
                    Arrays.copyOfRange(block, at, Math.min(block.length, at + size)));
        }
    }

    @Test
    void refusesMoreLinesThanTheBound() {
        try (Http2Wire wire = connect()) {
            String more = IntStream.range(0, 100).mapToObj(i -> "x" + i).collect(Collectors.joining(" v "));
            wire.post(1, (more + " v").split(" ", -1)).data(1, "", true);

            assertThat(wire.reply(1).status()).isEqualTo(431);
        }
    }

    @Test
    void sendsNoBodyToAHead() {
        try (Http2Wire wire = connect()) {
            wire.headers(1, true, ":method", "HEAD", ":scheme", "http", ":path", "/mcp", ":authority", "localhost");

            Http2Wire.Reply reply = wire.reply(1);
            assertThat(reply.headers()).containsKey("content-length");
            assertThat(reply.body()).isEmpty();
        }
    }

    @Test
    void continuesWithABodyThatTheClientHoldsBack() {
        try (Http2Wire wire = connect()) {
            wire.post(1, "expect", "100-continue");
            assertThat(wire.next(1, Http2Wire.HEADERS).fields()).containsEntry(":status", "100");

            wire.data(1, "{}", true);
            assertThat(wire.reply(1).status()).isEqualTo(200);
        }
    }

    @Test
    void ignoresAnUpgradeToHttp2() {
        try (var wire = SERVER.connect()) {
            wire.send(String.join(
                    "\r\n",
                    "GET /mcp HTTP/1.1",
                    "Host: localhost",
                    "Connection: Upgrade, HTTP2-Settings",
                    "Upgrade: h2c",
                    "HTTP2-Settings: AAMAAABkAAQAAP__",
                    "",
                    ""));

            assertThat(wire.reply().status()).isEqualTo(200);
        }
    }
}
