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
 * Authentication by static bearer tokens, of which only digests are kept.
 *
 * <p>Settings, under {@code lmcp.auth.bearer.}: {@code token} (the token named {@code default}), {@code token-file} (a
 * file with that token), {@code lua-conf-file} (a configuration file of lmcp for Lua, with that token), {@code
 * tokens.NAME.value}, {@code .scopes} and {@code .expires-at}, {@code tokens-file} (a properties file with such lines),
 * {@code allow-weak-tokens}. A value is a token or {@code sha256:} and its digest. Files are read again every 10 seconds.
 */
public final class BearerAuthProvider implements AuthProvider {

    static final String NAME = "bearer";

    private static final Duration RELOAD = Duration.ofSeconds(10);

    private final Logger logger;

    /** Creates the provider, which does nothing until a server asks for an authenticator. */
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
        AtStart problems = new AtStart(settings, services);
        boolean allowWeak = settings.flag("allow-weak-tokens", false);
        TokenSources configured = new TokenSources(settings, problems);
        List<TokenSources.Source> sources = configured.all();
        boolean isConfigured = !sources.isEmpty() || problems.any || !configured.namesNoFile();
        if (!isConfigured) {
            sources = TokenSources.generated(services).stream().toList();
        }
        LiveTokens tokens = new LiveTokens(sources, allowWeak, logger, problems);
        if (!isConfigured && sources.isEmpty()) {
            problems.note(
                    "token",
                    "no token is set; expected at least one: set LMCP_TOKEN, --auth-file FILE or"
                            + " lmcp.auth.bearer.tokens.NAME.value, as 'openssl rand -hex 32' makes them");
        }
        tellWhatIsOpen(tokens.current(), services);
        Services.Scheduled reloading = services.scheduleRepeatedly(RELOAD, () -> reload(tokens, services));
        return new BearerAuthenticator(tokens, services.clock(), reloading::cancel);
    }

    private static void reload(LiveTokens tokens, Services services) {
        try {
            services.execute(tokens::reload);
        } catch (RejectedExecutionException busy) {
            // The next turn will do, and the log needs no line about it.
        }
    }

    private static void tellWhatIsOpen(TokenSet tokens, Services services) {
        String almighty = tokens.tokens().stream()
                .filter(token -> token.scopes() instanceof Scopes.All)
                .map(Token::name)
                .collect(Collectors.joining(", "));
        if (!almighty.isEmpty()) {
            services.notice("bearer: every scope is held by the tokens without scopes: " + almighty);
        }
        tokens.tokens().stream()
                .filter(token -> token.isExpired(services.clock().instant()))
                .forEach(token -> services.notice("bearer: token '" + token.name() + "' has expired"));
    }

    /** What is wrong at start goes to the start report. */
    private static final class AtStart implements Problems {

        private final Settings settings;
        private final Services services;
        private boolean any;

        AtStart(Settings settings, Services services) {
            this.settings = settings;
            this.services = services;
        }

        @Override
        public void note(String key, String text) {
            any = true;
            settings.problem(key, text);
        }

        @Override
        public void warn(String text) {
            services.notice(text);
        }
    }
}
