package dev.lmcp.server.auth;

import static dev.lmcp.server.auth.ChainTrial.ALICE;
import static dev.lmcp.server.auth.ChainTrial.GOOD;
import static dev.lmcp.server.auth.ChainTrial.PLAIN;
import static dev.lmcp.server.auth.ChainTrial.bearer;
import static dev.lmcp.server.auth.ChainTrial.body;
import static dev.lmcp.server.auth.ChainTrial.challenge;
import static dev.lmcp.server.auth.ChainTrial.deciding;
import static dev.lmcp.server.auth.ChainTrial.knowingAlice;
import static dev.lmcp.server.auth.ChainTrial.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.server.support.ArrivedRequest;
import dev.lmcp.spi.AuthDecision;
import dev.lmcp.spi.Authenticator;
import dev.lmcp.spi.Challenge;
import dev.lmcp.spi.Exchange;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthGrammarTest {

    private final ChainTrial trial = new ChainTrial();

    @Test
    void refusesASecondAuthorizationLineWith400() {
        Exchange request =
                ArrivedRequest.post().with("Authorization", "Bearer " + GOOD).with("Authorization", "Bearer " + GOOD);

        Exchange.Response response = refusal(trial.chain(deciding(AuthDecision.accept(ALICE))), request);

        assertThat(response.status()).isEqualTo(400);
        assertThat(challenge(response))
                .isEqualTo("Bearer error=\"invalid_request\","
                        + " error_description=\"The request has more than one Authorization field\","
                        + " resource_metadata=\"https://mcp.example/.well-known/oauth-protected-resource\"");
        assertThat(body(response))
                .isEqualTo("{\"error\":\"invalid_request\","
                        + "\"error_description\":\"The request has more than one Authorization field\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "access_token=x",
                "access_token",
                "a=b&access_token=x",
                "a=b;access_token=x",
                "access%5Ftoken=x",
                "%61ccess_toke%6e=x",
                "%zz=1&access_token=",
                "Access_Token=x"
            })
    void refusesATokenInTheQueryWith400(String query) {
        Exchange request = new ArrivedRequest("POST", "/mcp?" + query).with("Authorization", "Bearer " + GOOD);

        Exchange.Response response = refusal(trial.chain(knowingAlice(PLAIN)), request);

        assertThat(response.status()).isEqualTo(400);
        assertThat(challenge(response))
                .isEqualTo("Bearer error=\"invalid_request\","
                        + " error_description=\"The request has an access token in its query\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "token=x", "x=access_token", "xaccess_token=1", "access%255Ftoken=x", "%", "a=%5"})
    void acceptsAnyOtherQuery(String query) {
        Exchange request = new ArrivedRequest("POST", "/mcp?" + query).with("Authorization", "Bearer " + GOOD);

        assertThat(trial.chain(knowingAlice(PLAIN)).authenticate(request)).isInstanceOf(AuthenticatedCaller.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '~',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "Bearer#The access token is missing",
                "Bearer  #The access token is missing",
                "Bearer\tgood#The access token is malformed",
                "Bearer a b#The access token is malformed",
                "Bearer a,b#The access token is malformed",
                "Bearer \"good\"#The access token is malformed",
                "Bearer good, Bearer good#The access token is malformed",
                "Bearer go\u00e9d#The access token is malformed",
                "Bearer go\u0000d#The access token is malformed",
                "Bearer =#The access token is malformed",
                "Bearer a=b#The access token is malformed",
                "Bearer,good#The access token is malformed",
                "bEARER ?#The access token is malformed",
                "Bearer 0123456789012345678901234567890123456789012345678901234567890123x"
                        + "#The access token is too long"
            })
    void refusesAMalformedTokenWith401(String field, String description) {
        Exchange.Response response =
                refusal(trial.chain(knowingAlice(PLAIN)), ArrivedRequest.post().with("Authorization", field));

        assertThat(response.status()).isEqualTo(401);
        assertThat(challenge(response))
                .isEqualTo("Bearer error=\"invalid_token\", error_description=\"" + description + "\"");
        assertThat(body(response))
                .isEqualTo("{\"error\":\"invalid_token\",\"error_description\":\"" + description + "\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer good-token-of-alice",
                "bearer good-token-of-alice",
                "BEARER    good-token-of-alice",
                " \tBearer good-token-of-alice\t "
            })
    void acceptsTheSchemeInAnyCaseAndWithAnyNumberOfSpaces(String field) {
        AuthResult outcome = trial.chain(knowingAlice(PLAIN))
                .authenticate(ArrivedRequest.post().with("authorization", field));

        assertThat(outcome).isInstanceOfSatisfying(AuthenticatedCaller.class, admitted -> {
            assertThat(admitted.principal()).isEqualTo(ALICE);
            assertThat(admitted.stillValid().getAsBoolean()).isTrue();
            assertThat(admitted.challenge()).contains(PLAIN);
        });
    }

    @Test
    void acceptsATokenOfTheMaximumLength() {
        Authenticator any = bearer(PLAIN, request -> AuthDecision.accept(ALICE));

        AuthResult outcome =
                trial.chain(any).authenticate(ArrivedRequest.post().with("Authorization", "Bearer " + "x".repeat(64)));

        assertThat(outcome).isInstanceOf(AuthenticatedCaller.class);
    }

    @Test
    void parsesDPoPTokensByTheSameGrammarAndAnswersInTheirScheme() {
        Authenticator dpop = bearer(Challenge.of("DPoP").with("algs", "ES256"), request -> {
            throw new AssertionError("asked about a malformed token");
        });

        Exchange.Response response =
                refusal(trial.chain(dpop), ArrivedRequest.post().with("Authorization", "DPoP a b"));

        assertThat(response.status()).isEqualTo(401);
        assertThat(challenge(response))
                .isEqualTo("DPoP error=\"invalid_token\","
                        + " error_description=\"The access token is malformed\", algs=\"ES256\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic YTpi", "Digest username=\"a\", realm=\"b\"", "Bearerx y", "Negotiate"})
    void leavesOtherSchemesToThePlugins(String field) {
        List<String> seen = new CopyOnWriteArrayList<>();
        Authenticator looking = bearer(PLAIN, request -> {
            request.authorization().ifPresent(sent -> seen.add(sent.scheme() + " " + sent.credentials()));
            return AuthDecision.abstain(PLAIN);
        });

        Exchange.Response response =
                refusal(trial.chain(looking), ArrivedRequest.post().with("Authorization", field));

        assertThat(seen).hasSize(1).first().asString().isEqualTo(field.equals("Negotiate") ? "Negotiate " : field);
        assertThat(response.status()).isEqualTo(401);
        assertThat(challenge(response)).isEqualTo("Bearer");
    }

    @Test
    void neverReadsCredentialsFromElsewhere() {
        Exchange request = ArrivedRequest.post()
                .with("Proxy-Authorization", "Bearer " + GOOD)
                .with("Cookie", "Authorization=Bearer " + GOOD)
                .with("Mcp-Param-Authorization", "Bearer " + GOOD);

        assertThat(refusal(trial.chain(knowingAlice(PLAIN)), request).status()).isEqualTo(401);
    }
}
