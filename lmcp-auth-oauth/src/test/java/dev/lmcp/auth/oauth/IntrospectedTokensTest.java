package dev.lmcp.auth.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.Principal;
import dev.lmcp.auth.oauth.http.FakeServer;
import dev.lmcp.spi.AuthDecision;
import dev.lmcp.spi.Authenticator;
import dev.lmcp.testkit.plugin.TestCredentials;
import dev.lmcp.testkit.plugin.TestServices;
import dev.lmcp.testkit.plugin.TestSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What introspection responses say about a token, and what becomes of it. */
@Timeout(60)
class IntrospectedTokensTest {

    private static final String HEAD = "{\"active\":true,\"client_id\":\"app\",\"aud\":\"" + TestIssuer.AUDIENCE + "\"";

    private final FakeServer server = new FakeServer();
    private final TestServices services = TestServices.withThreads(TestIssuer.CLOCK);
    private int tokens;

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        services.close();
        server.close();
    }

    private Authenticator authenticator(String... more) throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "secret");
        TestSettings settings = TestSettings.of(
                "lmcp.auth.oauth.",
                "resource = " + TestIssuer.AUDIENCE,
                "issuer = " + server.url(""),
                "discovery = off",
                "token-format = opaque",
                "introspection.url = " + server.url("/introspect"),
                "introspection.client-id = lmcp",
                "introspection.client-secret-file = " + secret,
                String.join("\n", more));
        Authenticator authenticator = new OAuthProvider().create(settings, services);
        assertThat(settings.problems()).isEmpty();
        return authenticator;
    }

    /** Presents a new token for which the issuer responds with these members. */
    private AuthDecision present(Authenticator authenticator, String members) {
        server.on("/introspect", 200, HEAD + members + "}");
        return authenticator.authenticate(TestCredentials.bearer("token-" + ++tokens));
    }

    private Principal caller(Authenticator authenticator, String members) {
        AuthDecision decision = present(authenticator, members);
        assertThat(decision).as(members).isInstanceOf(AuthDecision.Accepted.class);
        return ((AuthDecision.Accepted) decision).principal();
    }

    @Test
    void aTokenOfAPersonWithoutASubjectIsRefused() throws IOException {
        Authenticator authenticator = authenticator();
        try (LogLines log = new LogLines()) {
            for (String person :
                    List.of(",\"username\":\"alice\"", ",\"username\":\"bob\"", ",\"email\":\"a@b.example\"")) {
                assertThat(present(authenticator, person))
                        .isInstanceOfSatisfying(
                                AuthDecision.Rejected.class,
                                rejected -> assertThat(rejected.reason()).isEqualTo("claim_missing issuer=default"));
            }
            assertThat(log.all())
                    .containsExactly("WARNING token of issuer 'default' refused, claim_missing: 'sub' is absent, but"
                            + " 'username' is there, so it is a person's token, and the persons of one client could not be"
                            + " told apart; configure the issuer to send 'sub', or set 'principal-claim' to a claim that is"
                            + " different for each person");
        }
    }

    @Test
    void theOperatorMayNameAnotherClaimForTheSubject() throws IOException {
        Authenticator authenticator = authenticator("principal-claim = username");

        assertThat(caller(authenticator, ",\"username\":\"alice\"").subject()).isEqualTo("alice");
        assertThat(caller(authenticator, ",\"username\":\"bob\"").subject()).isEqualTo("bob");
        assertThat(present(authenticator, ",\"sub\":\"1\"")).isInstanceOf(AuthDecision.Rejected.class);
        assertThat(caller(authenticator("principal-claim = client_id"), "").subject())
                .isEqualTo("app");
    }

    @Test
    void aClientThatGotATokenForItselfIsTheSubject() throws IOException {
        Authenticator authenticator = authenticator();

        for (String own : List.of(
                ",\"sub\":\"app\"",
                ",\"grant_type\":\"client_credentials\"",
                ",\"gty\":\"client-credentials\"",
                ",\"aut\":\"APPLICATION\",\"username\":\"owner\"")) {
            assertThat(caller(authenticator, own).subject()).as(own).isEqualTo("app");
        }
    }

    /** RFC 7662 requires nothing but {@code active}: such a token may be a person's, or the client's own. */
    @Test
    void eachTokenWithoutAnyNameIsACallerOfItsOwn() throws IOException {
        Authenticator authenticator = authenticator();
        try (LogLines log = new LogLines()) {
            Principal one = caller(authenticator, ",\"scope\":\"tools.call\"");
            Principal other = caller(authenticator, ",\"scope\":\"tools.call\"");

            assertThat(one.subject()).matches("app#[0-9a-f]{16}");
            assertThat(other.subject()).matches("app#[0-9a-f]{16}").isNotEqualTo(one.subject());
            assertThat(one.client()).contains("app");
            server.on("/introspect", 200, HEAD + "}");
            assertThat(((AuthDecision.Accepted) authenticator("token-cache.ttl = 0s")
                                    .authenticate(TestCredentials.bearer("token-1")))
                            .principal()
                            .subject())
                    .isEqualTo(one.subject());
            assertThat(log.all().get(0))
                    .startsWith(
                            "WARNING issuer 'default' names a client and no 'sub' for a token, so each token counts as"
                                    + " a caller of its own");
            assertThat(log.all()).hasSize(2);
        }
        assertThat(present(authenticator("required-claims = sub"), "")).isInstanceOf(AuthDecision.Rejected.class);
    }

    @Test
    void aTokenOfAnotherTypeIsNoBearerToken() throws IOException {
        Authenticator authenticator = authenticator();

        for (String bearer : List.of("\"Bearer\"", "\"bearer\"", "\"BEARER\"", "\"access_token\"", "null")) {
            assertThat(present(authenticator, ",\"sub\":\"a\",\"token_type\":" + bearer))
                    .as(bearer)
                    .isInstanceOf(AuthDecision.Accepted.class);
        }
        for (String other : List.of(
                "\"DPoP\"", "\"dpop\"", "\"mac\"", "\"N_A\"", "\"refresh_token\"", "\"\"", "1", "[\"Bearer\"]")) {
            assertThat(present(authenticator, ",\"sub\":\"a\",\"token_type\":" + other))
                    .as(other)
                    .isInstanceOf(AuthDecision.Rejected.class);
        }
        assertThat(present(authenticator, ",\"sub\":\"a\",\"typ\":\"DPoP\"")).isInstanceOf(AuthDecision.Rejected.class);
        // With a binding, it needs its proof: off, it is refused for that.
        assertThat(present(authenticator, ",\"sub\":\"a\",\"token_type\":\"DPoP\",\"cnf\":{\"jkt\":\"x\"}"))
                .isInstanceOfSatisfying(
                        AuthDecision.Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo("binding_unsupported"));
        assertThat(present(
                        authenticator("dpop = accept"),
                        ",\"sub\":\"a\",\"token_type\":\"DPoP\",\"cnf\":{\"jkt\":\"x\"}"))
                .isInstanceOfSatisfying(
                        AuthDecision.Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo("proof_missing"));
    }

    @Test
    void theLogExplainsARefusalAsForAJwt() throws IOException {
        Authenticator authenticator = authenticator("audiences = api://one", "required-claims = tid=1");
        String good = ",\"sub\":\"a\",\"tid\":\"1\"";
        try (LogLines log = new LogLines()) {
            assertThat(present(authenticator, good)).isInstanceOf(AuthDecision.Rejected.class);
            assertThat(present(authenticator, good)).isInstanceOf(AuthDecision.Rejected.class);

            assertThat(log.all())
                    .containsExactly("WARNING token of issuer 'default' refused, audience_mismatch: 'aud' is"
                            + " \"https://mcp.example/mcp\", expected one of [api://one]; configure the issuer to issue"
                            + " tokens for this resource, or list the value in 'lmcp.auth.oauth.audiences'");
        }
        Authenticator other = authenticator("required-claims = tid=1");
        try (LogLines log = new LogLines()) {
            present(other, good.replace("\"1\"", "\"2\""));
            present(other, ",\"sub\":1");
            present(other, good + ",\"iss\":\"https://other.example\"");
            present(other, good + ",\"nonce\":\"n\"");
            present(other, good + ",\"iat\":" + TestIssuer.at(90));
            present(other, good + ",\"token_type\":\"mac\"");
            server.on("/introspect", 200, "{\"active\":true,\"sub\":\"a\",\"aud\":null}");
            other.authenticate(TestCredentials.bearer("x"));

            assertThat(log.all())
                    .allMatch(line -> line.startsWith("WARNING token of issuer 'default' refused, "))
                    .anyMatch(line -> line.endsWith(
                            "claim_mismatch: 'tid' is \"2\", expected '1', because 'required-claims' has 'tid=1'"))
                    .anyMatch(line ->
                            line.contains("issuer_unknown: 'iss' is \"https://other.example\", expected one of ["
                                    + server.url("") + "]"))
                    .anyMatch(line -> line.contains("not_an_access_token: 'nonce' is \"n\""))
                    .anyMatch(
                            line -> line.contains("issued_in_future: 'iat' is 90 s ahead of the clock of this server"))
                    .anyMatch(line -> line.contains("type_not_accepted: 'token_type' is \"mac\""))
                    .anyMatch(line -> line.endsWith(
                            "malformed_claims: 'aud' is null; expected a string; the issuer must mend it"));
        }
    }

    @Test
    void anUnreachableEndpointIsLoggedOnceForManyTokens() throws IOException {
        server.on("/introspect", 503, "");
        Authenticator authenticator = authenticator();
        assertThat(authenticator.metrics()).containsEntry("introspection.default.is-answering", 1L);
        try (LogLines log = new LogLines()) {
            for (int token = 0; token < 200; token++) {
                assertThat(authenticator.authenticate(TestCredentials.bearer("garbage-" + token)))
                        .isInstanceOf(AuthDecision.Unavailable.class);
            }

            assertThat(log.all())
                    .singleElement()
                    .asString()
                    .startsWith("WARNING issuer 'default': '" + server.url("/introspect")
                            + "' responds to an introspection request with status 503");
        }
        assertThat(authenticator.metrics()).containsEntry("introspection.default.is-answering", 0L);
        assertThat(authenticator.isReady()).isTrue();
        caller(authenticator, ",\"sub\":\"a\"");
        assertThat(authenticator.metrics()).containsEntry("introspection.default.is-answering", 1L);
    }

    @Test
    void theCheckAsksAboutAnInventedToken() throws IOException {
        server.on("/introspect", 200, "{\"active\":false}");
        assertThat(authenticator().check())
                .last()
                .isEqualTo(new Authenticator.Finding(
                        true,
                        "issuer default: the introspection endpoint says of an invented token that it is not active"));
        assertThat(server.requests).last().asString().contains("token=lmcp-check-");

        server.on("/introspect", 401, "");
        assertThat(authenticator().check()).last().satisfies(finding -> {
            assertThat(finding.isGood()).isFalse();
            assertThat(finding.text())
                    .contains("status 401")
                    .contains("check 'introspection.client-id' and the secret");
        });
        server.on("/introspect", 200, HEAD + "}");
        assertThat(authenticator().check()).last().satisfies(finding -> {
            assertThat(finding.isGood()).isFalse();
            assertThat(finding.text()).contains("says of an invented token that it is active; expected 'active' to be");
        });
        assertThat(authenticator().check()).noneMatch(finding -> finding.text().contains("key(s) from a file"));
    }

    @Test
    void theCheckAsksGoogleAndAnIssuerOfBothFormatsToo() throws IOException {
        Path jwks = Files.writeString(
                directory.resolve("jwks"), TestIssuer.seeded(1).jwks(TestIssuer.KEY_ID));
        server.on("/introspect", 200, "{\"active\":false}");
        assertThat(authenticator("token-format = auto", "jwks-file = " + jwks).check())
                .extracting(Authenticator.Finding::text)
                .contains(
                        "issuer default: 1 key(s) from a file",
                        "issuer default: the introspection endpoint says of an invented token that it is not active");

        server.on("/introspect", 400, "{\"error\":\"invalid_token\"}");
        assertThat(authenticator("introspection.style = google-tokeninfo").check())
                .last()
                .satisfies(finding -> assertThat(finding.isGood()).isTrue());
        server.on("/introspect", 404, "");
        assertThat(authenticator("introspection.style = google-tokeninfo").check())
                .last()
                .satisfies(finding -> assertThat(finding.isGood()).isFalse());
    }

    @Test
    void theEndpointIsFoundAgainAfterItMoved() throws IOException {
        String metadata = "{\"issuer\":\"" + server.url("") + "\",\"introspection_endpoint\":\"%s\"}";
        server.on("/.well-known/openid-configuration", 200, metadata.formatted(server.url("/introspect")));
        Authenticator authenticator = authenticator("discovery = auto", "introspection.url =", "jwks.cooldown = 0s");
        caller(authenticator, ",\"sub\":\"a\"");

        server.on("/introspect", 404, "");
        server.on("/moved", 200, HEAD + ",\"sub\":\"b\"}");
        server.on("/.well-known/openid-configuration", 200, metadata.formatted(server.url("/moved")));
        assertThat(authenticator.authenticate(TestCredentials.bearer("b1")))
                .isInstanceOf(AuthDecision.Unavailable.class);
        assertThat(authenticator.authenticate(TestCredentials.bearer("b2"))).isInstanceOf(AuthDecision.Accepted.class);
    }
}
