package dev.lmcp.auth.oauth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class IssuerHttpClientTest {

    private static final OutboundPolicy LOCAL = new OutboundPolicy(Set.of("localhost"), Set.of("localhost"));
    private static final OutboundPolicy PUBLIC = new OutboundPolicy(Set.of(), Set.of());

    @TempDir
    private static Path directory;

    private static SSLContext tls;

    private final FakeServer plain = new FakeServer();
    private final FakeServer encrypted = new FakeServer(tls.getServerSocketFactory());

    @BeforeAll
    static void makeCertificate() throws IOException, InterruptedException, GeneralSecurityException {
        tls = TestTls.context(directory);
    }

    @AfterEach
    void close() {
        plain.close();
        encrypted.close();
    }

    private static IssuerHttpClient client(OutboundPolicy policy) {
        return new IssuerHttpClient(policy, OutboundProxy.NONE, tls.getSocketFactory(), Duration.ofSeconds(2));
    }

    private URI plain(String path) {
        return URI.create(plain.url(path));
    }

    private URI encrypted(String path) {
        return URI.create("https://localhost:" + encrypted.port() + path);
    }

    private static void assertFails(OutboundPolicy policy, URI uri, String explanation) {
        assertThatExceptionOfType(FetchFailedException.class)
                .isThrownBy(() -> client(policy).get(uri, Map.of()))
                .extracting(FetchFailedException::explanation)
                .asString()
                .contains(explanation);
    }

    @Test
    void callsAListedHostOverTls() throws FetchFailedException {
        encrypted.on("/jwks", 200, "{}", "ETag: \"1\"");

        IssuerHttpClient.Response answer = client(LOCAL).get(encrypted("/jwks"), Map.of("Accept", "application/json"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).contains("\"1\"");
        assertThat(answer.body()).isEqualTo(new byte[] {'{', '}'});
        assertThat(encrypted.requests)
                .singleElement()
                .asString()
                .contains("Accept: application/json")
                .contains("Connection: close")
                .contains("Accept-Encoding: identity");
        client(LOCAL).post(encrypted("/jwks"), Map.of(), "a=b");
        assertThat(encrypted.requests).last().asString().contains("Accept-Encoding: identity");
    }

    @Test
    void refusesPrivateAddressesAndPlainHttp() {
        assertFails(PUBLIC, encrypted("/"), "an address that is not public");
        assertFails(PUBLIC, plain("/"), "must be https");
        assertFails(PUBLIC, URI.create("https://user@localhost/"), "must have a host");
        assertFails(PUBLIC, URI.create("https://localhost/#x"), "must have a host");
        assertFails(PUBLIC, URI.create("https://169.254.169.254/latest/meta-data"), "an address that is not public");
        assertFails(PUBLIC, URI.create("https://[::1]/"), "an address that is not public");
        assertThat(encrypted.requests).isEmpty();
    }

    /** The name may get another address between the first check and the connection. */
    @Test
    void checksTheAddressThatItConnectsTo() throws IOException {
        HttpsURLConnection connection =
                (HttpsURLConnection) new URL(encrypted("/").toString()).openConnection();
        connection.setSSLSocketFactory(new GuardedSocketFactory(
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                PUBLIC,
                encrypted("/"),
                Optional.empty(),
                System.nanoTime() + 1_000_000_000L));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(connection::getResponseCode)
                .withMessageContaining("no address that lmcp may call");
        assertThat(encrypted.requests).isEmpty();
    }

    @Test
    void doesNotFollowRedirects() throws FetchFailedException {
        plain.on("/jwks", 302, "", "Location: " + plain.url("/elsewhere"));

        assertThat(client(LOCAL).get(plain("/jwks"), Map.of()).status()).isEqualTo(302);
        assertThat(plain.requests).hasSize(1);
    }

    @Test
    void limitsTheSizeOfAResponse() {
        plain.on("/jwks", 200, "x".repeat(IssuerHttpClient.MAX_BYTES + 1));

        assertFails(LOCAL, plain("/jwks"), "responds with more than 262144 bytes");
    }

    @Test
    void limitsTheTimeOfASlowResponse() {
        encrypted.on("/jwks", out -> {
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            for (int sent = 0; sent < 1000; sent++) {
                out.write(' ');
                out.flush();
                java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
            }
        });
        long start = System.nanoTime();

        assertThatExceptionOfType(FetchFailedException.class)
                .isThrownBy(() -> client(LOCAL).get(encrypted("/jwks"), Map.of()));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void refusesAContentEncoding() {
        for (String coding : new String[] {"gzip", "br", "identity, gzip", "GZIP"}) {
            plain.on("/jwks", 200, "{}", "Content-Encoding: " + coding);

            assertFails(
                    LOCAL,
                    plain("/jwks"),
                    "responds with another 'Content-Encoding' than 'identity', which lmcp asks for");
        }
    }

    @Test
    void takesTheIdentityCodingForNone() throws FetchFailedException {
        for (String coding : new String[] {"identity", "Identity", " identity ", ""}) {
            plain.on("/jwks", 200, "{}", "Content-Encoding: " + coding);

            assertThat(client(LOCAL).get(plain("/jwks"), Map.of()).body()).isEqualTo(new byte[] {'{', '}'});
        }
    }

    @Test
    void reportsBrokenResponsesAsFailures() {
        plain.on("/broken", out -> out.write("nonsense\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        plain.on(
                "/cut",
                out -> out.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"
                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        plain.on("/nothing", out -> {});

        assertFails(LOCAL, plain("/broken"), "call to '" + plain("/broken") + "' failed: ");
        assertFails(LOCAL, plain("/nothing"), "call to '" + plain("/nothing") + "' failed: ");
        assertFails(LOCAL, URI.create("http://localhost:1/"), "call to 'http://localhost:1/' failed: ");
        // From JDK 25 on, HttpURLConnection reports this itself.
        assertThatExceptionOfType(FetchFailedException.class)
                .isThrownBy(() -> client(LOCAL).get(plain("/cut"), Map.of()))
                .extracting(FetchFailedException::explanation)
                .asString()
                .containsAnyOf("failed: the response is broken", "failed: Premature EOF");
    }
}
