package dev.lmcp.server.auth;

import static dev.lmcp.server.auth.ChainTrial.ALICE;
import static dev.lmcp.server.auth.ChainTrial.GOOD;
import static dev.lmcp.server.auth.ChainTrial.PLAIN;
import static dev.lmcp.server.auth.ChainTrial.bearer;
import static dev.lmcp.server.auth.ChainTrial.body;
import static dev.lmcp.server.auth.ChainTrial.knowingAlice;
import static dev.lmcp.server.auth.ChainTrial.refusal;
import static dev.lmcp.server.auth.ChainTrial.unreachable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.server.ResponseFields;
import dev.lmcp.server.support.ArrivedRequest;
import dev.lmcp.spi.AuthDecision;
import dev.lmcp.spi.Authenticator;
import dev.lmcp.spi.Exchange;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AuthFailureTest {

    private final ChainTrial trial = new ChainTrial();

    @Test
    void answersNullWith500AndCallsNoOtherPlugin() {
        Exchange.Response response = refusal(trial.chain(request -> null, unreachable()), ArrivedRequest.post());

        assertThat(response.status()).isEqualTo(500);
        assertThat(ResponseFields.of(response.headers())).doesNotContainKey("WWW-Authenticate");
        assertThat(body(response))
                .isEqualTo("{\"error\":\"server_error\","
                        + "\"error_description\":\"The credentials could not be checked\"}");
        assertThat(trial.logger.lines())
                .containsExactly("WARNING LMCP-403 authenticator 'plugin1' returned null; expected a decision;"
                        + " the request was answered with 500");
    }

    @ParameterizedTest
    @MethodSource("decisionsWithoutAChallenge")
    void answersARefusalWithoutAnyChallengeWith500(AuthDecision decision) {
        Exchange.Response response = refusal(trial.chain(request -> decision), ArrivedRequest.post());

        assertThat(response.status()).isEqualTo(500);
        assertThat(trial.logger.lines())
                .containsExactly("WARNING LMCP-403 authenticator 'plugin1' refused without a challenge; expected one in"
                        + " the decision, or by Authenticator.challenge(); the request was answered with 500");
    }

    static List<AuthDecision> decisionsWithoutAChallenge() {
        return List.of(AuthDecision.abstain(), AuthDecision.reject("unknown key"));
    }

    @Test
    void answersAnExceptionWith500AndKeepsItsMessageOutOfTheLog() {
        Authenticator broken = request -> {
            throw new IllegalStateException("cannot parse " + GOOD);
        };

        Exchange.Response response = refusal(
                trial.chain(broken, unreachable()), ArrivedRequest.post().with("Authorization", "Bearer " + GOOD));

        assertThat(response.status()).isEqualTo(500);
        assertThat(trial.logger.lines())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("WARNING LMCP-403 authenticator 'plugin1' failed with java.lang.IllegalStateException at ")
                .doesNotContain(GOOD);
    }

    @Test
    void treatsErrorsAndCheckedExceptionsTheSame() {
        Authenticator linking = request -> {
            throw new NoClassDefFoundError("some.Class");
        };
        Authenticator sneaky = request -> sneakyThrow(new java.io.IOException("down"));
        Authenticator deep = request -> {
            throw new StackOverflowError();
        };

        assertThat(List.of(linking, sneaky, deep)).allSatisfy(broken -> {
            assertThat(refusal(trial.chain(broken), ArrivedRequest.post()).status())
                    .isEqualTo(500);
        });
    }

    @Test
    void treatsADecisionWithNullAsAnException() {
        Authenticator broken = request -> new AuthDecision.Accepted(null, () -> true);

        assertThat(refusal(trial.chain(broken), ArrivedRequest.post()).status()).isEqualTo(500);
    }

    @Test
    void answersARepeatedFieldWith400EvenIfThePluginHidesIt() {
        Authenticator hiding = bearer(PLAIN, request -> {
            try {
                request.header("X-Api-Key");
            } catch (RuntimeException e) {
                return AuthDecision.accept(ALICE);
            }
            return AuthDecision.accept(ALICE);
        });
        Exchange request = ArrivedRequest.post().with("X-Api-Key", "a").with("x-api-key", "a");

        Exchange.Response response = refusal(trial.chain(hiding), request);

        assertThat(response.status()).isEqualTo(400);
        assertThat(body(response))
                .isEqualTo("{\"error\":\"invalid_request\","
                        + "\"error_description\":\"A field with credentials occurs more than once\"}");
    }

    @Test
    void showsPluginsAFieldThatOccursOnce() {
        Authenticator apiKey = request -> request.header("x-api-key")
                .filter("k"::equals)
                .map(key -> AuthDecision.accept(ALICE))
                .orElse(AuthDecision.abstain(PLAIN));

        assertThat(trial.chain(apiKey).authenticate(ArrivedRequest.post().with("X-Api-Key", "k")))
                .isInstanceOf(AuthenticatedCaller.class);
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> AuthDecision sneakyThrow(Throwable thrown) throws E {
        throw (E) thrown;
    }

    @Nested
    class Log {

        @Test
        void redactsATokenThatAPluginNamesAndStaysOnOneLine() {
            Authenticator chatty = bearer(
                    PLAIN,
                    request -> AuthDecision.reject(
                            PLAIN,
                            "bad token " + request.authorization().orElseThrow().credentials() + "\nINFO forged"));

            refusal(trial.chain(chatty), ArrivedRequest.post().with("Authorization", "Bearer secret-of-mallory"));

            assertThat(trial.logger.lines())
                    .containsExactly(
                            "WARNING credentials refused with 401 by 'plugin1':" + " bad token [redacted] INFO forged");
        }

        @Test
        void writesOneLineOfAKindInTenSecondsAndCountsTheOthers() {
            AuthChain chain = trial.chain(knowingAlice(PLAIN));
            Exchange request = ArrivedRequest.post().with("Authorization", "Bearer wrong");

            for (int i = 0; i < 1000; i++) {
                refusal(chain, request);
            }
            trial.clock.pass(Duration.ofSeconds(10));
            refusal(chain, request);

            assertThat(trial.logger.lines())
                    .containsExactly(
                            "WARNING credentials refused with 401: no authenticator knows the access token",
                            "WARNING credentials refused with 401: no authenticator knows the access token"
                                    + " (and 999 more like it before)");
        }

        @Test
        void keepsNoMoreThanABoundedNumberOfKinds() {
            int[] count = new int[1];
            AuthChain chain = trial.chain(bearer(PLAIN, request -> AuthDecision.reject(PLAIN, "reason " + count[0]++)));

            for (int i = 0; i < 1000; i++) {
                refusal(chain, ArrivedRequest.post());
            }

            assertThat(trial.logger.lines()).hasSizeLessThan(250);
        }
    }
}
