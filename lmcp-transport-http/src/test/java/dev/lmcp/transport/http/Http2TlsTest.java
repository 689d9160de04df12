package dev.lmcp.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lmcp.verification.transport.StubEndpoint;
import dev.lmcp.verification.transport.TestCertificates;
import dev.lmcp.verification.transport.Wire;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/2 that the TLS handshake selects (ALPN). */
final class Http2TlsTest {

    @TempDir
    private static Path folder;

    private static SSLContext trust;
    private static HttpServer server;

    @BeforeAll
    static void start() throws Exception {
        KeyStore store = TestCertificates.make(folder, "one", "CN=one,O=Example");
        KeyStore nothing = KeyStore.getInstance("PKCS12");
        nothing.load(null, null);
        trust = TestCertificates.client(nothing, TestCertificates.trusting(store));
        Path certificate = Files.writeString(folder.resolve("cert.pem"), TestCertificates.certificatePem(store));
        Path key = Files.writeString(folder.resolve("key.pem"), TestCertificates.keyPem(store));
        StubEndpoint endpoint = exchange -> exchange.receive(
                1000,
                body -> exchange.respond(StubEndpoint.text(200, exchange.url().orElse(""))));
        server = new HttpServer(
                endpoint,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Timeouts.usual(),
                Optional.of(Tls.of(new TlsFiles(certificate, key, Optional.empty()), Clock.systemUTC())),
                TrustedProxies.none(),
                HandlerThreads.Kind.suitable());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static SSLSocket connect(SSLParameters parameters) throws Exception {
        SSLSocket socket = (SSLSocket) trust.getSocketFactory().createSocket("localhost", server.port());
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static SSLParameters offering(String... protocols) {
        SSLParameters parameters = new SSLParameters();
        parameters.setApplicationProtocols(protocols);
        return parameters;
    }

    @Test
    void answersTheClientOfTheJdkOverHttp2() throws Exception {
        HttpClient client = HttpClient.newBuilder().sslContext(trust).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://localhost:" + server.port() + "/mcp"))
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();

        List<CompletableFuture<HttpResponse<String>>> calls = IntStream.range(0, 50)
                .mapToObj(i -> client.sendAsync(request, HttpResponse.BodyHandlers.ofString()))
                .toList();

        for (CompletableFuture<HttpResponse<String>> call : calls) {
            assertThat(call.get().version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(call.get().body()).isEqualTo("https://localhost:" + server.port() + "/mcp");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void prefersHttp2(String protocol) throws Exception {
        SSLParameters parameters = offering("http/1.1", "h2");
        parameters.setProtocols(new String[] {protocol});
        SSLSocket socket = connect(parameters);

        assertThat(socket.getApplicationProtocol()).isEqualTo("h2");
        try (Http2Wire wire = Http2Wire.over(socket)) {
            wire.get(1);
            assertThat(wire.reply(1).body()).isEqualTo("https://localhost/mcp");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http/1.1", ""})
    void speaksHttp1ToAClientThatDoesNotOfferHttp2(String offered) throws Exception {
        SSLParameters parameters = offered.isEmpty() ? new SSLParameters() : offering(offered);
        try (Wire wire = Wire.over(connect(parameters))) {
            assertThat(wire.send(Wire.post("{}")).reply().status()).isEqualTo(200);
        }
    }

    /** With TLS, only the handshake selects HTTP/2 (RFC 9113 §3.2). */
    @Test
    void refusesThePrefaceOfAClientThatHasNotOfferedHttp2() throws Exception {
        try (Wire wire = Wire.over(connect(new SSLParameters()))) {
            assertThat(wire.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").reply().status())
                    .isEqualTo(505);
        }
    }

    @Test
    void refusesAClientThatOffersOtherProtocolsOnly() {
        assertThatThrownBy(() -> connect(offering("imap"))).isInstanceOf(SSLException.class);
    }

    /** Ciphers that HTTP/2 forbids (RFC 9113 §9.2.2) are not there for HTTP/1.1 either. */
    @ParameterizedTest
    @ValueSource(strings = {"TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256", "TLS_RSA_WITH_AES_128_GCM_SHA256"})
    void refusesACipherThatHttp2Forbids(String cipher) {
        SSLParameters parameters = offering("h2", "http/1.1");
        parameters.setProtocols(new String[] {"TLSv1.2"});
        parameters.setCipherSuites(new String[] {cipher});

        assertThatThrownBy(() -> connect(parameters)).isInstanceOf(SSLException.class);
    }
}
