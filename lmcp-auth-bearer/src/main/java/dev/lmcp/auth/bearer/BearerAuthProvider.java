package dev.lmcp.auth.bearer;

import dev.lmcp.Scopes;
import dev.lmcp.spi.AuthProvider;
import dev.lmcp.spi.Authenticator;
import dev.lmcp.spi.Services;
import dev.lmcp.spi.Settings;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;

/**
 * Authentication with static bearer tokens. Only the digests of the tokens are kept.
 *
 * <p>Settings under {@code lmcp.auth.bearer.}: {@code token} (the token with the name {@code default}), {@code token-file}
 * (a file with that token), {@code lua-conf-file} (a configuration file of lmcp for Lua, with that token), {@code
 * tokens.NAME.value}, {@code .scopes} and {@code .expires-at}, {@code tokens-file} (a properties file with such lines),
 * {@code allow-weak-tokens}. A value is a token, or {@code sha256:} and its digest. Files are read again every 10 seconds.
 */
public final class BearerAuthProvider implements AuthProvider {

    static final String NAME = "bearer";

    private static final Duration RELOAD_INTERVAL = Duration.ofSeconds(10);

    private final Logger logger;

    /** Creates the provider. It does nothing until a server creates an authenticator. */
    public BearerAuthProvider() {
        this(System.getLogger("dev.lmcp.auth"));
    }

    BearerAuthProvider(Logger logger) {
        this.logger = logger;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, String> aliases() {
        return Map.of(
                "LMCP_TOKEN", "token", "--auth", "token", "--auth-file", "token-file", "LMCP_CONF", "lua-conf-file");
    }

    @Override
    public Authenticator create(Settings settings, Services services) {
        StartProblems problems = new StartProblems(settings, services);
        boolean allowWeak = settings.flag("allow-weak-tokens", false);
        TokenSources configured = new TokenSources(settings, problems);
        List<TokenSources.Source> sources = configured.all();
        boolean isConfigured = !sources.isEmpty() || problems.hasAny || !configured.namesNoFile();
        if (!isConfigured) {
            sources = TokenSources.generated(services).stream().toList();
        }
        LiveTokens tokens = new LiveTokens(sources, allowWeak, logger, problems);
        if (!isConfigured && sources.isEmpty()) {
            problems.report(
                    "token",
                    "no token is set; expected at least one: make one with 'openssl rand -hex 32', and set LMCP_TOKEN,"
                            + " --auth-file FILE or lmcp.auth.bearer.tokens.NAME.value");
        }
        noticeUnlimitedAndExpired(tokens.current(), services);
        Services.Scheduled reloading = services.scheduleRepeatedly(RELOAD_INTERVAL, () -> reload(tokens, services));
        return new BearerAuthenticator(tokens, services.clock(), reloading::cancel);
    }

    private static void reload(LiveTokens tokens, Services services) {
        try {
            services.execute(tokens::reload);
        } catch (RejectedExecutionException busy) {
            // The server is busy; the next reload is soon enough, so nothing is logged.
        }
    }

    private static void noticeUnlimitedAndExpired(TokenSet tokens, Services services) {
        String unlimited = tokens.tokens().stream()
                .filter(token -> token.scopes() instanceof Scopes.All)
                .map(Token::name)
                .collect(Collectors.joining(", "));
        if (!unlimited.isEmpty()) {
            services.notice("bearer: tokens without a list of scopes have every scope: " + unlimited);
        }
        tokens.tokens().stream()
                .filter(token -> token.isExpired(services.clock().instant()))
                .forEach(token -> services.notice("bearer: token '" + token.name() + "' has expired"));
    }

    /** The problems at the start; they go to the start report. */
    private static final class StartProblems implements Problems {

        private final Settings settings;
        private final Services services;
        private boolean hasAny;

        StartProblems(Settings settings, Services services) {
            this.settings = settings;
            this.services = services;
        }

        @Override
        public void report(String key, String text) {
            hasAny = true;
            settings.problem(key, text);
        }

        @Override
        public void warn(String text) {
            services.notice(text);
        }
    }
}
