package dev.lmcp.auth.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.Scopes;
import dev.lmcp.auth.oauth.http.FakeServer;
import dev.lmcp.auth.oauth.http.OutboundPolicy;
import dev.lmcp.auth.oauth.jose.TokenHash;
import dev.lmcp.spi.AuthDecision;
import dev.lmcp.spi.Authenticator;
import dev.lmcp.spi.Settings;
import dev.lmcp.testkit.plugin.TestCredentials;
import dev.lmcp.testkit.plugin.TestServices;
import dev.lmcp.testkit.plugin.TestSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class IntrospectionTest {

    private static final String ACTIVE = "{\"active\":true,\"sub\":\"alice\",\"client_id\":\"app\",\"aud\":\""
            + TestIssuer.AUDIENCE + "\",\"scope\":\"tools.call\",\"exp\":" + TestIssuer.at(300) + "}";

    private final FakeServer server = new FakeServer();
    private final TestServices services = TestServices.withThreads(TestIssuer.CLOCK);

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        services.close();
        server.close();
    }

    private Authenticator authenticator(String... more) throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "s:cret\n");
        TestSettings settings = TestSettings.of(
                "lmcp.auth.oauth.",
                "resource = " + TestIssuer.AUDIENCE,
                "issuer = https://issuer.example",
                "discovery = off",
                "token-format = opaque",
                "introspection.url = " + server.url("/introspect"),
                "introspection.client-id = lm cp",
                "introspection.client-secret-file = " + secret,
                String.join("\n", more));
        Authenticator authenticator = new OAuthProvider().create(settings, services);
        assertThat(settings.problems()).isEmpty();
        return authenticator;
    }

    @Test
    void acceptsAnActiveTokenWithOneIntrospectionRequest() throws IOException {
        server.on("/introspect", 200, ACTIVE);
        Authenticator authenticator = authenticator();

        for (int call = 0; call < 3; call++) {
            assertThat(authenticator.authenticate(TestCredentials.bearer("opaque")))
                    .isInstanceOfSatisfying(AuthDecision.Accepted.class, accepted -> {
                        assertThat(accepted.principal().issuer()).isEqualTo("https://issuer.example");
                        assertThat(accepted.principal().subject()).isEqualTo("alice");
                        assertThat(accepted.principal().scopes()).isEqualTo(Scopes.of(Set.of("tools.call")));
                        assertThat(accepted.principal().claims().names()).contains("active", "sub", "scope");
                    });
        }

        assertThat(server.requests)
                .singleElement()
                .asString()
                .contains("Authorization: Basic bG0rY3A6cyUzQWNyZXQ=")
                .endsWith("\r\n\r\ntoken=opaque&token_type_hint=access_token");
    }

    @Test
    void aTokenStaysValidForStreamsForFiveMinutesAfterItsIntrospection() {
        Settings settings = TestSettings.of(
                "lmcp.auth.oauth.", "resource = " + TestIssuer.AUDIENCE + "\nissuer = " + TestIssuer.URL);
        ClaimsPolicy policy = IssuerSettings.read(
                        "default", settings, CommonSettings.read(settings), new OutboundPolicy(Set.of(), Set.of()))
                .orElseThrow()
                .policy()
                .forIntrospection();
        Claims claims = Claims.read(TestIssuer.claims("").getBytes(StandardCharsets.UTF_8));
        ManualScheduler scheduler = new ManualScheduler();
        Introspection introspection = new Introspection(
                "default",
                token -> Optional.of(claims),
                policy,
                Duration.ofSeconds(30),
                Duration.ofSeconds(2),
                scheduler);

        VerifiedToken accepted =
                introspection.verify("opaque", TokenHash.of("opaque"), TestIssuer.NOW, new TokenCache(10, scheduler));

        scheduler.advance(Duration.ofMinutes(5).minusNanos(1));
        assertThat(accepted.stillValid().getAsBoolean()).isTrue();
        scheduler.advance(Duration.ofNanos(1));
        assertThat(accepted.stillValid().getAsBoolean()).isFalse();
    }

    @Test
    void sendsTheClientSecretInTheFormIfConfigured() throws IOException {
        server.on("/introspect", 200, ACTIVE);

        authenticator("introspection.auth-method = post").authenticate(TestCredentials.bearer("opaque"));

        assertThat(server.requests)
                .singleElement()
                .asString()
                .doesNotContain("Authorization")
                .endsWith("&client_id=lm+cp&client_secret=s%3Acret");
    }

    @Test
    void refusesInactiveAndForeignTokensAndRemembersInactiveOnes() throws IOException {
        Authenticator authenticator = authenticator();

        for (String answer : new String[] {
            "{\"active\":false}",
            ACTIVE.replace(TestIssuer.AUDIENCE, "https://other.example"),
            ACTIVE.replace("\"aud\"", "\"aux\""),
            ACTIVE.replace("" + TestIssuer.at(300), "" + TestIssuer.at(-60)),
            ACTIVE.replace("}", ",\"iss\":\"https://other.example\"}"),
            ACTIVE.replace("}", ",\"token_use\":\"refresh_token\"}"),
            ACTIVE.replace("}", ",\"typ\":\"Refresh\"}"),
            ACTIVE.replace("}", ",\"cnf\":{\"jkt\":\"x\"}}")
        }) {
            server.on("/introspect", 200, answer);
            assertThat(authenticator.authenticate(TestCredentials.bearer("opaque" + answer.hashCode())))
                    .as(answer)
                    .isInstanceOf(AuthDecision.Rejected.class);
        }

        server.on("/introspect", 200, ACTIVE);
        assertThat(authenticator.authenticate(TestCredentials.bearer("opaque" + "{\"active\":false}".hashCode())))
                .isInstanceOf(AuthDecision.Rejected.class);
    }

    @Test
    void isUnavailableIfTheIssuerDoesNotAnswer() throws IOException {
        Authenticator authenticator = authenticator();

        for (String answer :
                new String[] {"", "{}", "{\"active\":\"true\"}", "<html>", "{\"active\":true,\"active\":true}"}) {
            server.on("/introspect", 200, answer);
            assertThat(authenticator.authenticate(TestCredentials.bearer("opaque")))
                    .as(answer)
                    .isInstanceOf(AuthDecision.Unavailable.class);
        }
        server.on("/introspect", 401, "");
        assertThat(authenticator.authenticate(TestCredentials.bearer("opaque")))
                .isInstanceOf(AuthDecision.Unavailable.class);
        server.close();
        assertThat(authenticator.authenticate(TestCredentials.bearer("opaque")))
                .isInstanceOf(AuthDecision.Unavailable.class);
    }

    @Test
    void sharesOneIntrospectionRequestAmongConcurrentRequests() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        server.on("/introspect", out -> {
            try {
                release.await();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
            FakeServer.send(out, 200, ACTIVE);
        });
        Authenticator authenticator = authenticator();
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try {
            var answers = IntStream.range(0, 20)
                    .mapToObj(caller ->
                            threads.submit(() -> authenticator.authenticate(TestCredentials.bearer("opaque"))))
                    .toList();
            while (server.requests.isEmpty()) {
                Thread.onSpinWait();
            }
            release.countDown();

            for (Future<AuthDecision> answer : answers) {
                assertThat(answer.get(10, TimeUnit.SECONDS)).isInstanceOf(AuthDecision.Accepted.class);
            }
            assertThat(server.requests).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void verifiesJwtsLocallyInAutoMode() throws IOException {
        TestIssuer issuer = TestIssuer.seeded(1);
        server.on("/introspect", 200, ACTIVE);
        Path jwks = Files.writeString(directory.resolve("jwks"), issuer.jwks(TestIssuer.KEY_ID));
        Authenticator authenticator = authenticator("token-format = auto", "jwks-file = " + jwks);
        String claims = TestIssuer.claims("").replace(TestIssuer.URL, "https://issuer.example");

        assertThat(authenticator.authenticate(TestCredentials.bearer(issuer.token(TestIssuer.HEADER, claims))))
                .isInstanceOf(AuthDecision.Accepted.class);
        assertThat(server.requests).isEmpty();

        assertThat(authenticator.authenticate(TestCredentials.bearer("opaque")))
                .isInstanceOf(AuthDecision.Accepted.class);
        assertThat(server.requests).hasSize(1);
    }

    @Test
    void acceptsGooglesTokeninfoResponses() throws IOException {
        String answer = "{\"azp\":\"app\",\"aud\":\"app\",\"sub\":\"107\",\"scope\":\"openid email\",\"exp\":\""
                + TestIssuer.at(300)
                + "\",\"expires_in\":\"300\",\"email\":\"a@example.com\",\"email_verified\":\"true\"}";
        server.on("/tokeninfo", 200, answer);
        TestSettings settings = TestSettings.of(
                "lmcp.auth.oauth.",
                "resource = " + TestIssuer.AUDIENCE,
                "issuer = https://accounts.google.com",
                "discovery = off",
                "token-format = opaque",
                "introspection.style = google-tokeninfo",
                "introspection.url = " + server.url("/tokeninfo"),
                "audiences = app");
        Authenticator authenticator = new OAuthProvider().create(settings, services);

        assertThat(settings.problems()).isEmpty();
        assertThat(authenticator.authenticate(TestCredentials.bearer("ya29.a0")))
                .isInstanceOfSatisfying(AuthDecision.Accepted.class, accepted -> {
                    assertThat(accepted.principal().issuer()).isEqualTo("https://accounts.google.com");
                    assertThat(accepted.principal().client()).contains("app");
                    assertThat(accepted.principal().expires()).contains(TestIssuer.NOW.plusSeconds(300));
                });
        assertThat(server.requests).singleElement().asString().endsWith("\r\n\r\naccess_token=ya29.a0");

        server.on("/tokeninfo", 200, answer.replace("\"aud\":\"app\"", "\"aud\":\"another\""));
        assertThat(authenticator.authenticate(TestCredentials.bearer("ya29.a1")))
                .isInstanceOf(AuthDecision.Rejected.class);
        server.on("/tokeninfo", 400, "{\"error\":\"invalid_token\"}");
        assertThat(authenticator.authenticate(TestCredentials.bearer("ya29.a2")))
                .isInstanceOf(AuthDecision.Rejected.class);
    }
}
