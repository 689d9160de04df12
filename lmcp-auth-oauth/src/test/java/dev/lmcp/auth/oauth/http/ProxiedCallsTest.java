package dev.lmcp.auth.oauth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ProxiedCallsTest {

    private static final OutboundPolicy PUBLIC = new OutboundPolicy(Set.of(), Set.of());

    @TempDir
    private static Path directory;

    private static SSLContext tls;

    private final FakeServer encrypted = new FakeServer(tls.getServerSocketFactory());
    private final FakeServer plain = new FakeServer();
    private final FakeProxy proxy = new FakeProxy(encrypted.port());
    private final FakeProxy plainProxy = new FakeProxy(plain.port());
    private final ProxySelector before = ProxySelector.getDefault();

    @BeforeAll
    static void makeCertificate() throws IOException, InterruptedException, GeneralSecurityException {
        tls = TestTls.context(directory);
    }

    @AfterEach
    void close() {
        ProxySelector.setDefault(before);
        encrypted.close();
        plain.close();
        proxy.close();
        plainProxy.close();
    }

    private static IssuerHttpClient client(OutboundPolicy policy, OutboundProxy through) {
        return new IssuerHttpClient(policy, through, tls.getSocketFactory(), Duration.ofSeconds(2));
    }

    private OutboundProxy through(FakeProxy one) {
        return OutboundProxy.of("localhost", one.port());
    }

    private static URI elsewhere(String scheme) {
        return URI.create(scheme + "://" + TestTls.ELSEWHERE + "/jwks");
    }

    private static void assertFails(IssuerHttpClient client, URI uri, String explanation) {
        assertThatExceptionOfType(FetchFailedException.class)
                .isThrownBy(() -> client.get(uri, Map.of()))
                .extracting(FetchFailedException::explanation)
                .asString()
                .contains(explanation);
    }

    @Test
    void callsThroughATunnelAndChecksTheCertificateOfTheIssuer() throws FetchFailedException {
        encrypted.on("/jwks", 200, "{}");

        IssuerHttpClient.Response answer = client(PUBLIC, through(proxy)).get(elsewhere("https"), Map.of());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(proxy.requests)
                .containsExactly("CONNECT issuer.invalid:443 HTTP/1.1\r\nHost: issuer.invalid:443\r\n\r\n");
        assertThat(encrypted.requests)
                .singleElement()
                .asString()
                .startsWith("GET /jwks HTTP/1.1")
                .doesNotContain("Proxy");

        // The certificate does not have this name.
        URI other = URI.create("https://other.invalid:8443/jwks");
        assertFails(client(PUBLIC, through(proxy)), other, "failed: ");
        assertThat(proxy.requests).last().asString().startsWith("CONNECT other.invalid:8443 ");
        assertThat(encrypted.requests).hasSize(1);
    }

    @Test
    void sendsAPlainCallToTheProxyIfTheHostIsListed() throws FetchFailedException {
        plain.on("/jwks", 200, "{}");
        OutboundPolicy policy = new OutboundPolicy(Set.of(), Set.of(TestTls.ELSEWHERE));

        IssuerHttpClient.Response answer = client(policy, through(plainProxy)).get(elsewhere("http"), Map.of());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(plainProxy.requests)
                .singleElement()
                .asString()
                .startsWith("GET http://issuer.invalid/jwks HTTP/1.1");
        assertFails(client(PUBLIC, through(plainProxy)), elsewhere("http"), "must be https");
    }

    @Test
    void refusesPrivateAddressesBehindTheProxyAsFarAsItKnowsThem() {
        for (String host : List.of("localhost", "127.0.0.1", "10.0.0.1", "169.254.169.254", "[::1]", "[fd00::1]")) {
            assertFails(
                    client(PUBLIC, through(proxy)),
                    URI.create("https://" + host + ":" + encrypted.port() + "/jwks"),
                    "an address that is not public");
        }
        assertThat(proxy.requests).isEmpty();
    }

    @Test
    void callsHostsThatMayBePrivateDirectly() throws FetchFailedException {
        encrypted.on("/jwks", 200, "{}");
        OutboundPolicy policy = new OutboundPolicy(Set.of("localhost"), Set.of());

        URI uri = URI.create("https://localhost:" + encrypted.port() + "/jwks");
        assertThat(client(policy, through(proxy)).get(uri, Map.of()).status()).isEqualTo(200);

        assertThat(proxy.requests).isEmpty();
    }

    @Test
    void reportsWhatTheProxySays() {
        IssuerHttpClient client = client(PUBLIC, through(proxy));

        proxy.response = "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n\r\n";
        assertFails(
                client,
                elsewhere("https"),
                "the proxy responds with status 407, because it wants a password, which lmcp does not send; expected 200;"
                        + " allow 'issuer.invalid:443' at the proxy");
        proxy.response = "HTTP/1.1 403 Forbidden\r\n\r\n";
        assertFails(client, elsewhere("https"), "the proxy responds with status 403; expected 200");
        for (String nonsense : List.of("SSH-2.0-x\r\n\r\n", "", "HTTP/1.1 200 OK\r\nX: " + "x".repeat(9000))) {
            proxy.response = nonsense;
            assertFails(client, elsewhere("https"), "the proxy does not respond with HTTP");
        }
        proxy.close();
        assertFails(client, elsewhere("https"), "failed: ");
        assertThat(encrypted.requests).isEmpty();
    }

    @Test
    void limitsTheTimeOfASlowProxy() {
        FakeServer slow = new FakeServer();
        try (slow) {
            slow.on("issuer.invalid:443", out -> {
                for (int sent = 0; sent < 1000; sent++) {
                    out.write('H');
                    out.flush();
                    java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
                }
            });
            long start = System.nanoTime();

            assertFails(client(PUBLIC, OutboundProxy.of("localhost", slow.port())), elsewhere("https"), "failed: ");

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void followsTheSettingsOfTheJvmOnlyIfToldTo() throws FetchFailedException {
        encrypted.on("/jwks", 200, "{}");
        ProxySelector.setDefault(
                selecting(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("localhost", proxy.port()))));

        assertThat(client(PUBLIC, OutboundProxy.ofJvm())
                        .get(elsewhere("https"), Map.of())
                        .status())
                .isEqualTo(200);
        assertThat(proxy.requests).hasSize(1);
        assertFails(client(PUBLIC, OutboundProxy.NONE), elsewhere("https"), "failed: ");
        assertThat(proxy.requests).hasSize(1);

        ProxySelector.setDefault(selecting(Proxy.NO_PROXY));
        assertFails(client(PUBLIC, OutboundProxy.ofJvm()), elsewhere("https"), "failed: ");
        assertThat(proxy.requests).hasSize(1);
    }

    @Test
    void usesNoSocksProxy() throws FetchFailedException {
        encrypted.on("/jwks", 200, "{}");
        ProxySelector.setDefault(
                selecting(new Proxy(Proxy.Type.SOCKS, InetSocketAddress.createUnresolved("localhost", proxy.port()))));
        OutboundPolicy policy = new OutboundPolicy(Set.of("localhost"), Set.of());

        URI uri = URI.create("https://localhost:" + encrypted.port() + "/jwks");
        assertThat(client(policy, OutboundProxy.NONE).get(uri, Map.of()).status())
                .isEqualTo(200);
        assertThat(proxy.requests).isEmpty();
        assertFails(
                client(PUBLIC, OutboundProxy.ofJvm()),
                elsewhere("https"),
                "name a SOCKS proxy; expected an HTTP proxy");
    }

    private static ProxySelector selecting(Proxy one) {
        return new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                return List.of(one);
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {
                // There is no other one.
            }
        };
    }
}
