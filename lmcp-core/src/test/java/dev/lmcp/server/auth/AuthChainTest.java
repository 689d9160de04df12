package dev.lmcp.server.auth;

import static dev.lmcp.server.auth.ChainTrial.ALICE;
import static dev.lmcp.server.auth.ChainTrial.DISCOVERABLE;
import static dev.lmcp.server.auth.ChainTrial.GOOD;
import static dev.lmcp.server.auth.ChainTrial.PLAIN;
import static dev.lmcp.server.auth.ChainTrial.bearer;
import static dev.lmcp.server.auth.ChainTrial.body;
import static dev.lmcp.server.auth.ChainTrial.challenge;
import static dev.lmcp.server.auth.ChainTrial.deciding;
import static dev.lmcp.server.auth.ChainTrial.knowingAlice;
import static dev.lmcp.server.auth.ChainTrial.refusal;
import static dev.lmcp.server.auth.ChainTrial.requiring;
import static dev.lmcp.server.auth.ChainTrial.unreachable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lmcp.Principal;
import dev.lmcp.server.ResponseFields;
import dev.lmcp.server.support.ArrivedRequest;
import dev.lmcp.spi.AuthDecision;
import dev.lmcp.spi.Authenticator;
import dev.lmcp.spi.Challenge;
import dev.lmcp.spi.Exchange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AuthChainTest {

    private final ChainTrial trial = new ChainTrial();

    @Nested
    class IfEveryPluginAbstains {

        @Test
        void asksForCredentialsWithoutAnErrorCode() {
            Exchange.Response response = refusal(trial.chain(knowingAlice(PLAIN)), ArrivedRequest.post());

            assertThat(response.status()).isEqualTo(401);
            assertThat(challenge(response)).isEqualTo("Bearer");
            assertThat(body(response))
                    .isEqualTo("{\"error\":\"unauthorized\","
                            + "\"error_description\":\"Valid credentials are required\"}");
            assertThat(trial.logger.lines()).isEmpty();
        }

        @Test
        void namesTheScopesIfTheChallengeNamesTheMetadata() {
            Exchange.Response response =
                    refusal(trial.chain(requiring("mcp|all read"), knowingAlice(DISCOVERABLE)), ArrivedRequest.post());

            assertThat(challenge(response))
                    .isEqualTo("Bearer scope=\"mcp read\","
                            + " resource_metadata=\"https://mcp.example/.well-known/oauth-protected-resource\"");
        }

        @Test
        void callsAnUnknownTokenInvalid() {
            Exchange.Response response = refusal(
                    trial.chain(knowingAlice(PLAIN)), ArrivedRequest.post().with("Authorization", "Bearer unheard-of"));

            assertThat(response.status()).isEqualTo(401);
            assertThat(challenge(response))
                    .isEqualTo("Bearer error=\"invalid_token\", error_description=\"The access token is invalid\"");
            assertThat(trial.logger.lines())
                    .containsExactly("WARNING credentials refused with 401: no authenticator knows the access token");
        }

        @Test
        void collapsesChallengesOfOneSchemeToTheLast() {
            Exchange.Response response =
                    refusal(trial.chain(knowingAlice(PLAIN), knowingAlice(DISCOVERABLE)), ArrivedRequest.post());

            assertThat(challenge(response))
                    .isEqualTo("Bearer resource_metadata=\"https://mcp.example/.well-known/oauth-protected-resource\"");
        }

        @Test
        void keepsChallengesOfDifferentSchemesInOneField() {
            Authenticator apiKey =
                    request -> AuthDecision.abstain(Challenge.of("ApiKey").with("header", "X-Api-Key"));

            Exchange.Response response = refusal(
                    trial.chain(apiKey, knowingAlice(PLAIN)),
                    ArrivedRequest.post().with("Authorization", "Bearer other"));

            assertThat(challenge(response))
                    .isEqualTo("ApiKey header=\"X-Api-Key\", Bearer error=\"invalid_token\","
                            + " error_description=\"The access token is invalid\"");
        }
    }

    @Nested
    class IfAPluginDecides {

        @Test
        void callsTheNextPluginOnlyAfterAnAbstention() {
            AuthChain chain = trial.chain(knowingAlice(PLAIN), deciding(AuthDecision.accept(Principal.named("bob"))));

            assertThat(chain.authenticate(ArrivedRequest.post().with("Authorization", "Bearer other")))
                    .isInstanceOfSatisfying(
                            AuthenticatedCaller.class,
                            admitted ->
                                    assertThat(admitted.principal().subject()).isEqualTo("bob"));
            assertThat(trial.chain(knowingAlice(PLAIN), unreachable())
                            .authenticate(ArrivedRequest.post().with("Authorization", "Bearer " + GOOD)))
                    .isInstanceOf(AuthenticatedCaller.class);
        }

        @Test
        void answersARejectionWithTheLastChallengeOfItsScheme() {
            Authenticator first = bearer(
                    PLAIN,
                    request -> AuthDecision.reject(
                            PLAIN.with("error", "invalid_token").with("error_description", "The access token expired"),
                            "expired"));
            AuthChain chain = trial.chain(first, bearer(DISCOVERABLE, request -> {
                throw new AssertionError("called after a rejection");
            }));

            Exchange.Response response = refusal(chain, ArrivedRequest.post().with("Authorization", "Bearer old"));

            assertThat(response.status()).isEqualTo(401);
            assertThat(challenge(response))
                    .isEqualTo("Bearer error=\"invalid_token\", error_description=\"The access token expired\","
                            + " resource_metadata=\"https://mcp.example/.well-known/oauth-protected-resource\"");
            assertThat(body(response))
                    .isEqualTo("{\"error\":\"invalid_token\",\"error_description\":\"The access token expired\"}");
        }

        @Test
        void putsTheServersParametersBeforeThePlugins() {
            Challenge dpop = Challenge.of("DPoP").with("algs", "ES256");
            Challenge rejection = dpop.with("nonce", "n1").with("error", "use_dpop_nonce");

            Exchange.Response response = refusal(
                    trial.chain(bearer(dpop, request -> AuthDecision.reject(rejection, "nonce"))),
                    ArrivedRequest.post());

            assertThat(challenge(response)).isEqualTo("DPoP error=\"use_dpop_nonce\", algs=\"ES256\", nonce=\"n1\"");
        }

        @Test
        void leavesChallengesOfForeignSchemesAsTheyAre() {
            Challenge apiKey = Challenge.of("ApiKey").with("header", "X-Api-Key");

            Exchange.Response response = refusal(
                    trial.chain(request -> AuthDecision.reject(apiKey, "unknown API key")), ArrivedRequest.post());

            assertThat(response.status()).isEqualTo(401);
            assertThat(challenge(response)).isEqualTo("ApiKey header=\"X-Api-Key\"");
            assertThat(body(response)).startsWith("{\"error\":\"unauthorized\"");
        }

        @Test
        void writesOnlyCharactersThatAChallengeMayHold() {
            Challenge odd =
                    PLAIN.with("error", "invalid_token").with("error_description", "say \"hi\\\"\r\nX: y\u00e9");

            Exchange.Response response = refusal(
                    trial.chain(bearer(PLAIN, request -> AuthDecision.reject(odd, "odd"))), ArrivedRequest.post());

            assertThat(challenge(response))
                    .isEqualTo("Bearer error=\"invalid_token\", error_description=\"say  hi    X: y \"");
        }

        @Test
        void answersMalformedWith400() {
            AuthDecision malformed = new AuthDecision.Malformed(Optional.of(PLAIN), "two proofs");

            Exchange.Response response =
                    refusal(trial.chain(bearer(PLAIN, request -> malformed)), ArrivedRequest.post());

            assertThat(response.status()).isEqualTo(400);
            assertThat(challenge(response))
                    .isEqualTo("Bearer error=\"invalid_request\", error_description=\"The credentials are malformed\"");
        }

        @ParameterizedTest
        @MethodSource("dev.lmcp.server.auth.AuthFailureTest#decisionsWithoutAChallenge")
        void usesTheChallengeOfTheAuthenticatorIfADecisionHasNone(AuthDecision decision) {
            Challenge own = Challenge.of("ApiKey").with("header", "X-Api-Key");

            Exchange.Response response =
                    refusal(trial.chain(Authenticator.of(own, request -> decision)), ArrivedRequest.post());

            assertThat(response.status()).isEqualTo(401);
            assertThat(challenge(response)).isEqualTo(own.toString());
        }

        @Test
        void completesTheChallengeOfTheAuthenticatorIfTheServerRefuses() {
            Challenge own = Challenge.of("ApiKey").with("header", "X-Api-Key");
            AuthChain chain = trial.chain(Authenticator.of(own, request -> AuthDecision.accept(ALICE)));

            Exchange.Response response = chain.insufficientScope(
                    (AuthenticatedCaller) chain.authenticate(ArrivedRequest.post()), new ScopeDemand(List.of("write")));

            assertThat(challenge(response))
                    .startsWith("ApiKey error=\"insufficient_scope\"")
                    .endsWith(", header=\"X-Api-Key\"");
        }

        @Test
        void answersADenialWith403WithoutAChallenge() {
            Exchange.Response response =
                    refusal(trial.chain(deciding(new AuthDecision.Denied("blocked"))), ArrivedRequest.post());

            assertThat(response.status()).isEqualTo(403);
            assertThat(ResponseFields.of(response.headers())).doesNotContainKey("WWW-Authenticate");
            assertThat(body(response))
                    .isEqualTo("{\"error\":\"access_denied\",\"error_description\":\"The caller may not do this\"}");
        }

        @ParameterizedTest
        @CsvSource({"PT5S,5", "PT0S,1", "PT1.2S,2", "PT-3S,1"})
        void callsNoOtherPluginIfAPluginIsUnavailable(Duration after, String seconds) {
            Authenticator down = deciding(AuthDecision.unavailable(after, "the keys are unavailable"));

            Exchange.Response response = refusal(
                    trial.chain(down, unreachable()), ArrivedRequest.post().with("Authorization", "Bearer " + GOOD));

            assertThat(response.status()).isEqualTo(503);
            assertThat(ResponseFields.of(response.headers()))
                    .containsEntry("Retry-After", seconds)
                    .doesNotContainKey("WWW-Authenticate");
            assertThat(body(response)).startsWith("{\"error\":\"temporarily_unavailable\"");
        }
    }

    @Nested
    class WithoutAuthentication {

        @Test
        void everyCallerIsAnonymousAndCredentialsAreIgnored() {
            AuthChain open = AuthChain.open(new ScopePolicy(requiring("read")));
            Exchange request = new ArrivedRequest("POST", "/mcp?access_token=x").with("Authorization", "Bearer a b");

            assertThat(open.authenticate(request))
                    .isInstanceOfSatisfying(
                            AuthenticatedCaller.class,
                            admitted -> assertThat(admitted.principal()).isEqualTo(Principal.anonymous()));
        }

        @Test
        void isNotChosenByAnEmptyList() {
            assertThatThrownBy(() -> new AuthChain(List.of(), new ScopePolicy(ScopeRules.NONE), 64))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the chain has no authenticator; expected at least one, or AuthChain.open");
        }
    }

    @Test
    void decidesForManyThreadsAtOnce() throws Exception {
        AuthChain chain = trial.chain(knowingAlice(PLAIN), knowingAlice(DISCOVERABLE));
        ExecutorService pool = Executors.newFixedThreadPool(32);
        CountDownLatch start = new CountDownLatch(1);
        try {
            List<Future<Boolean>> right = new ArrayList<>();
            for (int thread = 0; thread < 32; thread++) {
                boolean good = thread % 2 == 0;
                right.add(pool.submit(() -> {
                    start.await();
                    for (int i = 0; i < 500; i++) {
                        AuthResult outcome = chain.authenticate(
                                ArrivedRequest.post().with("Authorization", "Bearer " + (good ? GOOD : "wrong" + i)));
                        if (good != outcome instanceof AuthenticatedCaller) {
                            return false;
                        }
                    }
                    return true;
                }));
            }
            start.countDown();
            for (Future<Boolean> each : right) {
                assertThat(each.get()).isTrue();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(trial.logger.lines()).hasSize(1);
    }
}
