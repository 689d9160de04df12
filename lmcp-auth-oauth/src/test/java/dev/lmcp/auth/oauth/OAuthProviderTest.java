package dev.lmcp.auth.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.Scopes;
import dev.lmcp.auth.oauth.http.FakeServer;
import dev.lmcp.auth.oauth.http.OutboundPolicy;
import dev.lmcp.auth.oauth.http.OutboundPolicySettings;
import dev.lmcp.spi.AuthDecision;
import dev.lmcp.spi.AuthProvider;
import dev.lmcp.spi.Authenticator;
import dev.lmcp.spi.Credentials;
import dev.lmcp.spi.PublicDocument;
import dev.lmcp.testkit.plugin.TestCredentials;
import dev.lmcp.testkit.plugin.TestServices;
import dev.lmcp.testkit.plugin.TestSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
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
        void countOneMissForATokenThatATransportAlsoSoughtAtOnce() throws Exception {
            Authenticator authenticator = ready(
                    RESOURCE,
                    "issuers.up.issuer = https://up.example",
                    "issuers.up.discovery = off",
                    "issuers.up.jwks-uri = " + server.url("/jwks"));
            Credentials request = TestCredentials.bearer(ISSUER.token(
                    TestIssuer.HEADER, TestIssuer.claims("").replace(TestIssuer.URL, "https://up.example")));

            assertThat(authenticator.acceptAtOnce(request)).isEmpty();
            assertThat(authenticator.authenticate(request)).isInstanceOf(AuthDecision.Accepted.class);
            assertThat(authenticator.acceptAtOnce(request)).isPresent();

            assertThat(authenticator.metrics())
                    .containsEntry("token-cache.hits", 1L)
                    .containsEntry("token-cache.misses", 1L);
        }

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
            ready(RESOURCE, "issuer = " + server.url(""), "auth-server-metadata-file = " + file);

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
    class KeysThatChange {

        private final TestIssuer next = TestIssuer.seeded(2);

        private AuthDecision present(Authenticator authenticator, TestIssuer signer, String header) {
            return authenticator.authenticate(
                    TestCredentials.bearer(signer.token(header, claims(",\"jti\":\"" + System.nanoTime() + "\""))));
        }

        /** The first fetch may not have ended when the server becomes ready. Nothing but a request causes another one. */
        private void awaitAccepted(Authenticator authenticator, TestIssuer signer, String header) {
            while (!(present(authenticator, signer, header) instanceof AuthDecision.Accepted)) {
                Thread.onSpinWait();
            }
        }

        private void assertRefetched(String header, String before, String after) throws InterruptedException {
            server.on("/jwks", 200, before);
            Authenticator authenticator = ready(RESOURCE, "issuer = " + server.url(""), "jwks.cooldown = 0s");
            assertThat(present(authenticator, ISSUER, header)).isInstanceOf(AuthDecision.Accepted.class);
            server.on("/jwks", 200, after);

            awaitAccepted(authenticator, next, header);
            assertThat(present(authenticator, ISSUER, header)).isInstanceOf(AuthDecision.Rejected.class);
        }

        @Test
        void areFetchedIfANewKeyHasTheOldId() throws Exception {
            assertRefetched(TestIssuer.HEADER, ISSUER.jwks("key-1"), next.jwks("key-1"));
        }

        @Test
        void areFetchedIfKeysHaveNoIds() throws Exception {
            assertRefetched(
                    "{\"alg\":\"RS256\"}",
                    ISSUER.jwks("x").replace("\"kid\":\"x\",", ""),
                    next.jwks("x").replace("\"kid\":\"x\",", ""));
        }

        @Test
        void areFetchedIfTheOldKeyHadTheIdForAnotherAlgorithm() throws Exception {
            String pss = "{\"keys\":[" + next.jwk("key-1").replace("RS256", "PS256") + "," + ISSUER.jwk("x") + "]}";
            server.on("/jwks", 200, pss);
            Authenticator authenticator = ready(RESOURCE, "issuer = " + server.url(""), "jwks.cooldown = 0s");
            server.on("/jwks", 200, next.jwks("key-1"));

            awaitAccepted(authenticator, next, TestIssuer.HEADER);
        }

        @Test
        void areFetchedOnceForManyForgedTokens() throws Exception {
            Authenticator authenticator = ready(RESOURCE, "issuer = " + server.url(""));
            long fetches = server.count("/jwks");

            for (int forged = 0; forged < 100; forged++) {
                assertThat(wire(present(authenticator, next, TestIssuer.HEADER)))
                        .startsWith("401");
            }

            assertThat(server.count("/jwks")).isEqualTo(fetches);
        }

        @Test
        void doNotMakeAForgedTokenUnavailable() throws Exception {
            Authenticator authenticator = ready(RESOURCE, "issuer = " + server.url(""), "jwks.cooldown = 0s");
            server.on("/jwks", 500, "");

            assertThat(wire(present(authenticator, next, TestIssuer.HEADER))).startsWith("401");
            assertThat(present(authenticator, ISSUER, TestIssuer.HEADER)).isInstanceOf(AuthDecision.Accepted.class);
        }

        @Test
        void areFoundAgainAfterTheyMoved() throws Exception {
            Authenticator authenticator = ready(RESOURCE, "issuer = " + server.url(""), "jwks.cooldown = 0s");
            server.on("/jwks", 404, "");
            server.on("/moved", 200, next.jwks("key-2"));
            server.on(
                    "/.well-known/openid-configuration",
                    200,
                    metadata(server.url("")).replace("/jwks", "/moved"));
            String header = "{\"alg\":\"RS256\",\"kid\":\"key-2\"}";

            awaitAccepted(authenticator, next, header);
        }
    }

    @Nested
    class SeveralIssuers {

        @Test
        void areReadyIfOneOfThemIsAndTheFiguresTellWhich() throws Exception {
            Authenticator authenticator = ready(
                    RESOURCE,
                    "issuers.up.issuer = https://up.example",
                    "issuers.up.discovery = off",
                    "issuers.up.jwks-uri = " + server.url("/jwks"),
                    "issuers.down.issuer = https://down.example",
                    "issuers.down.discovery = off",
                    "issuers.down.jwks-uri = " + server.url("/nowhere"));
            String claims = TestIssuer.claims("");

            assertThat(authenticator.isReady()).isTrue();
            assertThat(authenticator.metrics())
                    .containsEntry("jwks.up.is-usable", 1L)
                    .containsKey("jwks.up.age-seconds")
                    .containsEntry("jwks.down.is-usable", 0L)
                    .doesNotContainKey("jwks.down.age-seconds");
            assertThat(authenticator.authenticate(TestCredentials.bearer(
                            ISSUER.token(TestIssuer.HEADER, claims.replace(TestIssuer.URL, "https://up.example")))))
                    .isInstanceOf(AuthDecision.Accepted.class);
            assertThat(wire(authenticator.authenticate(TestCredentials.bearer(
                            ISSUER.token(TestIssuer.HEADER, claims.replace(TestIssuer.URL, "https://down.example"))))))
                    .isEqualTo("503 5");
        }

        @Test
        void openOnlyTheirOwnAddresses() throws Exception {
            String path = "/.well-known/oauth-authorization-server/b";
            TestSettings settings = TestSettings.of(
                    "lmcp.auth.oauth.",
                    RESOURCE,
                    "issuers.a.issuer = " + server.url(""),
                    "issuers.b.issuer = https://b.example/b",
                    "allow-private-issuer-hosts = b.example");
            OutboundPolicy listed = OutboundPolicySettings.read(settings, services);
            var slices = settings.groupsUnder("issuers");

            OutboundPolicy ofA = OutboundPolicySettings.of(listed, slices.get("a"));
            OutboundPolicy ofB = OutboundPolicySettings.of(listed, slices.get("b"));

            URI local = URI.create(server.url("/jwks"));
            assertThat(ofA.objection(local)).isEmpty();
            assertThat(ofB.objection(local)).isPresent();
            assertThat(ofA.privateHosts()).containsExactlyInAnyOrder("b.example", "localhost");
            assertThat(ofB.privateHosts()).containsExactly("b.example");
            for (String key : List.of("jwks-uri", "introspection.url")) {
                TestSettings typed = TestSettings.of("lmcp.auth.oauth.", key + " = http://127.0.0.1:9/x");
                assertThat(OutboundPolicySettings.of(listed, typed).objection(URI.create("http://127.0.0.1:9/y")))
                        .isEmpty();
            }
            assertThat(server.count(path)).isZero();
        }

        /** Issuer b is one that the operator listed; its metadata names an address that was opened for issuer a. */
        @Test
        void doNotFetchFromAnAddressOfAnother() throws Exception {
            try (FakeServer other = new FakeServer()) {
                String issuer = "http://127.0.0.1:" + other.port();
                other.on(
                        "/.well-known/oauth-authorization-server",
                        200,
                        "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + server.url("/jwks") + "\"}");
                Authenticator authenticator =
                        ready(RESOURCE, "issuers.a.issuer = " + server.url(""), "issuers.b.issuer = " + issuer);
                long fetches = server.count("/jwks");

                String token =
                        ISSUER.token(TestIssuer.HEADER, TestIssuer.claims("").replace(TestIssuer.URL, issuer));
                assertThat(wire(authenticator.authenticate(TestCredentials.bearer(token))))
                        .startsWith("503");

                assertThat(other.requests).isNotEmpty();
                assertThat(server.count("/jwks")).isEqualTo(fetches);
                assertThat(authenticator.metrics()).containsEntry("jwks.b.is-usable", 0L);
            }
        }

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
    class Explanations {

        private List<String> logged(String[] settings, String... tokens) throws InterruptedException {
            Authenticator authenticator = ready(settings);
            try (LogLines log = new LogLines()) {
                for (String token : tokens) {
                    assertThat(authenticator.authenticate(TestCredentials.bearer(token)))
                            .isInstanceOf(AuthDecision.Rejected.class);
                }
                return log.all();
            }
        }

        private String token(String claims) {
            return ISSUER.token(TestIssuer.HEADER, claims);
        }

        @Test
        void nameTheSettingThatTakesAnotherAudience() throws Exception {
            String issuer = "issuer = " + server.url("");
            String other = token(claims("").replace(TestIssuer.AUDIENCE, "api://two"));

            assertThat(logged(new String[] {RESOURCE, issuer}, other, other))
                    .containsExactly(
                            "WARNING token of issuer 'default' refused, audience_mismatch: 'aud' is \"api://two\","
                                    + " expected one of [https://mcp.example/mcp]; configure the issuer to issue tokens for this"
                                    + " resource, or list the value in 'lmcp.auth.oauth.resource-aliases'");
            assertThat(logged(new String[] {RESOURCE, issuer, "audiences = api://one"}, other))
                    .singleElement()
                    .asString()
                    .endsWith(
                            "expected one of [api://one]; configure the issuer to issue tokens for this resource, or list"
                                    + " the value in 'lmcp.auth.oauth.audiences'");
            assertThat(logged(new String[] {RESOURCE, "issuers.a." + issuer, "issuers.a.audiences = api://one"}, other))
                    .singleElement()
                    .asString()
                    .endsWith("or list the value in 'lmcp.auth.oauth.issuers.a.audiences'");
            assertThat(logged(new String[] {RESOURCE, issuer}, token(claims("").replace("\"aud\"", "\"aux\""))))
                    .singleElement()
                    .asString()
                    .endsWith(
                            "'aud' is absent, expected one of [https://mcp.example/mcp]; configure the issuer to issue"
                                    + " tokens for this resource");
        }

        @Test
        void tellAMissingPrefixFromAWrongAudience() throws Exception {
            assertThat(logged(
                            new String[] {
                                RESOURCE,
                                "issuer = " + server.url(""),
                                "audience-claim = client_id",
                                "audiences = app",
                                "scope-strip-prefix = mcp/"
                            },
                            token(claims(",\"client_id\":\"app\""))))
                    .containsExactly("WARNING token of issuer 'default' refused, audience_mismatch: 'scope' is"
                            + " \"tools.call\", expected a scope with the prefix mcp/, which says that the token is for this"
                            + " resource; let the client request such a scope, or mend 'scope-strip-prefix'");
        }

        @Test
        void nameWhatCameAndWhatWasExpected() throws Exception {
            String[] settings = {RESOURCE, "issuer = " + server.url(""), "required-claims = tid=1, present"};
            String good = ",\"tid\":\"1\",\"present\":1";

            assertThat(logged(
                            settings,
                            token(TestIssuer.claims("")),
                            token(claims(good).replace("\"1\"", "\"two\\u001b\u202e" + "x".repeat(200) + "\"")),
                            token(claims("")),
                            token(claims(good).replace("" + TestIssuer.at(300), "\"tomorrow\"")),
                            token(claims(good).replace("" + TestIssuer.at(300), TestIssuer.at(300) + "000")),
                            token(claims(good).replace("" + TestIssuer.at(-10), "" + TestIssuer.at(600))),
                            token(claims(good + ",\"nonce\":\"n\"")),
                            token(claims(good + ",\"cnf\":{\"x5t#S256\":\"t\"}")),
                            token(claims(good + ",\"typ\":\"DPoP\"")),
                            ISSUER.token("{\"alg\":\"RS256\",\"typ\":\"logout+jwt\"}", claims(good)),
                            ISSUER.token("{\"alg\":\"ES256\"}", claims(good)),
                            "opaque",
                            "a.b.c.d.e"))
                    .allMatch(line -> line.startsWith("WARNING token "))
                    .anyMatch(line -> line.equals("WARNING token refused, issuer_unknown: 'iss' is \"" + TestIssuer.URL
                            + "\", expected one of [" + server.url("") + "]; if it is the right issuer, set 'issuer' or"
                            + " 'accepted-issuers' to exactly this name"))
                    .anyMatch(line ->
                            line.matches("(?s).*claim_mismatch: 'tid' is \"two[^\u202e]{1,128}…, expected '1', because"
                                    + " 'required-claims' has 'tid=1'"))
                    .anyMatch(
                            line -> line.contains("claim_missing: 'tid' is absent, but 'required-claims' has 'tid=1'"))
                    .anyMatch(line -> line.contains("malformed_claims: 'exp' is \"tomorrow\"; expected a number"))
                    .anyMatch(line ->
                            line.contains("lifetime_too_long: 'exp' is " + TestIssuer.at(300) + "000, expected"))
                    .anyMatch(
                            line -> line.contains("issued_in_future: 'iat' is 600 s ahead of the clock of this server"))
                    .anyMatch(line -> line.contains("not_an_access_token: 'nonce' is \"n\""))
                    .anyMatch(line -> line.contains("binding_unsupported: 'cnf' is {\"x5t#S256\":\"t\"}"))
                    .anyMatch(line -> line.contains("type_not_accepted: the header's 'typ' is 'logout+jwt'"))
                    .anyMatch(line -> line.contains("algorithm_not_allowed: 'alg' is ES256, expected one of [RS256]"))
                    .anyMatch(line -> line.contains("malformed_token: the token is not a JWT; configure the issuer"))
                    .anyMatch(line -> line.contains("encrypted_token: the token is encrypted; configure the issuer"))
                    .noneMatch(line -> line.contains("\u001b"))
                    .hasSize(12);
        }

        @Test
        void areOneLineOfAKindForManyTokens() throws Exception {
            String[] forged = IntStream.range(0, 100)
                    .mapToObj(number -> token(TestIssuer.claims(",\"n\":" + number)))
                    .toArray(String[]::new);

            assertThat(logged(new String[] {RESOURCE, "issuer = " + server.url("")}, forged))
                    .hasSize(1);
        }

        @Test
        void areNotGivenForWhatHappensToEachToken() throws Exception {
            assertThat(logged(
                            new String[] {RESOURCE, "issuer = " + server.url("")},
                            token(claims("")
                                    .replace("" + TestIssuer.at(300), "" + TestIssuer.at(-30))
                                    .replace("" + TestIssuer.at(-10), "" + TestIssuer.at(-60)))))
                    .isEmpty();
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
            assertProblem(
                    "algorithms has 'none'; expected one or more of [RS256, HS256",
                    RESOURCE,
                    issuer,
                    "algorithms = none");
            assertProblem(
                    "algorithms has HS256 and other algorithms; expected HS256 alone",
                    RESOURCE,
                    issuer,
                    "algorithms = HS256,RS256");
            assertProblem("algorithms is HS256, but there is no secret", RESOURCE, issuer, "algorithms = HS256");
            assertProblem(
                    "an HS256 secret has 9 bytes",
                    RESOURCE,
                    issuer,
                    "algorithms = HS256",
                    "hmac-secret-file = " + secret);
            assertProblem(
                    "hmac-secret-file is set, but 'algorithms' is not HS256",
                    RESOURCE,
                    issuer,
                    "hmac-secret-file = " + secret);
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
                    "tenant-issuer-template is 'https://a.example'",
                    RESOURCE,
                    issuer,
                    "tenant-issuer-template = https://a.example");
            assertProblem(
                    "tenants is not set", RESOURCE, issuer, "tenant-issuer-template = https://a.example/{tenantid}");
            assertProblem("introspection.client-id is not set", RESOURCE, issuer, "token-format = opaque");
            assertProblem("introspection.client-secret-file is not set", RESOURCE, issuer, "token-format = opaque");
            assertProblem("introspection.url is not set", RESOURCE, issuer, "token-format = opaque", "discovery = off");
            assertProblem(
                    "token-format is 'jwt', but 'introspection.…' is set",
                    RESOURCE,
                    issuer,
                    "introspection.client-id = x");
            assertProblem("jwks.min-ttl is longer", RESOURCE, issuer, "jwks.min-ttl = 2h", "jwks.max-ttl = 1h");
            assertProblem(
                    "auth-server-metadata-file is not a JSON object",
                    RESOURCE,
                    issuer,
                    "auth-server-metadata-file = " + text);
            assertProblem(
                    "issuers has 2 issuers with opaque tokens",
                    RESOURCE,
                    "issuers.a.issuer = https://a.example",
                    "issuers.a.token-format = auto",
                    "issuers.b.issuer = https://b.example",
                    "issuers.b.token-format = opaque");
        }

        @Test
        void areReportedForAResourceThatClientsSpellDifferently() {
            String issuer = "issuer = https://issuer.example";
            String advice = "is not spelled as clients send it, because their URL parsers change it; expected"
                    + " 'https://mcp.example/mcp'; if the issuer knows this resource by the other spelling, list that in"
                    + " 'resource-aliases'";

            for (String spelling : List.of(
                    "https://MCP.Example/mcp",
                    "HTTPS://mcp.example/mcp",
                    "https://mcp.example:443/mcp",
                    "https://mcp.example/./mcp",
                    "https://mcp.example/a/../mcp")) {
                assertProblem("resource '" + spelling + "' " + advice, "resource = " + spelling, issuer);
            }
            assertProblem("expected 'http://localhost/mcp'", "resource = HTTP://LOCALHOST:80/mcp", issuer);
            assertProblem("is not usable", "resource = ftp://mcp.example/mcp", issuer);
        }

        @Test
        void areReportedForRulesThatAreSetToNothingOrToAWildcard() {
            String issuer = "issuer = https://issuer.example";
            for (String key : List.of(
                    "audiences",
                    "accepted-issuers",
                    "tenants",
                    "algorithms",
                    "typ",
                    "required-claims",
                    "scope-claims",
                    "principal-claim",
                    "dpop",
                    "max-token-age")) {
                assertProblem(key + " is set to nothing; expected a value", RESOURCE, issuer, key + " =");
                assertProblem(key + " is set to nothing; expected a value", RESOURCE, issuer, key + " =  ");
            }
            assertProblem("audiences is set to nothing", RESOURCE, issuer, "audiences = ,");
            assertProblem(
                    "issuers.a.audiences is set to nothing",
                    RESOURCE,
                    "issuers.a.issuer = https://a.example",
                    "issuers.a.audiences =");
            for (String key : List.of("audiences", "accepted-issuers", "resource-aliases")) {
                for (String value : List.of("*", "api://*", "a, *")) {
                    assertProblem(
                            "expected each value in full, because '*' stands for itself",
                            RESOURCE,
                            issuer,
                            key + " = " + value);
                }
            }
        }

        @Test
        void areReportedForSecretsThatAreEmpty() throws IOException {
            String issuer = "issuer = https://issuer.example";
            for (String content : List.of("", "\n", " \r\n\t", "\n\n")) {
                Path empty = Files.writeString(directory.resolve("empty"), content);

                assertProblem(
                        "hmac-secret-file ", RESOURCE, issuer, "algorithms = HS256", "hmac-secret-file = " + empty);
            }
            Path blank = Files.writeString(directory.resolve("blank"), " ".repeat(64));
            assertProblem(
                    "a file of secrets is empty",
                    RESOURCE,
                    issuer,
                    "algorithms = HS256",
                    "hmac-secret-file = " + blank);
            Path jwk = Files.writeString(directory.resolve("jwk"), "{\"kty\":\"oct\",\"k\":\"\"}");
            assertProblem(
                    "is not a JWK Set of valid 'oct' keys",
                    RESOURCE,
                    issuer,
                    "algorithms = HS256",
                    "hmac-secret-file = " + jwk);
        }

        @Test
        void areReportedForAProxyThatCannotBeUsed() {
            for (String value : List.of(
                    "proxy.example:3128",
                    "https://proxy.example:3128",
                    "socks://proxy.example:1080",
                    "http://user:pw@proxy.example:3128",
                    "http://proxy.example",
                    "http://proxy.example:3128/path",
                    "system")) {
                assertProblem("proxy is", RESOURCE, "issuer = https://issuer.example", "proxy = " + value);
            }
        }

        @Test
        void areReportedForAFileOfKeysThatCannotBeToldApart() throws IOException {
            Path jwks = Files.writeString(
                    directory.resolve("jwks"),
                    "{\"keys\":[" + ISSUER.jwk("a") + "," + TestIssuer.seeded(2).jwk("a") + ",null]}");

            assertProblem(
                    "jwks-file lmcp cannot use key 'a': different keys have this 'kid'",
                    RESOURCE,
                    "issuer = https://issuer.example",
                    "jwks-file = " + jwks);
            assertProblem(
                    "jwks-file lmcp cannot use a key without 'kid': an entry of 'keys' is not a JSON object",
                    RESOURCE,
                    "issuer = https://issuer.example",
                    "jwks-file = " + jwks);
        }

        @Test
        void areReportedAllAtOnce() {
            TestSettings settings = TestSettings.of(
                    "lmcp.auth.oauth.", "algorithms = none", "discovery = off", "audience-claim = client_id");

            create(settings);

            assertThat(settings.problems())
                    .extracting(problem -> problem.substring(0, problem.indexOf(' ')))
                    .containsExactlyInAnyOrder(
                            "resource", "issuer", "algorithms", "discovery", "audience-claim", "audiences");
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
                RESOURCE,
                "issuer = " + TestIssuer.URL,
                "algorithms = HS256",
                "discovery = off",
                "hmac-secret-file = " + file);
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
