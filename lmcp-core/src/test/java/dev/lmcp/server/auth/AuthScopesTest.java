package dev.lmcp.server.auth;

import static dev.lmcp.server.auth.ChainTrial.DISCOVERABLE;
import static dev.lmcp.server.auth.ChainTrial.GOOD;
import static dev.lmcp.server.auth.ChainTrial.PLAIN;
import static dev.lmcp.server.auth.ChainTrial.body;
import static dev.lmcp.server.auth.ChainTrial.challenge;
import static dev.lmcp.server.auth.ChainTrial.deciding;
import static dev.lmcp.server.auth.ChainTrial.knowingAlice;
import static dev.lmcp.server.auth.ChainTrial.refusal;
import static dev.lmcp.server.auth.ChainTrial.requiring;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.Principal;
import dev.lmcp.server.ResponseFields;
import dev.lmcp.server.support.ArrivedRequest;
import dev.lmcp.spi.AuthDecision;
import dev.lmcp.spi.Authenticator;
import dev.lmcp.spi.Exchange;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuthScopesTest {

    private final ChainTrial trial = new ChainTrial();

    @Test
    void areRequiredForRequestsOfEveryHttpMethod() {
        AuthChain chain = trial.chain(requiring("read write|admin"), knowingAlice(DISCOVERABLE));

        for (String method : List.of("POST", "GET", "DELETE")) {
            Exchange.Response response =
                    refusal(chain, new ArrivedRequest(method, "/mcp").with("Authorization", "Bearer " + GOOD));

            assertThat(response.status()).isEqualTo(403);
            assertThat(challenge(response))
                    .isEqualTo("Bearer error=\"insufficient_scope\","
                            + " error_description=\"The operation requires more scopes than the access token has\","
                            + " scope=\"read write\","
                            + " resource_metadata=\"https://mcp.example/.well-known/oauth-protected-resource\"");
            assertThat(body(response)).startsWith("{\"error\":\"insufficient_scope\"");
        }
    }

    @Test
    void acceptACallerThatHasThem() {
        assertThat(trial.chain(requiring("read"), knowingAlice(PLAIN))
                        .authenticate(ArrivedRequest.post().with("Authorization", "Bearer " + GOOD)))
                .isInstanceOf(AuthenticatedCaller.class);
    }

    @Test
    void refuseAPrincipalWithoutScopes() {
        Authenticator scopeless = deciding(AuthDecision.accept(Principal.named("eve")));

        assertThat(refusal(trial.chain(requiring("read"), scopeless), ArrivedRequest.post())
                        .status())
                .isEqualTo(403);
    }

    @Test
    void useTheSameChallengeForAnOperation() {
        AuthChain chain = trial.chain(knowingAlice(PLAIN));
        AuthenticatedCaller admitted =
                (AuthenticatedCaller) chain.authenticate(ArrivedRequest.post().with("Authorization", "Bearer " + GOOD));

        assertThat(challenge(chain.insufficientScope(admitted, new ScopeDemand(List.of("read", "tool.x")))))
                .isEqualTo("Bearer error=\"insufficient_scope\","
                        + " error_description=\"The operation requires more scopes than the access token has\","
                        + " scope=\"read tool.x\"");
    }

    @Test
    void denyAccessIfNoScopesWouldHelp() {
        AuthChain chain = trial.chain(knowingAlice(PLAIN));
        AuthenticatedCaller admitted =
                (AuthenticatedCaller) chain.authenticate(ArrivedRequest.post().with("Authorization", "Bearer " + GOOD));

        Exchange.Response response = chain.insufficientScope(admitted, ScopeDemand.UNSATISFIABLE);

        assertThat(response.status()).isEqualTo(403);
        assertThat(ResponseFields.of(response.headers())).doesNotContainKey("WWW-Authenticate");
        assertThat(body(response)).startsWith("{\"error\":\"access_denied\"");
    }
}
