package dev.lmcp.auth.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lmcp.auth.oauth.http.EndpointLocator;
import dev.lmcp.auth.oauth.http.FakeServer;
import dev.lmcp.auth.oauth.http.FetchFailedException;
import dev.lmcp.auth.oauth.http.IssuerHttpClient;
import dev.lmcp.auth.oauth.http.OutboundPolicy;
import dev.lmcp.auth.oauth.http.OutboundProxy;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DiscoveryTest {

    private static final OutboundPolicy LOCAL = new OutboundPolicy(Set.of("localhost"), Set.of("localhost"));

    private static final Duration COOLDOWN = Duration.ofSeconds(30);

    private final FakeServer server = new FakeServer();
    private final ManualScheduler scheduler = new ManualScheduler();
    private final IssuerHttpClient http = new IssuerHttpClient(
            LOCAL, OutboundProxy.NONE, (SSLSocketFactory) SSLSocketFactory.getDefault(), Duration.ofSeconds(5));

    @AfterEach
    void close() {
        server.close();
    }

    private Discovery discovery(String issuer) {
        return new Discovery(issuer, Set.of(issuer), http);
    }

    private static String metadata(String issuer, String jwksUri) {
        return "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + jwksUri + "\"}";
    }

    @Test
    void triesTheUrlsInTheOrderOfTheSpecification() {
        assertThat(Discovery.candidates("https://as.example/tenant/1"))
                .containsExactly(
                        URI.create("https://as.example/.well-known/oauth-authorization-server/tenant/1"),
                        URI.create("https://as.example/.well-known/openid-configuration/tenant/1"),
                        URI.create("https://as.example/tenant/1/.well-known/openid-configuration"));
        assertThat(Discovery.candidates("https://as.example/"))
                .isEqualTo(Discovery.candidates("https://as.example"))
                .containsExactly(
                        URI.create("https://as.example/.well-known/oauth-authorization-server"),
                        URI.create("https://as.example/.well-known/openid-configuration"));
        assertThat(Discovery.candidates("https://as.example:8443/realms/a/").get(2))
                .isEqualTo(URI.create("https://as.example:8443/realms/a/.well-known/openid-configuration"));
    }

    @Test
    void continuesUntilADocumentNamesTheIssuer() throws FetchFailedException {
        String issuer = server.url("/realm");
        server.on("/.well-known/oauth-authorization-server/realm", 200, metadata(issuer + "/", "https://x.example"));
        server.on("/.well-known/openid-configuration/realm", 302, "", "Location: " + server.url("/elsewhere"));
        server.on("/realm/.well-known/openid-configuration", 200, metadata(issuer, "https://as.example/jwks"));

        AuthServerMetadata found = discovery(issuer).find();

        assertThat(found.uri("jwks_uri")).contains(URI.create("https://as.example/jwks"));
        assertThat(server.requests).hasSize(3);
    }

    @Test
    void reportsTheFailureOfEachUrl() {
        String issuer = server.url("");
        server.on("/.well-known/oauth-authorization-server", 200, "<html>");
        server.on("/.well-known/openid-configuration", 200, metadata(issuer + "/", "https://x.example"));

        assertThatExceptionOfType(FetchFailedException.class)
                .isThrownBy(() -> discovery(issuer).find())
                .extracting(FetchFailedException::explanation)
                .asString()
                .contains("oauth-authorization-server' is not a JSON object")
                .contains("names the issuer '" + issuer + "/'; expected one of [" + issuer + "]");
    }

    @Test
    void fetchesAgainAfterADayAndKeepsTheOldDocumentIfThatFails() throws FetchFailedException {
        String issuer = server.url("");
        String path = "/.well-known/oauth-authorization-server";
        server.on(path, 200, metadata(issuer, "https://as.example/jwks"));
        AuthServerMetadataCache metadata = new AuthServerMetadataCache(discovery(issuer), false, COOLDOWN, scheduler);
        metadata.latest();

        scheduler.advance(Duration.ofHours(23));
        metadata.latest();
        assertThat(server.count(path)).isEqualTo(1);

        scheduler.advance(Duration.ofHours(1));
        server.on(path, 500, "");
        assertThat(metadata.latest().uri("jwks_uri")).contains(URI.create("https://as.example/jwks"));
        assertThat(server.count(path)).isEqualTo(2);
    }

    @Test
    void fetchesAgainIfAnEndpointFailsButNotMoreOftenThanTheCooldown() throws FetchFailedException {
        String issuer = server.url("");
        String path = "/.well-known/oauth-authorization-server";
        server.on(path, 200, metadata(issuer, "https://as.example/jwks"));
        AuthServerMetadataCache metadata = new AuthServerMetadataCache(discovery(issuer), false, COOLDOWN, scheduler);
        EndpointLocator keys = metadata.endpoint("jwks_uri");
        assertThat(keys.locate()).isEqualTo(URI.create("https://as.example/jwks"));
        server.on(path, 200, metadata(issuer, "https://as.example/moved"));

        keys.reportFailure();
        assertThat(keys.locate()).isEqualTo(URI.create("https://as.example/jwks"));
        assertThat(server.count(path)).isEqualTo(1);

        scheduler.advance(COOLDOWN);
        assertThat(keys.locate()).isEqualTo(URI.create("https://as.example/moved"));
        assertThat(server.count(path)).isEqualTo(2);

        scheduler.advance(COOLDOWN);
        keys.locate();
        assertThat(server.count(path)).isEqualTo(2);

        // If the metadata cannot be had, the old one stays in use, and the calls stay within the cooldown.
        server.on(path, 500, "");
        for (int attempt = 0; attempt < 10; attempt++) {
            keys.reportFailure();
            assertThat(keys.locate()).isEqualTo(URI.create("https://as.example/moved"));
        }
        assertThat(server.count(path)).isEqualTo(3);
        scheduler.advance(COOLDOWN);
        keys.locate();
        assertThat(server.count(path)).isEqualTo(4);
    }

    @Test
    void callersOfOldMetadataDoNotWaitForItsFetch() throws Exception {
        String issuer = server.url("");
        String path = "/.well-known/oauth-authorization-server";
        server.on(path, 200, metadata(issuer, "https://as.example/jwks"));
        AuthServerMetadataCache metadata = new AuthServerMetadataCache(discovery(issuer), false, COOLDOWN, scheduler);
        metadata.latest();
        scheduler.advance(Duration.ofHours(24));
        CountDownLatch release = new CountDownLatch(1);
        server.on(path, out -> {
            try {
                release.await();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
            FakeServer.send(out, 200, metadata(issuer, "https://as.example/moved"));
        });
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<AuthServerMetadata> fetching = thread.submit(metadata::latest);
            while (server.count(path) < 2) {
                Thread.onSpinWait();
            }
            assertThat(metadata.latest().uri("jwks_uri")).contains(URI.create("https://as.example/jwks"));

            release.countDown();
            assertThat(fetching.get().uri("jwks_uri")).contains(URI.create("https://as.example/moved"));
            assertThat(server.count(path)).isEqualTo(2);
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void callersWithoutMetadataShareOneFetch() throws Exception {
        String issuer = server.url("");
        String path = "/.well-known/oauth-authorization-server";
        CountDownLatch release = new CountDownLatch(1);
        server.on(path, out -> {
            try {
                release.await();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
            FakeServer.send(out, 200, metadata(issuer, "https://as.example/jwks"));
        });
        AuthServerMetadataCache metadata = new AuthServerMetadataCache(discovery(issuer), false, COOLDOWN, scheduler);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<AuthServerMetadata>> callers = new ArrayList<>();
            for (int caller = 0; caller < 8; caller++) {
                callers.add(threads.submit(metadata::latest));
            }
            while (server.count(path) < 1) {
                Thread.onSpinWait();
            }
            release.countDown();

            for (Future<AuthServerMetadata> caller : callers) {
                assertThat(caller.get().uri("jwks_uri")).contains(URI.create("https://as.example/jwks"));
            }
            assertThat(server.count(path)).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void takesTwoSpellingsOfAnOriginForOneAndWarnsOfAMoveOnce() throws FetchFailedException {
        String issuer = server.url("");
        String path = "/.well-known/oauth-authorization-server";
        AuthServerMetadataCache metadata = new AuthServerMetadataCache(discovery(issuer), false, COOLDOWN, scheduler);
        server.on(path, 200, metadata(issuer, "https://as.example/jwks"));
        metadata.latest();
        server.on(path, 200, metadata(issuer, "HTTPS://AS.Example:443/moved"));
        scheduler.advance(Duration.ofHours(24));
        assertThat(metadata.latest().uri("jwks_uri")).contains(URI.create("HTTPS://AS.Example:443/moved"));

        server.on(path, 200, metadata(issuer, "https://evil.example/jwks"));
        try (LogLines log = new LogLines()) {
            for (int day = 0; day < 3; day++) {
                scheduler.advance(Duration.ofHours(24));
                assertThat(metadata.latest().uri("jwks_uri")).contains(URI.create("HTTPS://AS.Example:443/moved"));
            }
            assertThat(server.count(path)).isEqualTo(5);
            assertThat(log.all()).singleElement().asString().contains("moved the keys to 'https://evil.example'");
        }
    }

    @Test
    void refusesKeysThatMoveToAnotherOrigin() throws FetchFailedException {
        String issuer = server.url("");
        String path = "/.well-known/oauth-authorization-server";
        AuthServerMetadataCache careful = new AuthServerMetadataCache(discovery(issuer), false, COOLDOWN, scheduler);
        AuthServerMetadataCache trusting = new AuthServerMetadataCache(discovery(issuer), true, COOLDOWN, scheduler);
        for (AuthServerMetadataCache metadata : List.of(careful, trusting)) {
            server.on(path, 200, metadata(issuer, "https://as.example/jwks"));
            metadata.latest();
        }
        scheduler.advance(Duration.ofHours(24));
        server.on(path, 200, metadata(issuer, "https://evil.example/jwks"));

        assertThat(careful.latest().uri("jwks_uri")).contains(URI.create("https://as.example/jwks"));
        assertThat(trusting.latest().uri("jwks_uri")).contains(URI.create("https://evil.example/jwks"));
    }

    @Test
    void mirrorsOnlyDocumentsWithAllowedEndpoints() throws FetchFailedException {
        String issuer = server.url("");
        String endpoints =
                ",\"authorization_endpoint\":\"https://as.example/a\",\"token_endpoint\":\"https://as.example/t\"}";
        String good = metadata(issuer, "https://as.example/jwks").replace("}", endpoints);
        for (String text : List.of(
                good, good.replace("https://as.example/t", "http://as.example/t"), good.replace("token_", "tocken_"))) {
            server.on("/.well-known/oauth-authorization-server", 200, text);
            AuthServerMetadataCache metadata =
                    new AuthServerMetadataCache(discovery(issuer), false, COOLDOWN, scheduler);
            AuthServerMetadataMirror mirror = new AuthServerMetadataMirror(metadata, LOCAL);
            assertThat(mirror.read()).isEmpty();
            metadata.latest();

            assertThat(mirror.read().isPresent()).as(text).isEqualTo(text.equals(good));
        }
    }
}
