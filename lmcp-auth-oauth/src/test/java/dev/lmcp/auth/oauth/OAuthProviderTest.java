package dev.lmcp.auth.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.Scopes;
import dev.lmcp.auth.oauth.http.FakeServer;
import dev.lmcp.auth.testkit.TestCredentials;
import dev.lmcp.auth.testkit.TestServices;
import dev.lmcp.auth.testkit.TestSettings;
import dev.lmcp.spi.AuthDecision;
import dev.lmcp.spi.AuthProvider;
import dev.lmcp.spi.Authenticator;
import dev.lmcp.spi.PublicDocument;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OAuthProviderTest {

    private static final TestIssuer ISSUER = TestIssuer.seeded(1);
    private static final String RESOURCE = "resource = " + TestIssuer.AUDIENCE;

    private final FakeServer server = new FakeServer();
    private final TestServices services = TestServices.withThreads(TestIssuer.CLOCK);

    @TempDir
    private Path directory;

    @BeforeEach
    void serveMetadataAndKeys() {
        server.on("/.well-known/openid-configuration", 200, metadata(server.url("")));
        server.on("/jwks", 200, ISSUER.jwks(TestIssuer.KEY_ID));
    }

    @AfterEach
    void close() {
        services.close();
        server.close();
    }

    private String metadata(String issuer) {
        return "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + server.url("/jwks")
                + "\",\"authorization_endpoint\":\"" + server.url("/authorize") + "\",\"token_endpoint\":\""
                + server.url("/token") + "\"}";
    }

    private Authenticator create(TestSettings settings) {
        return new OAuthProvider().create(settings, services);
    }

    private Authenticator ready(String... lines) throws InterruptedException {
        TestSettings settings = TestSettings.of("lmcp.auth.oauth.", lines);
        Authenticator authenticator = create(settings);
        assertThat(settings.problems()).isEmpty();
        while (!authenticator.isReady()) {
            Thread.onSpinWait();
        }
        return authenticator;
    }

    private String claims(String more) {
        return TestIssuer.claims(more).replace(TestIssuer.URL, server.url(""));
    }

    private static String wire(AuthDecision decision) {
        if (decision instanceof AuthDecision.Rejected rejected) {
            return "401 " + rejected.challenge().orElseThrow();
        }
        if (decision instanceof AuthDecision.Abstained abstained) {
            return "401 " + abstained.challenge().orElseThrow();
        }
        if (decision instanceof AuthDecision.Unavailable unavailable) {
            return "503 " + unavailable.retryAfter().toSeconds();
        }
        return decision.getClass().getSimpleName();
    }

    @Test
    void isDeclaredAsAServiceInTheModuleAndInMetaInf() throws IOException {
        Module module = OAuthProvider.class.getModule();
        String path = "META-INF/services/" + AuthProvider.class.getName();

        assertThat(module.getDescriptor().provides())
                .singleElement()
                .satisfies(provided -> assertThat(provided.service()).isEqualTo(AuthProvider.class.getName()))
                .satisfies(provided -> assertThat(provided.providers()).containsExactly(OAuthProvider.class.getName()));
        try (InputStream file = module.getResourceAsStream(path)) {
            assertThat(new String(file.readAllBytes(), StandardCharsets.UTF_8).strip())
                    .isEqualTo(OAuthProvider.class.getName());
        }
    }

    @Test
    void acceptsATokenOfADiscoveredIssuer() throws Exception {
        Authenticator authenticator = ready(RESOURCE, "issuer = " + server.url(""));

        AuthDecision decision = authenticator.authenticate(TestCredentials.bearer(
                ISSUER.token(TestIssuer.HEADER, claims(",\"client_id\":\"app\",\"groups\":[\"a\",\"b\"]"))));

        assertThat(decision).isInstanceOfSatisfying(AuthDecision.Accepted.class, accepted -> {
            assertThat(accepted.principal().issuer()).isEqualTo(server.url(""));
            assertThat(accepted.principal().subject()).isEqualTo("alice");
            assertThat(accepted.principal().client()).contains("app");
            assertThat(accepted.principal().scopes()).isEqualTo(Scopes.of(Set.of("tools.call")));
            assertThat(accepted.principal().expires()).contains(TestIssuer.NOW.plusSeconds(300));
            assertThat(accepted.stillValid().getAsBoolean()).isTrue();
            assertThat(accepted.principal().claims().names())
                    .containsExactlyInAnyOrder("iss", "aud", "sub", "exp", "iat", "scope", "client_id", "groups");
            assertThat(accepted.principal().claims().texts("groups")).containsExactly("a", "b");
        });
    }

    @Nested
    class Answers {

        @Test
        void nameNoErrorIfThereIsNoToken() throws Exception {
            services.requireScopes("tools.call");
            Authenticator authenticator = ready(RESOURCE, "issuer = " + server.url(""));

            String expected = "401 Bearer scope=\"tools.call\","
                    + " resource_metadata=\"https://mcp.example/.well-known/oauth-protected-resource/mcp\"";
            assertThat(wire(authenticator.authenticate(TestCredentials.none()))).isEqualTo(expected);
            assertThat(wire(authenticator.authenticate(TestCredentials.authorization("Basic", "YTpi"))))
                    .isEqualTo(expected);
            assertThat(wire(authenticator.authenticate(TestCredentials.authorization("DPoP", "abc"))))
                    .isEqualTo(expected);
        }

        @Test
        void distinguishExpiredTokensFromInvalidOnes() throws Exception {
            Authenticator authenticator = ready(RESOURCE, "issuer = " + server.url(""));
            String metadata = "resource_metadata=\"https://mcp.example/.well-known/oauth-protected-resource/mcp\"";

            assertThat(wire(authenticator.authenticate(TestCredentials.bearer("nonsense"))))
                    .isEqualTo("401 Bearer error=\"invalid_token\","
                            + " error_description=\"The access token is invalid\", " + metadata);
            assertThat(wire(authenticator.authenticate(TestCredentials.bearer(ISSUER.token(
                            TestIssuer.HEADER,
                            claims("")
                                    .replace("" + TestIssuer.at(300), "" + TestIssuer.at(-30))
                                    .replace("" + TestIssuer.at(-10), "" + TestIssuer.at(-60)))))))
                    .isEqualTo("401 Bearer error=\"invalid_token\","
                            + " error_description=\"The access token expired\", " + metadata);
        }

        @Test
        void omitTheDescriptionIfConfigured() throws Exception {
            Authenticator authenticator = ready(RESOURCE, "issuer = " + server.url(""), "error-detail = none");

            assertThat(wire(authenticator.authenticate(TestCredentials.bearer("nonsense"))))
                    .doesNotContain("error_description");
        }

        @Test
        void areUnavailableIfKeysCannotBeFetched() {
            server.on("/.well-known/openid-configuration", 500, "");
            Authenticator authenticator =
                    create(TestSettings.of("lmcp.auth.oauth.", RESOURCE, "issuer = " + server.url("")));

            AuthDecision decision =
                    authenticator.authenticate(TestCredentials.bearer(ISSUER.token(TestIssuer.HEADER, claims(""))));

            assertThat(wire(decision)).isEqualTo("503 5");
            assertThat(authenticator.isReady()).isFalse();
        }

        @Test
        void causeNoCallForATokenOfAnUnknownIssuer() throws Exception {
            Authenticator authenticator = ready(RESOURCE, "issuer = " + server.url(""));
            int before = server.requests.size();

            AuthDecision decision = authenticator.authenticate(
                    TestCredentials.bearer(ISSUER.token(TestIssuer.HEADER, TestIssuer.claims(""))));

            assertThat(decision)
                    .isInstanceOfSatisfying(
                            AuthDecision.Rejected.class,
                            rejected -> assertThat(rejected.reason()).isEqualTo("issuer_unknown"));
            assertThat(server.requests).hasSize(before);
        }

        @Test
        void neverContainATokenOrAClaim() throws Exception {
            Authenticator authenticator = ready(RESOURCE, "issuer = " + server.url(""));
            String token = ISSUER.token(TestIssuer.HEADER, claims("").replace(TestIssuer.AUDIENCE, "secret-audience"));

            AuthDecision decision = authenticator.authenticate(TestCredentials.bearer(token));

            assertThat(decision).isInstanceOf(AuthDecision.Rejected.class);
            assertThat(decision.toString())
                    .doesNotContain("secret-audience")
                    .doesNotContain("alice")
                    .doesNotContain(token);
        }
    }

    @Nested
    class Documents {

        private String read(String path) {
            PublicDocument document = services.documents().get(path).read().orElseThrow();
            assertThat(document.contentType()).isEqualTo("application/json");
            assertThat(document.maxAge()).isEqualTo(Duration.ofMinutes(5));
            return new String(document.body(), StandardCharsets.UTF_8);
        }

        @Test
        void describeTheResourceAtBothPaths() throws Exception {
            services.supportScopes("tools.call");
            services.supportScopes("offline_access");
            ready(RESOURCE, "issuer = " + server.url(""), "resource-name = Tools");

            String expected = "{\"resource\":\"https://mcp.example/mcp\",\"authorization_servers\":[\"" + server.url("")
                    + "\"],\"scopes_supported\":[\"tools.call\"],\"bearer_methods_supported\":[\"header\"],"
                    + "\"resource_name\":\"Tools\"}";
            assertThat(read("/.well-known/oauth-protected-resource")).isEqualTo(expected);
            assertThat(read("/.well-known/oauth-protected-resource/mcp")).isEqualTo(expected);
        }

        @Test
        void mirrorTheIssuersDocumentByteForByte() throws Exception {
            ready(RESOURCE, "issuer = " + server.url(""));

            assertThat(read("/.well-known/oauth-authorization-server")).isEqualTo(metadata(server.url("")));
        }

        @Test
        void areNotMirroredForSeveralIssuers() {
            create(TestSettings.of(
                    "lmcp.auth.oauth.",
                    RESOURCE,
                    "issuers.a.issuer = " + server.url("/a"),
                    "issuers.b.issuer = " + server.url("/b")));

            assertThat(services.documents()).doesNotContainKey("/.well-known/oauth-authorization-server");
        }

        @Test
        void serveTheConfiguredFile() throws Exception {
            Path file = Files.writeString(directory.resolve("as.json"), "{\"issuer\":\"https://a.example\"}");
            ready(RESOURCE, "issuer = " + server.url(""), "as-metadata-file = " + file);

            assertThat(read("/.well-known/oauth-authorization-server")).isEqualTo("{\"issuer\":\"https://a.example\"}");
        }

        @Test
        void areServedBelowTheContextPath() throws Exception {
            Authenticator authenticator = ready("resource = https://mcp.example/app/mcp", "issuer = " + server.url(""));

            assertThat(wire(authenticator.authenticate(TestCredentials.none())))
                    .contains("https://mcp.example/app/.well-known/oauth-protected-resource\"");
            assertThat(services.notices())
                    .anySatisfy(notice -> assertThat(notice)
                            .contains("forward '/.well-known/oauth-protected-resource/app/mcp'")
                            .contains("to '/app/.well-known/oauth-protected-resource'"));
        }
    }

    @Nested
    class SeveralIssuers {

        @Test
        void verifyTheirOwnTokensOnly() throws Exception {
            TestIssuer other = TestIssuer.seeded(2);
            server.on("/jwks-b", 200, other.jwks(TestIssuer.KEY_ID));
            Authenticator authenticator = ready(
                    RESOURCE,
                    "issuers.a.issuer = https://a.example",
                    "issuers.a.discovery = off",
                    "issuers.a.jwks-uri = " + server.url("/jwks"),
                    "issuers.b.issuer = https://b.example",
                    "issuers.b.discovery = off",
                    "issuers.b.jwks-uri = " + server.url("/jwks-b"));
            String ofA = TestIssuer.claims("").replace(TestIssuer.URL, "https://a.example");

            assertThat(authenticator.authenticate(TestCredentials.bearer(ISSUER.token(TestIssuer.HEADER, ofA))))
                    .isInstanceOf(AuthDecision.Accepted.class);
            assertThat(authenticator.authenticate(TestCredentials.bearer(other.token(TestIssuer.HEADER, ofA))))
                    .isInstanceOf(AuthDecision.Rejected.class);
        }
    }

    @Nested
    class Checks {

        @Test
        void reportEachStep() throws Exception {
            server.on("/jwks", 200, ISSUER.jwks(TestIssuer.KEY_ID), "Date: Mon, 1 Jun 2026 12:00:10 GMT");
            Authenticator authenticator = ready(RESOURCE, "issuer = " + server.url(""));

            assertThat(authenticator.check())
                    .allMatch(Authenticator.Finding::isGood)
                    .extracting(Authenticator.Finding::text)
                    .anyMatch(text -> text.contains("a request without a token gets: WWW-Authenticate: Bearer"))
                    .anyMatch(text -> text.contains(
                            "metadata at " + server.url("/.well-known/openid-configuration") + " names this issuer"))
                    .anyMatch(text -> text.contains("1 key(s) at " + server.url("/jwks") + ", usable for [RS256]"))
                    .anyMatch(text -> text.contains("our clock is -10 s ahead"));
        }

        @Test
        void reportThatTheClocksCannotBeCompared() throws Exception {
            Authenticator authenticator = ready(RESOURCE, "issuer = " + server.url(""));

            assertThat(authenticator.check())
                    .allMatch(Authenticator.Finding::isGood)
                    .extracting(Authenticator.Finding::text)
                    .anyMatch(text -> text.contains("the issuer sends no Date, so the clocks were not compared"));
        }

        @Test
        void reportWhatIsWrong() {
            server.on("/.well-known/openid-configuration", 200, metadata(server.url("/")));
            Authenticator authenticator =
                    create(TestSettings.of("lmcp.auth.oauth.", RESOURCE, "issuer = " + server.url("")));

            assertThat(authenticator.check())
                    .filteredOn(finding -> !finding.isGood())
                    .extracting(Authenticator.Finding::text)
                    .singleElement()
                    .asString()
                    .contains("names the issuer '" + server.url("/") + "'; expected one of [" + server.url("") + "]");
        }
    }

    @Nested
    class Problems {

        private void assertProblem(String expected, String... lines) {
            TestSettings settings = TestSettings.of("lmcp.auth.oauth.", lines);

            assertThat(create(settings)).isNotNull();

            assertThat(settings.problems())
                    .anySatisfy(problem -> assertThat(problem).contains(expected));
        }

        @Test
        void areReportedForEachSetting() throws IOException {
            String issuer = "issuer = https://issuer.example";
            Path secret = Files.writeString(directory.resolve("secret"), "too short");
            Path text = Files.writeString(directory.resolve("text"), "not json");

            assertProblem("resource is not set", issuer);
            assertProblem(
                    "resource 'http://mcp.example/mcp' is not usable", "resource = http://mcp.example/mcp", issuer);
            assertProblem(
                    "resource 'https://mcp.example/#x' is not usable", "resource = https://mcp.example/#x", issuer);
            assertProblem("issuer is not set", RESOURCE);
            assertProblem("must be https", RESOURCE, "issuer = http://issuer.example");
            assertProblem("must have a host", RESOURCE, "issuer = https://user@issuer.example");
            assertProblem(
                    "issuer is set, and so is 'issuers.a…'", RESOURCE, issuer, "issuers.a.issuer = https://a.example");
            assertProblem("algs has 'none'; expected one or more of [RS256, HS256", RESOURCE, issuer, "algs = none");
            assertProblem(
                    "algs has HS256 and other algorithms; expected HS256 alone",
                    RESOURCE,
                    issuer,
                    "algs = HS256,RS256");
            assertProblem("algs is HS256, but there is no secret", RESOURCE, issuer, "algs = HS256");
            assertProblem(
                    "an HS256 secret has 9 bytes", RESOURCE, issuer, "algs = HS256", "hs-secret-file = " + secret);
            assertProblem(
                    "hs-secret-file is set, but 'algs' is not HS256", RESOURCE, issuer, "hs-secret-file = " + secret);
            assertProblem(
                    "jwks-file has no key for [RS256]; expected a JWK Set", RESOURCE, issuer, "jwks-file = " + text);
            assertProblem(
                    "jwks-file is set, and so is 'jwks-uri'",
                    RESOURCE,
                    issuer,
                    "jwks-file = " + text,
                    "jwks-uri = https://issuer.example/jwks");
            assertProblem("discovery is 'off' and no keys are configured", RESOURCE, issuer, "discovery = off");
            assertProblem("audience-claim is 'client_id'", RESOURCE, issuer, "audience-claim = client_id");
            assertProblem(
                    "audiences is not set, but 'audience-claim' is", RESOURCE, issuer, "audience-claim = client_id");
            assertProblem(
                    "tenant-template is 'https://a.example'", RESOURCE, issuer, "tenant-template = https://a.example");
            assertProblem("tenants is not set", RESOURCE, issuer, "tenant-template = https://a.example/{tenantid}");
            assertProblem("introspection.client-id is not set", RESOURCE, issuer, "token-format = opaque");
            assertProblem("introspection.secret-file is not set", RESOURCE, issuer, "token-format = opaque");
            assertProblem("introspection.url is not set", RESOURCE, issuer, "token-format = opaque", "discovery = off");
            assertProblem(
                    "token-format is 'jwt', but 'introspection.…' is set",
                    RESOURCE,
                    issuer,
                    "introspection.client-id = x");
            assertProblem("jwks.ttl-min is longer", RESOURCE, issuer, "jwks.ttl-min = 2h", "jwks.ttl-max = 1h");
            assertProblem("as-metadata-file is not a JSON object", RESOURCE, issuer, "as-metadata-file = " + text);
            assertProblem(
                    "issuers has 2 issuers with opaque tokens",
                    RESOURCE,
                    "issuers.a.issuer = https://a.example",
                    "issuers.a.token-format = auto",
                    "issuers.b.issuer = https://b.example",
                    "issuers.b.token-format = opaque");
        }

        @Test
        void areReportedAllAtOnce() {
            TestSettings settings =
                    TestSettings.of("lmcp.auth.oauth.", "algs = none", "discovery = off", "audience-claim = client_id");

            create(settings);

            assertThat(settings.problems())
                    .extracting(problem -> problem.substring(0, problem.indexOf(' ')))
                    .containsExactlyInAnyOrder(
                            "resource", "issuer", "algs", "discovery", "audience-claim", "audiences");
        }

        @Test
        void leaveAnAuthenticatorThatAcceptsNoToken() {
            Authenticator authenticator = create(TestSettings.of("lmcp.auth.oauth."));

            assertThat(wire(authenticator.authenticate(TestCredentials.bearer("x"))))
                    .startsWith("503");
        }
    }

    @Test
    void verifiesHs256WithoutFetchingKeys() throws Exception {
        String secret = "0123456789abcdef0123456789abcdef";
        Path file = Files.writeString(directory.resolve("secret"), secret + "\n");
        Authenticator authenticator = ready(
                RESOURCE, "issuer = " + TestIssuer.URL, "algs = HS256", "discovery = off", "hs-secret-file = " + file);
        String header = "{\"alg\":\"HS256\"}";

        assertThat(authenticator.authenticate(TestCredentials.bearer(
                        TestHmac.hs256(header, TestIssuer.claims(""), secret.getBytes(StandardCharsets.UTF_8)))))
                .isInstanceOf(AuthDecision.Accepted.class);
        assertThat(authenticator.authenticate(TestCredentials.bearer(TestHmac.hs256(
                        header, TestIssuer.claims(""), (secret + "x").getBytes(StandardCharsets.UTF_8)))))
                .isInstanceOf(AuthDecision.Rejected.class);
        assertThat(Optional.of(server.requests))
                .hasValueSatisfying(asked -> assertThat(asked).isEmpty());
    }
}
