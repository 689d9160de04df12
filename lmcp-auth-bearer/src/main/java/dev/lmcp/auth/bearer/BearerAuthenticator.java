package dev.lmcp.auth.bearer;

import dev.lmcp.spi.AuthDecision;
import dev.lmcp.spi.Authenticator;
import dev.lmcp.spi.Authorization;
import dev.lmcp.spi.Challenge;
import dev.lmcp.spi.Credentials;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Authenticates callers by static tokens.
 *
 * <p>Its challenge names no metadata, so that OAuth clients do not begin a discovery that cannot succeed. If an OAuth plugin
 * follows in the chain, its challenge replaces this one.
 */
final class BearerAuthenticator implements Authenticator {

    private static final Challenge CHALLENGE = Challenge.of("Bearer");
    private static final Challenge EXPIRED =
            CHALLENGE.with("error", "invalid_token").with("error_description", "The access token expired");

    private final LiveTokens tokens;
    private final Clock clock;
    private final Runnable stop;

    BearerAuthenticator(LiveTokens tokens, Clock clock, Runnable stop) {
        this.tokens = tokens;
        this.clock = clock;
        this.stop = stop;
    }

    @Override
    public AuthDecision authenticate(Credentials request) {
        Optional<Token> found = request.authorization()
                .filter(field -> field.hasScheme("Bearer"))
                .map(Authorization::credentials)
                .flatMap(presented -> tokens.current().find(presented));
        if (found.isEmpty()) {
            // An unknown token may be known to another plugin. If not, the server answers that it is invalid.
            return AuthDecision.abstain();
        }
        Token token = found.get();
        if (token.isExpired(clock.instant())) {
            return AuthDecision.reject(EXPIRED, "token '" + token.name() + "' has expired");
        }
        return AuthDecision.accept(token.principal())
                .validWhile(() -> tokens.current().contains(token));
    }

    /** Tokens are in memory. */
    @Override
    public Optional<AuthDecision> acceptAtOnce(Credentials request) {
        return Optional.of(authenticate(request));
    }

    @Override
    public Optional<Challenge> challenge() {
        return Optional.of(CHALLENGE);
    }

    @Override
    public List<Finding> check() {
        TokenSet current = tokens.current();
        int count = current.tokens().size();
        return List.of(
                new Finding(count > 0, count + (count == 1 ? " token: " : " tokens: ") + LiveTokens.names(current)));
    }

    @Override
    public void close() {
        stop.run();
    }
}
