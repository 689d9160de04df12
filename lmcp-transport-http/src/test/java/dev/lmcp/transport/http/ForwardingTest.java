package dev.lmcp.transport.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.verification.transport.StubEndpoint;
import dev.lmcp.verification.transport.Wire;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a proxy says of a request, believed only if the proxy is trusted. */
final class ForwardingTest {

    private static final StubEndpoint WHO = exchange -> exchange.respond(StubEndpoint.text(
            200,
            exchange.peer().address().orElse("hidden") + " " + exchange.url().orElse("") + " "
                    + exchange.headers("Host")));

    private static final TestServer BEHIND_PROXIES =
            TestServer.start(WHO, Timeouts.usual(), proxies(false, "127.0.0.1", "10.0.0.0/8", "fd00::/8"));

    private static final TestServer ELSEWHERE =
            TestServer.start(WHO, Timeouts.usual(), proxies(false, "192.0.2.0/24", "::1"));

    private static TrustedProxies proxies(boolean isHeaderSent, String... networks) {
        return TestProxies.of(isHeaderSent, List.of(networks));
    }

    @AfterAll
    static void stop() {
        BEHIND_PROXIES.close();
        ELSEWHERE.close();
    }

    private static Wire.Reply ask(TestServer server, String fields) {
        try (Wire wire = server.connect().send("GET /mcp HTTP/1.1\r\nHost: inner:81\r\n" + fields + "\r\n")) {
            return wire.reply();
        }
    }

    /** A bar separates lines. */
    private static String lines(String text) {
        return text.replace("|", "\r\n") + "\r\n";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "Forwarded: for=192.0.2.60 ! 192.0.2.60 http://inner:81/mcp [inner:81]",
                "Forwarded: FOR=192.0.2.60;Proto=HTTPS;host=mcp.example ! 192.0.2.60 https://mcp.example/mcp [mcp.example]",
                "Forwarded: for=\"[2001:db8::7]:4711\" ; proto=https ! 2001:db8:0:0:0:0:0:7 https://inner:81/mcp [inner:81]",
                "Forwarded: for=[2001:db8::7] ! 2001:db8:0:0:0:0:0:7 http://inner:81/mcp [inner:81]",
                "Forwarded: for=\"192.0.2.60:80\" ! 192.0.2.60 http://inner:81/mcp [inner:81]",
                "Forwarded: for=\"192.0.2.\\60\";by=_x;ext=\"a,b;c=d\" ! 192.0.2.60 http://inner:81/mcp [inner:81]",
                "Forwarded: for=_hidden;proto=https ! hidden https://inner:81/mcp [inner:81]",
                "Forwarded: for=unknown ! hidden http://inner:81/mcp [inner:81]",
                "Forwarded: proto=https ! 127.0.0.1 https://inner:81/mcp [inner:81]",
                "Forwarded: for=6.6.6.6, for=192.0.2.60 ! 192.0.2.60 http://inner:81/mcp [inner:81]",
                "Forwarded: for=6.6.6.6|Forwarded: for=192.0.2.60 ! 192.0.2.60 http://inner:81/mcp [inner:81]",
                "Forwarded: for=192.0.2.60;host=outer, for=10.1.1.1;host=middle ! 192.0.2.60 http://outer/mcp [outer]",
                "Forwarded: for=192.0.2.60;proto=https;host=outer, for=10.1.1.1 ! 192.0.2.60 https://outer/mcp [outer]",
                "Forwarded: for=6.6.6.6;host=evil, for=192.0.2.60;host=outer, for=\"[fd00::1]\" ! 192.0.2.60 http://outer/mcp [outer]",
                "Forwarded: for=6.6.6.6, for=_gap, for=10.1.1.1 ! hidden http://inner:81/mcp [inner:81]",
                "Forwarded: for=10.9.9.9 ! 10.9.9.9 http://inner:81/mcp [inner:81]",
                "X-Forwarded-For: 192.0.2.60 ! 192.0.2.60 http://inner:81/mcp [inner:81]",
                "X-Forwarded-For: 2001:db8::7 ! 2001:db8:0:0:0:0:0:7 http://inner:81/mcp [inner:81]",
                "X-Forwarded-For: [2001:db8::7]:99 ! 2001:db8:0:0:0:0:0:7 http://inner:81/mcp [inner:81]",
                "X-Forwarded-For: 192.0.2.60:1234 ! 192.0.2.60 http://inner:81/mcp [inner:81]",
                "X-Forwarded-For: ::ffff:192.0.2.60 ! 192.0.2.60 http://inner:81/mcp [inner:81]",
                "X-Forwarded-For: no address, 192.0.2.60, 10.0.0.9 ! 192.0.2.60 http://inner:81/mcp [inner:81]",
                "X-Forwarded-For: 6.6.6.6|X-Forwarded-For: 192.0.2.60 ! 192.0.2.60 http://inner:81/mcp [inner:81]",
                "X-Forwarded-For: 192.0.2.60, 10.0.0.9|X-Forwarded-Proto: https|X-Forwarded-Host: mcp.example ! 192.0.2.60 https://mcp.example/mcp [mcp.example]",
                "X-Forwarded-Proto: https ! 127.0.0.1 https://inner:81/mcp [inner:81]",
                "X-Forwarded-Host: mcp.example|X-Forwarded-Port: 8443 ! 127.0.0.1 http://mcp.example:8443/mcp [mcp.example:8443]",
                "X-Forwarded-Host: mcp.example|X-Forwarded-Proto: https|X-Forwarded-Port: 443 ! 127.0.0.1 https://mcp.example/mcp [mcp.example]",
                "X-Forwarded-Host: [2001:db8::1]|X-Forwarded-Port: 81 ! 127.0.0.1 http://[2001:db8::1]:81/mcp [[2001:db8::1]:81]",
                "X-Forwarded-Host: mcp.example:444|X-Forwarded-Port: 443 ! 127.0.0.1 http://mcp.example:444/mcp [mcp.example:444]",
                "X-Forwarded-For: 192.0.2.60, 10.0.0.9|X-Forwarded-Host: outer, middle|X-Forwarded-Port: 8443 ! 192.0.2.60 http://outer/mcp [outer]",
                "X-Forwarded-For: 192.0.2.60, 10.0.0.9|X-Forwarded-Host: outer, middle|X-Forwarded-Port: 444, 8443 ! 192.0.2.60 http://outer:444/mcp [outer:444]",
                "X-Forwarded-For: 6.6.6.6, 192.0.2.60|X-Forwarded-Host: evil, outer|X-Forwarded-Port: 6, 444 ! 192.0.2.60 http://outer:444/mcp [outer:444]",
                "X-Forwarded-For: 6.6.6.6, 192.0.2.60|X-Forwarded-Host: evil, outer|X-Forwarded-Port: evil, 444 ! 192.0.2.60 http://outer:444/mcp [outer:444]",
                "X-Forwarded-For: 192.0.2.60|X-Forwarded-Proto: evil, https ! 192.0.2.60 https://inner:81/mcp [inner:81]",
                "X-Forwarded-For: 192.0.2.60|X-Forwarded-Host: a/b, outer ! 192.0.2.60 http://outer/mcp [outer]",
                "X-Forwarded-For: 192.0.2.60|X-Forwarded-Host: a b|X-Forwarded-Host: outer ! 192.0.2.60 http://outer/mcp [outer]",
                "Forwarded: for=6.6.6.6;proto=evil, for=192.0.2.60 ! 192.0.2.60 http://inner:81/mcp [inner:81]",
                "Forwarded: for=6.6.6.6;host=a/b, for=192.0.2.60 ! 192.0.2.60 http://inner:81/mcp [inner:81]",
                "Forwarded: for, for=192.0.2.60 ! 192.0.2.60 http://inner:81/mcp [inner:81]",
                "Forwarded: for=a;for=b, for=192.0.2.60 ! 192.0.2.60 http://inner:81/mcp [inner:81]",
                "Forwarded: a\"b, for=192.0.2.60 ! 192.0.2.60 http://inner:81/mcp [inner:81]",
                "Forwarded: for=\"unclosed|Forwarded: for=192.0.2.60 ! 192.0.2.60 http://inner:81/mcp [inner:81]",
                "Forwarded: ,for=192.0.2.60, ! 192.0.2.60 http://inner:81/mcp [inner:81]",
                "X-Other: 1 ! 127.0.0.1 http://inner:81/mcp [inner:81]",
            })
    void followsTrustedProxiesToTheClient(String fields, String expected) {
        Wire.Reply reply = ask(BEHIND_PROXIES, lines(fields));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Forwarded: for=",
                "Forwarded: for",
                "Forwarded: for=\"192.0.2.60",
                "Forwarded: for=192.0.2.60 proto=https",
                "Forwarded: for=192.0.2.60;for=192.0.2.61",
                "Forwarded: for=192.0.2.60;;proto=https",
                "Forwarded: =192.0.2.60",
                "Forwarded: for=\"a\\",
                "Forwarded: for=host.example",
                "Forwarded: for=999.1.1.1",
                "Forwarded: for=\"[2001:db8::7\"",
                "Forwarded: for=\"fe80::1%eth0\"",
                "Forwarded: for=192.0.2.60;proto=ftp",
                "Forwarded: for=192.0.2.60;host=\"a b\"",
                "Forwarded: for=192.0.2.60;host=user@a",
                "Forwarded: for=\"unclosed, for=192.0.2.60",
                "Forwarded: for=192.0.2.60;, for=10.0.0.1",
                "Forwarded: for=192.0.2.60;proto=ftp, for=10.0.0.1",
                "X-Forwarded-For: 192.0.2.60, 10.0.0.9|X-Forwarded-Proto: ftp, https",
                "X-Forwarded-For: 192.0.2.60, 10.0.0.9|X-Forwarded-Host: a, b|X-Forwarded-Port: x, 1",
                "X-Forwarded-For: host.example",
                "X-Forwarded-For: 192.0.2.60, 1.2.3",
                "X-Forwarded-Proto: javascript",
                "X-Forwarded-Host: a/b",
                "X-Forwarded-Host: a|X-Forwarded-Port: x",
                "Forwarded: for=192.0.2.60|X-Forwarded-For: 192.0.2.61",
            })
    void refusesWhatATrustedProxyMustNotSay(String fields) {
        assertThat(ask(BEHIND_PROXIES, lines(fields)).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Forwarded: for=192.0.2.60;proto=https;host=mcp.example",
                "X-Forwarded-For: 192.0.2.60|X-Forwarded-Proto: https|X-Forwarded-Host: localhost",
                "Forwarded: for=\"unclosed",
                "Forwarded: for=192.0.2.60|X-Forwarded-For: 192.0.2.61",
            })
    void believesNothingOfAnybodyElse(String fields) {
        assertThat(ask(ELSEWHERE, lines(fields)).body()).isEqualTo("127.0.0.1 http://inner:81/mcp [inner:81]");
    }

    @Test
    void judgesEachRequestOfAConnection() {
        try (Wire wire = BEHIND_PROXIES.connect()) {
            for (String client : List.of("192.0.2.1", "192.0.2.2")) {
                wire.send("GET /mcp HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: " + client + "\r\n\r\n");
                assertThat(wire.reply().body()).startsWith(client + " ");
            }
            wire.send("GET /mcp HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(wire.reply().body()).startsWith("127.0.0.1 ");
        }
    }

    @Test
    void worksOnHttp2() {
        try (Http2Wire wire = Http2Wire.to(BEHIND_PROXIES.port())) {
            wire.post(1, "forwarded", "for=192.0.2.60;host=mcp.example").data(1, "", true);
            assertThat(wire.reply(1).body()).isEqualTo("192.0.2.60 http://mcp.example/mcp [mcp.example]");

            wire.post(3, "forwarded", "for").data(3, "", true);
            assertThat(wire.reply(3).status()).isEqualTo(400);
        }
    }

    /** The certificate of the connection is that of the proxy. */
    @Test
    void hasNoCertificate() {
        assertThat(new ForwardedPeer(Optional.empty()).certificates()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PROXY TCP4 192.0.2.60 198.51.100.1 4711 443\r\n",
                "PROXY TCP6 2001:db8::7 2001:db8::1 4711 443\r\n",
                "PROXY UNKNOWN\r\n",
                "PROXY UNKNOWN ffff::1 ffff::2 1 2\r\n",
            })
    void readsAHeaderOfTheFirstVersion(String header) {
        String expected =
                header.contains("TCP4") ? "192.0.2.60" : header.contains("TCP6") ? "2001:db8:0:0:0:0:0:7" : "127.0.0.1";
        try (TestServer server = TestServer.start(WHO, Timeouts.usual(), proxies(true, "127.0.0.1"));
                Wire wire = server.connect().send(header)) {
            for (int i = 0; i < 2; i++) {
                wire.send("GET /mcp HTTP/1.1\r\nHost: a\r\n\r\n");
                assertThat(wire.reply().body()).isEqualTo(expected + " http://a/mcp [a]");
            }
        }
    }

    private static byte[] second(int command, int family, int... addresses) {
        int[] head = {13, 10, 13, 10, 0, 13, 10, 0x51, 0x55, 0x49, 0x54, 10, 0x20 | command, family, 0, addresses.length
        };
        byte[] all = new byte[head.length + addresses.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) (i < head.length ? head[i] : addresses[i - head.length]);
        }
        return all;
    }

    private static final int[] FOUR = {192, 0, 2, 60, 198, 51, 100, 1, 18, 52, 1, 187};

    @Test
    void readsAHeaderOfTheSecondVersion() throws Exception {
        int[] six = new int[36];
        six[0] = 0x20;
        six[1] = 1;
        six[15] = 7;
        int[] withExtension = Arrays.copyOf(FOUR, FOUR.length + 4);
        withExtension[FOUR.length] = 0xe0;
        withExtension[FOUR.length + 2] = 1;
        assertThat(told(second(1, 0x11, FOUR))).isEqualTo("192.0.2.60");
        assertThat(told(second(1, 0x11, withExtension))).isEqualTo("192.0.2.60");
        assertThat(told(second(1, 0x21, six))).isEqualTo("2001:0:0:0:0:0:0:7");
        // A health check of the proxy itself.
        assertThat(told(second(0, 0x11, FOUR))).isEqualTo("127.0.0.1");
        assertThat(told(second(0, 0))).isEqualTo("127.0.0.1");
        assertThat(told(second(1, 0))).isEqualTo("127.0.0.1");
        assertThat(told(second(1, 0x31, new int[216]))).isEqualTo("127.0.0.1");
    }

    private static String told(byte[] header) throws Exception {
        try (TestServer server = TestServer.start(WHO, Timeouts.usual(), proxies(true, "127.0.0.1"));
                Wire wire = server.connect().sendBytes(header)) {
            wire.send("GET /mcp HTTP/1.1\r\nHost: a\r\n\r\n");
            return wire.reply().body().split(" ", 2)[0];
        }
    }

    /** Returns a header of version 2 with these bytes behind the addresses. */
    private static byte[] extended(int... extensions) {
        int[] all = Arrays.copyOf(FOUR, FOUR.length + extensions.length);
        System.arraycopy(extensions, 0, all, FOUR.length, extensions.length);
        return second(1, 0x11, all);
    }

    private static String urlOf(byte[] header, String fields) throws Exception {
        try (TestServer server = TestServer.start(WHO, Timeouts.usual(), proxies(true, "127.0.0.1", "192.0.2.60"));
                Wire wire = server.connect()) {
            // The last byte comes later.
            wire.sendBytes(Arrays.copyOf(header, header.length - 1));
            wire.sendBytes(new byte[] {header[header.length - 1]});
            wire.send("GET /mcp HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n");
            return wire.reply().body().split(" ", 3)[1];
        }
    }

    @Test
    void knowsFromTheHeaderWhetherTheClientHasUsedTls() throws Exception {
        int[] version = {0x20, 0, 12, 1, 0, 0, 0, 0, 0x21, 0, 4, 'v', '1', '.', '3'};
        assertThat(urlOf(extended(0x20, 0, 5, 1, 0, 0, 0, 0), "")).isEqualTo("https://a/mcp");
        assertThat(urlOf(extended(0x20, 0, 5, 7, 0, 0, 0, 1), "")).isEqualTo("https://a/mcp");
        assertThat(urlOf(extended(version), "")).isEqualTo("https://a/mcp");
        assertThat(urlOf(extended(1, 0, 2, 'h', '2', 0x20, 0, 5, 1, 0, 0, 0, 0, 4, 0, 0), ""))
                .isEqualTo("https://a/mcp");
        assertThat(urlOf(extended(0x20, 0, 5, 0, 0, 0, 0, 0), "")).isEqualTo("http://a/mcp");
        assertThat(urlOf(extended(0x20, 0, 5, 6, 0, 0, 0, 0), "")).isEqualTo("http://a/mcp");
        assertThat(urlOf(extended(0xe0, 0, 5, 1, 0, 0, 0, 0), "")).isEqualTo("http://a/mcp");
        // The client is hidden, but has used TLS.
        assertThat(urlOf(second(1, 0, 0x20, 0, 5, 1, 0, 0, 0, 0), "")).isEqualTo("https://a/mcp");
        // What the proxy in front of it says counts more.
        assertThat(urlOf(extended(0x20, 0, 5, 1, 0, 0, 0, 0), "X-Forwarded-Proto: http\r\n"))
                .isEqualTo("http://a/mcp");
        // A health check of the proxy itself.
        assertThat(urlOf(second(0, 0, 0x20, 0, 5, 1, 0, 0, 0, 0), "")).isEqualTo("http://a/mcp");
    }

    @Test
    void knowsOnHttp2WhetherTheClientHasUsedTls() throws Exception {
        try (TestServer server = TestServer.start(WHO, Timeouts.usual(), proxies(true, "127.0.0.1"))) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
            socket.getOutputStream().write(extended(0x20, 0, 5, 1, 0, 0, 0, 0));
            try (Http2Wire wire = Http2Wire.over(socket)) {
                wire.get(1);
                assertThat(wire.reply(1).body()).isEqualTo("192.0.2.60 https://localhost/mcp [localhost]");
            }
        }
    }

    @Test
    void closesAConnectionWhoseHeaderHasAMalformedExtension() throws Exception {
        List<byte[]> malformed = List.of(
                extended(0x20),
                extended(0x20, 0),
                extended(4, 0, 1),
                extended(4, 0, 0, 4),
                extended(4, 0, 9, 1, 2, 3),
                extended(4, 255, 255, 1, 2, 3),
                extended(0x20, 0, 0),
                extended(0x20, 0, 4, 1, 0, 0, 0),
                extended(0x20, 0, 6, 1, 0, 0, 0, 0, 0x21),
                extended(0x20, 0, 9, 1, 0, 0, 0, 0, 0x21, 0, 2, 'v'),
                extended(0x20, 0, 10, 1, 0, 0, 0, 0, 0x21, 0, 1),
                second(1, 0, 1));
        try (TestServer server = TestServer.start(WHO, Timeouts.usual(), proxies(true, "127.0.0.1"))) {
            for (byte[] header : malformed) {
                try (Wire wire = server.connect().sendBytes(header)) {
                    assertThat(wire.isClosedByServer())
                            .as(Arrays.toString(header))
                            .isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /mcp HTTP/1.1\r\nHost: a\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "PROXY TCP4 192.0.2.60\r\n",
                "PROXY TCP4 999.0.2.60 198.51.100.1 4711 443\r\n",
                "PROXY TCP4 2001:db8::7 198.51.100.1 4711 443\r\n",
                "PROXY TCP9 192.0.2.60 198.51.100.1 4711 443\r\n",
                "proxy TCP4 192.0.2.60 198.51.100.1 4711 443\r\n",
                "PROXY TCP4 192.0.2.60 198.51.100.1 4711 443 more more more more more more more more more more more more more more",
            })
    void closesAConnectionOfATrustedProxyWithoutAHeader(String begin) {
        try (TestServer server = TestServer.start(WHO, Timeouts.usual(), proxies(true, "127.0.0.1"));
                Wire wire = server.connect().send(begin)) {
            assertThat(wire.isClosedByServer()).isTrue();
        }
    }

    @Test
    void readsNoHeaderOfAnybodyElse() {
        try (TestServer server = TestServer.start(WHO, Timeouts.usual(), proxies(true, "192.0.2.1"))) {
            try (Wire wire = server.connect().send("PROXY TCP4 192.0.2.60 198.51.100.1 4711 443\r\n")) {
                assertThat(wire.reply().status()).isEqualTo(400);
            }
            try (Wire wire = server.connect().send("GET /mcp HTTP/1.1\r\nHost: a\r\n\r\n")) {
                assertThat(wire.reply().body()).startsWith("127.0.0.1 ");
            }
        }
    }

    /** The header names the next sender. Its fields count only if it is a trusted proxy as well. */
    @Test
    void goesOnWithTheFieldsOfTheSenderThatTheHeaderNames() throws Exception {
        String request = "GET /mcp HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 192.0.2.99\r\n\r\n";
        try (TestServer server = TestServer.start(WHO, Timeouts.usual(), proxies(true, "127.0.0.1", "10.0.0.0/8"))) {
            try (Wire wire = server.connect().send("PROXY TCP4 10.0.0.1 198.51.100.1 1 2\r\n" + request)) {
                assertThat(wire.reply().body()).startsWith("192.0.2.99 ");
            }
            try (Wire wire = server.connect().send("PROXY TCP4 192.0.2.60 198.51.100.1 1 2\r\n" + request)) {
                assertThat(wire.reply().body()).startsWith("192.0.2.60 ");
            }
        }
    }

    /** A proxy that passes on bytes cannot remove what a client has written. */
    @ParameterizedTest
    @ValueSource(
            strings = {"Forwarded: for=192.0.2.99;host=evil", "X-Forwarded-For: 192.0.2.99|X-Forwarded-Host: evil"})
    void believesNoFieldsIfTheHeaderHidesTheClient(String fields) throws Exception {
        List<byte[]> hiding = List.of(
                "PROXY UNKNOWN\r\n".getBytes(US_ASCII),
                "PROXY UNKNOWN ffff::1 ffff::2 1 2\r\n".getBytes(US_ASCII),
                second(1, 0),
                second(1, 0x31, new int[216]));
        String request = "GET /mcp HTTP/1.1\r\nHost: a\r\n" + lines(fields) + "\r\n";
        try (TestServer server = TestServer.start(WHO, Timeouts.usual(), proxies(true, "127.0.0.1"))) {
            for (byte[] header : hiding) {
                try (Wire wire = server.connect().sendBytes(header).send(request)) {
                    assertThat(wire.reply().body()).isEqualTo("127.0.0.1 http://a/mcp [a]");
                }
            }
            // A connection of the proxy itself.
            try (Wire wire = server.connect().sendBytes(second(0, 0)).send(request)) {
                assertThat(wire.reply().body()).isEqualTo("192.0.2.99 http://evil/mcp [evil]");
            }
        }
    }

    @Test
    void believesNoFieldsOfAHiddenClientOnHttp2() throws Exception {
        try (TestServer server = TestServer.start(WHO, Timeouts.usual(), proxies(true, "127.0.0.1"))) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
            socket.getOutputStream().write("PROXY UNKNOWN\r\n".getBytes(US_ASCII));
            try (Http2Wire wire = Http2Wire.over(socket)) {
                wire.post(1, "x-forwarded-for", "192.0.2.99").data(1, "", true);
                assertThat(wire.reply(1).body()).isEqualTo("127.0.0.1 http://localhost/mcp [localhost]");
            }
        }
    }
}
