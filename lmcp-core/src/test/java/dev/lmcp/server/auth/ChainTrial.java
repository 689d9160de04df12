package dev.lmcp.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.Principal;
import dev.lmcp.Scopes;
import dev.lmcp.server.ResponseFields;
import dev.lmcp.server.base.RateLimitedLog;
import dev.lmcp.server.support.RecordingLogger;
import dev.lmcp.server.support.TestClock;
import dev.lmcp.spi.AuthDecision;
import dev.lmcp.spi.Authenticator;
import dev.lmcp.spi.Challenge;
import dev.lmcp.spi.Credentials;
import dev.lmcp.spi.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A chain for tests, with its log and its clock. */
final class ChainTrial {

    static final String GOOD = "good-token-of-alice";
    static final Challenge PLAIN = Challenge.of("Bearer");
    static final Challenge DISCOVERABLE =
            PLAIN.with("resource_metadata", "https://mcp.example/.well-known/oauth-protected-resource");
    static final Principal ALICE = Principal.named("alice").withScopes(Scopes.of(List.of("read")));

    final RecordingLogger logger = new RecordingLogger();
    final TestClock clock = new TestClock();

    /** An authenticator with a challenge of its own. */
    static Authenticator bearer(Challenge challenge, Function<Credentials, AuthDecision> judge) {
        return new Authenticator() {
            @Override
            public AuthDecision authenticate(Credentials request) {
                return judge.apply(request);
            }

            @Override
            public Optional<Challenge> challenge() {
                return Optional.of(challenge);
            }
        };
    }

    static Authenticator knowingAlice(Challenge challenge) {
        return bearer(
                challenge,
                request -> request.authorization()
                        .filter(field ->
                                field.hasScheme("Bearer") && field.credentials().equals(GOOD))
                        .map(field -> AuthDecision.accept(ALICE))
                        .orElse(AuthDecision.abstain(challenge)));
    }

    static Authenticator deciding(AuthDecision decision) {
        return bearer(DISCOVERABLE, request -> decision);
    }

    static Authenticator unreachable() {
        return request -> {
            throw new AssertionError("a plugin was called after another one had decided");
        };
    }

    AuthChain chain(Authenticator... authenticators) {
        return chain(ScopeRules.NONE, authenticators);
    }

    AuthChain chain(ScopeRules rules, Authenticator... authenticators) {
        List<AuthChain.Member> members = new ArrayList<>();
        for (Authenticator authenticator : authenticators) {
            members.add(new AuthChain.Member("plugin" + (members.size() + 1), authenticator));
        }
        return new AuthChain(members, new ScopePolicy(rules), 64, new RateLimitedLog(logger, clock));
    }

    static ScopeRules requiring(String rule) {
        return new ScopeRules(
                ScopeRule.parse(rule),
                NamedRules.NONE,
                Map.of(),
                Map.of(),
                List.of(),
                false,
                false,
                ScopeRules.ChallengeScopes.OPERATION);
    }

    static Exchange.Response refusal(AuthChain chain, Exchange request) {
        AuthResult outcome = chain.authenticate(request);
        assertThat(outcome).isInstanceOf(AuthResult.Refused.class);
        Exchange.Response response = ((AuthResult.Refused) outcome).response();
        assertThat(ResponseFields.of(response.headers()))
                .containsEntry("Content-Type", "application/json")
                .containsEntry("Cache-Control", "no-store");
        return response;
    }

    static String challenge(Exchange.Response response) {
        return response.headers().firstValue("WWW-Authenticate").orElse("");
    }

    static String body(Exchange.Response response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
