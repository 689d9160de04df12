package dev.lmcp.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lmcp.config.Config;
import dev.lmcp.config.ConfigBuilder;
import dev.lmcp.config.StartupException;
import dev.lmcp.embed.Lmcp;
import dev.lmcp.embed.LmcpBuilder;
import dev.lmcp.spi.Exchange;
import dev.lmcp.verification.transport.StubEndpoint;
import dev.lmcp.verification.transport.TestCertificates;
import dev.lmcp.verification.transport.Wire;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The transport with TLS. */
final class TlsTest {

    @TempDir
    private static Path made;

    private static KeyStore one;
    private static KeyStore other;
    private static KeyStore nothing;

    @TempDir
    private Path folder;

    @BeforeAll
    static void make() throws Exception {
        one = TestCertificates.make(made, "one", "CN=one,O=Example");
        other = TestCertificates.make(made, "other", "CN=other,O=Example");
        nothing = KeyStore.getInstance("PKCS12");
        nothing.load(null, null);
    }

    private Path write(String name, String text) throws Exception {
        Path file = Files.writeString(folder.resolve(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private TlsFiles files(KeyStore key, Optional<KeyStore> authority) throws Exception {
        Path authorities = authority.isPresent()
                ? write("ca.pem", TestCertificates.certificatePem(authority.get()))
                : folder.resolve("none");
        return new TlsFiles(
                write("cert.pem", TestCertificates.certificatePem(key)),
                write("key.pem", TestCertificates.keyPem(key)),
                authority.map(found -> authorities));
    }

    private static HttpServer start(Tls tls, StubEndpoint endpoint) throws Exception {
        return new HttpServer(
                endpoint,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Timeouts.usual(),
                Optional.of(tls),
                TrustedProxies.none(),
                HandlerThreads.Kind.suitable());
    }

    private static SSLSocket connect(int port, KeyStore key, KeyStore server, String protocol) throws Exception {
        SSLSocket socket = (SSLSocket) TestCertificates.client(key, TestCertificates.trusting(server))
                .getSocketFactory()
                .createSocket("localhost", port);
        socket.setEnabledProtocols(new String[] {protocol});
        socket.startHandshake();
        return socket;
    }

    private static StubEndpoint who() {
        return exchange -> exchange.receive(
                1000,
                body -> exchange.respond(StubEndpoint.text(
                        200, subject(exchange) + " " + exchange.url().orElse(""))));
    }

    private static String subject(Exchange exchange) {
        return exchange.peer().certificates().stream()
                .findFirst()
                .map(X509Certificate::getSubjectX500Principal)
                .map(Object::toString)
                .orElse("nobody");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void answers(String protocol) throws Exception {
        Tls tls = Tls.of(files(one, Optional.empty()), Clock.systemUTC());
        try (HttpServer server = start(tls, who());
                Wire wire = Wire.over(connect(server.port(), nothing, one, protocol))) {
            assertThat(wire.send(Wire.post("hi")).reply().body()).isEqualTo("nobody https://localhost/mcp");
            assertThat(wire.send(Wire.post("hi")).reply().body()).isEqualTo("nobody https://localhost/mcp");
        }
    }

    @Test
    void refusesOlderProtocols() throws Exception {
        try (HttpServer server = start(Tls.of(files(one, Optional.empty()), Clock.systemUTC()), who())) {
            assertThatThrownBy(() -> connect(server.port(), nothing, one, "TLSv1.1"))
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void tellsTheCertificateOfAClient(String protocol) throws Exception {
        try (HttpServer server = start(Tls.of(files(one, Optional.of(other)), Clock.systemUTC()), who());
                Wire known = Wire.over(connect(server.port(), other, one, protocol));
                Wire unknown = Wire.over(connect(server.port(), nothing, one, protocol))) {
            assertThat(known.send(Wire.post("hi")).reply().body()).startsWith("CN=other, O=Example ");
            assertThat(unknown.send(Wire.post("hi")).reply().body()).startsWith("nobody ");
        }
    }

    @Test
    void answersARefusedBodyBeforeItCloses() throws Exception {
        StubEndpoint endpoint = exchange -> exchange.respond(StubEndpoint.text(401, "who"));
        try (HttpServer server = start(Tls.of(files(one, Optional.empty()), Clock.systemUTC()), endpoint);
                Wire wire = Wire.over(connect(server.port(), nothing, one, "TLSv1.3"))) {
            assertThat(wire.send(Wire.head(100)).reply().status()).isEqualTo(401);
            assertThat(wire.isClosedByServer()).isTrue();
        }
    }

    @Test
    void tellsThatAClientHasLeft() throws Exception {
        CompletableFuture<Void> running = new CompletableFuture<>();
        CompletableFuture<Void> left = new CompletableFuture<>();
        StubEndpoint endpoint = exchange -> exchange.runBlocking(() -> {
            exchange.onDisconnect(() -> left.complete(null));
            running.complete(null);
            left.join();
            exchange.respond(StubEndpoint.text(200, "late"));
        });
        try (HttpServer server = start(Tls.of(files(one, Optional.empty()), Clock.systemUTC()), endpoint);
                Wire wire = Wire.over(connect(server.port(), nothing, one, "TLSv1.3"))) {
            wire.send(Wire.post("hi"));
            assertThat(running).succeedsWithin(Duration.ofSeconds(5));
            wire.disconnect();

            assertThat(left).succeedsWithin(Duration.ofMillis(100));
        }
    }

    @Test
    void usesAnExchangedCertificateForNewConnections() throws Exception {
        Tls tls = Tls.of(files(one, Optional.empty()), Clock.systemUTC());
        try (HttpServer server = start(tls, who());
                Wire before = Wire.over(connect(server.port(), nothing, one, "TLSv1.3"))) {
            write("cert.pem", TestCertificates.certificatePem(other));
            tls.readAgain();
            // The key is not there yet, so the certificate alone is not used.
            connect(server.port(), nothing, one, "TLSv1.3").close();
            write("key.pem", TestCertificates.keyPem(other));
            tls.readAgain();

            connect(server.port(), nothing, other, "TLSv1.3").close();
            assertThat(before.send(Wire.post("hi")).reply().status()).isEqualTo(200);
        }
    }

    /** A certificate that has expired, or is not valid yet, would turn every client away. */
    @ParameterizedTest
    @ValueSource(longs = {2, -2})
    void keepsTheLastCertificateIfTheNewOneIsNotValid(long days) throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.now().plus(Duration.ofDays(days)));
        Tls tls = Tls.of(files(one, Optional.empty()), now::get);
        try (HttpServer server = start(tls, who())) {
            write("cert.pem", TestCertificates.certificatePem(other));
            write("key.pem", TestCertificates.keyPem(other));
            tls.readAgain();
            connect(server.port(), nothing, one, "TLSv1.3").close();

            now.set(Instant.now());
            tls.readAgain();
            connect(server.port(), nothing, other, "TLSv1.3").close();
        }
    }

    @Test
    void closesAConnectionWhoseClientBeginsASecondHandshake() throws Exception {
        try (HttpServer server = start(Tls.of(files(one, Optional.empty()), Clock.systemUTC()), who())) {
            SSLSocket socket = connect(server.port(), nothing, one, "TLSv1.2");
            try (Wire wire = Wire.over(socket)) {
                assertThat(wire.send(Wire.post("hi")).reply().status()).isEqualTo(200);

                socket.startHandshake();
                assertThat(wire.isClosedByServer()).isTrue();
            }
        }
    }

    /** The client's own certificate reaches through such a proxy. */
    @Test
    void readsTheHeaderOfAProxyBeforeTheHandshake() throws Exception {
        StubEndpoint endpoint = exchange -> exchange.receive(
                1000,
                body -> exchange.respond(StubEndpoint.text(
                        200, subject(exchange) + " " + exchange.peer().address().orElse(""))));
        Tls tls = Tls.of(files(one, Optional.of(other)), Clock.systemUTC());
        try (HttpServer server = new HttpServer(
                        endpoint,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        Timeouts.usual(),
                        Optional.of(tls),
                        TestProxies.of(true, List.of("127.0.0.1")),
                        HandlerThreads.Kind.suitable());
                Socket plain = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            plain.getOutputStream()
                    .write("PROXY TCP4 192.0.2.60 198.51.100.1 1 2\r\n".getBytes(StandardCharsets.US_ASCII));
            SSLSocket socket = (SSLSocket) TestCertificates.client(other, TestCertificates.trusting(one))
                    .getSocketFactory()
                    .createSocket(plain, "localhost", server.port(), true);
            try (Wire wire = Wire.over(socket)) {
                assertThat(wire.send(Wire.post("hi")).reply().body()).isEqualTo("CN=other, O=Example 192.0.2.60");
            }
        }
    }

    /** The keys of TLS 1.3 may change at any time. */
    @Test
    void goesOnAfterANewKey() throws Exception {
        try (HttpServer server = start(Tls.of(files(one, Optional.empty()), Clock.systemUTC()), who())) {
            SSLSocket socket = connect(server.port(), nothing, one, "TLSv1.3");
            try (Wire wire = Wire.over(socket)) {
                for (int i = 0; i < 3; i++) {
                    assertThat(wire.send(Wire.post("hi")).reply().status()).isEqualTo(200);
                    socket.startHandshake();
                }
            }
        }
    }

    private LmcpBuilder server(String certificate, String key) throws Exception {
        ConfigBuilder config = Config.builder()
                .set("lmcp.auth", "none")
                .set("lmcp.transport", "http")
                .set("lmcp.transport.http.port", "0");
        if (!certificate.isEmpty()) {
            config.set(
                    "lmcp.transport.http.tls-cert", write("c.pem", certificate).toString());
        }
        if (!key.isEmpty()) {
            config.set("lmcp.transport.http.tls-key", write("k.pem", key).toString());
        }
        return Lmcp.with(config.build()).classLoader(TlsTest.class.getClassLoader());
    }

    @Test
    void isSetByTwoKeys() throws Exception {
        try (Lmcp lmcp = server(TestCertificates.certificatePem(one), TestCertificates.keyPem(one))
                .start()) {
            assertThat(lmcp.location().orElseThrow()).startsWith("https://127.0.0.1:");
            assertThat(lmcp.report())
                    .contains("note transport 'http' has TLS: its certificate is valid until 20")
                    .contains("; renew it soon");
        }
    }

    @Test
    void warnsAboutAKeyThatOtherUsersCanRead() throws Exception {
        LmcpBuilder server = server(TestCertificates.certificatePem(one), TestCertificates.keyPem(one));
        Path key = folder.resolve("k.pem");
        Files.setPosixFilePermissions(folder.resolve("c.pem"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(server.check().text()).doesNotContain("accessible");

        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(server.check().text())
                .contains("warning LMCP-110 lmcp.transport.http.tls-key: file '" + key
                        + "' is accessible to other users; expected mode 0600");
    }

    @Test
    void isRefusedIfTheCertificateIsNotValidYet() throws Exception {
        LmcpBuilder server = server(TestCertificates.certificatePem(one), TestCertificates.keyPem(one))
                .clock(Clock.fixed(Instant.parse("2020-01-01T00:00:00Z"), ZoneOffset.UTC));

        assertThat(server.check().text())
                .contains("the certificate is not valid before 20", "; expected one that is valid: renew it");
    }

    @Test
    void isRefusedIfTheCertificateHasExpired() throws Exception {
        LmcpBuilder server = server(TestCertificates.certificatePem(one), TestCertificates.keyPem(one))
                .clock(Clock.fixed(Instant.parse("2150-01-01T00:00:00Z"), ZoneOffset.UTC));

        assertThat(server.check().text())
                .contains("the certificate has expired at 20", "; expected one that is valid: renew it");
    }

    @Test
    void isRefusedIfTheFilesAreNoPair() throws Exception {
        assertProblem(
                TestCertificates.certificatePem(one),
                TestCertificates.keyPem(other),
                "the certificate cannot be used: the key does not belong to the certificate; expected a pair");
        assertProblem("none", TestCertificates.keyPem(one), "expected PEM with 'BEGIN CERTIFICATE'");
        assertProblem(
                TestCertificates.certificatePem(one),
                "-----BEGIN RSA PRIVATE KEY-----\nMII=\n-----END RSA PRIVATE KEY-----\n",
                "the key is a 'RSA PRIVATE KEY'; expected 'BEGIN PRIVATE KEY', as 'openssl pkcs8 -topk8 -nodes' writes it");
        assertProblem(
                TestCertificates.certificatePem(one),
                "",
                "'tls-cert' is set alone; expected 'tls-cert' and 'tls-key' for TLS: set both, or none for plain HTTP");
    }

    private void assertProblem(String certificate, String key, String text) throws Exception {
        LmcpBuilder server = server(certificate, key);
        assertThatThrownBy(server::start).isInstanceOf(StartupException.class).hasMessageContaining(text);
    }

    private List<String> problems(Map<String, String> files) throws Exception {
        ConfigBuilder config = Config.builder()
                .set("lmcp.auth", "none")
                .set("lmcp.transport", "http")
                .set("lmcp.transport.http.port", "0");
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            if (file.getValue().equals("absent")) {
                Files.deleteIfExists(path);
            } else {
                Files.writeString(path, file.getValue());
            }
            config.set("lmcp.transport.http." + file.getKey(), path.toString());
        }
        try {
            Lmcp.with(config.build())
                    .classLoader(TlsTest.class.getClassLoader())
                    .start()
                    .close();
            return List.of();
        } catch (StartupException e) {
            return e.getMessage()
                    .lines()
                    .filter(line -> line.contains("LMCP-102"))
                    .map(line -> line.replace(folder.toString() + "/", "")
                            .replace(" (code)", "")
                            .replaceFirst(".*transport\\.http\\.", ""))
                    .toList();
        }
    }

    @Test
    void namesTheFileThatIsAtFault() throws Exception {
        String certificate = TestCertificates.certificatePem(one);
        String key = TestCertificates.keyPem(one);

        assertThat(problems(Map.of("tls-cert", certificate, "tls-key", certificate)))
                .containsExactly(
                        "tls-key: the key cannot be used: the file has no key; expected 'BEGIN PRIVATE KEY', as"
                                + " 'openssl pkcs8 -topk8 -nodes' writes it");
        assertThat(problems(Map.of("tls-cert", key, "tls-key", key)))
                .singleElement()
                .asString()
                .startsWith("tls-cert: the certificate cannot be used: the file has no readable certificate (");
        assertThat(problems(Map.of("tls-cert", certificate, "tls-key", key, "tls-client-ca", key)))
                .singleElement()
                .asString()
                .startsWith(
                        "tls-client-ca: the list of authorities cannot be used: the file has no readable certificate (");
    }

    @ParameterizedTest
    @CsvSource({"tls-cert,certificate", "tls-key,key", "tls-client-ca,list of authorities"})
    void refusesAnEmptyFile(String setting, String name) throws Exception {
        String certificate = TestCertificates.certificatePem(one);
        Map<String, String> files = new HashMap<>(
                Map.of("tls-cert", certificate, "tls-key", TestCertificates.keyPem(one), "tls-client-ca", certificate));
        files.put(setting, "");

        assertThat(problems(files))
                .containsExactly(setting + ": the " + name + " cannot be used: '" + setting
                        + "' is empty; expected PEM: correct the file");
    }

    @Test
    void reportsAnAbsentFileOnce() throws Exception {
        String certificate = TestCertificates.certificatePem(one);
        String key = TestCertificates.keyPem(one);

        assertThat(problems(Map.of("tls-cert", certificate, "tls-key", "absent")))
                .hasSize(1);
        assertThat(problems(Map.of("tls-cert", "absent", "tls-key", key))).hasSize(1);
        assertThat(problems(Map.of("tls-cert", "absent", "tls-key", "absent"))).hasSize(2);
        assertThat(problems(Map.of("tls-client-ca", certificate)))
                .containsExactly(
                        "tls-cert: 'tls-client-ca' is set alone; expected 'tls-cert' and 'tls-key' for TLS: set"
                                + " both, or none for plain HTTP");
    }

    @Test
    void asksForClientCertificatesAsLongAsTheirAuthoritiesAreSet() throws Exception {
        Tls tls = Tls.of(files(one, Optional.of(other)), Clock.systemUTC());
        try (HttpServer server = start(tls, who())) {
            write("ca.pem", "");
            tls.readAgain();
            try (Wire known = Wire.over(connect(server.port(), other, one, "TLSv1.3"))) {
                assertThat(known.send(Wire.post("hi")).reply().body()).startsWith("CN=other, O=Example ");
            }
        }
    }

    @Test
    void warnsOnceOfAFileThatCannotBeUsed() throws Exception {
        List<LogRecord> records = new CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                records.add(record);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger("dev.lmcp.server");
        Tls tls = Tls.of(files(one, Optional.empty()), Clock.systemUTC());
        logger.addHandler(handler);
        try {
            Files.delete(folder.resolve("key.pem"));
            tls.readAgain();
            tls.readAgain();
            write("key.pem", "none");
            tls.readAgain();
            tls.readAgain();
            write("key.pem", TestCertificates.keyPem(one));
            tls.readAgain();
            Files.delete(folder.resolve("key.pem"));
            tls.readAgain();
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(records)
                .extracting(LogRecord::getLevel)
                .containsExactly(Level.WARNING, Level.WARNING, Level.INFO, Level.WARNING);
    }
}
