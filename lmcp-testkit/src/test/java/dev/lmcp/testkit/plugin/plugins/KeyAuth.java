package dev.lmcp.testkit.plugin.plugins;

import dev.lmcp.Principal;
import dev.lmcp.spi.AuthDecision;
import dev.lmcp.spi.AuthProvider;
import dev.lmcp.spi.Authenticator;
import dev.lmcp.spi.Challenge;
import dev.lmcp.spi.Credentials;
import dev.lmcp.spi.Secret;
import dev.lmcp.spi.Services;
import dev.lmcp.spi.Settings;
import java.util.Locale;
import java.util.Map;

/** A plugin that follows the contract. Each of its broken subclasses breaks one rule. */
public class KeyAuth implements AuthProvider {

    public static final String FIELD = "X-Key";
    public static final String KEY = "k-4f1c9d2ab07e4c5d";
    private static final Challenge CHALLENGE = Challenge.of("Key").with("header", FIELD);

    @Override
    public final String name() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    @Override
    public Authenticator create(Settings settings, Services services) {
        Map<String, Secret> keys = settings.secretsUnder("keys");
        return request -> decide(keys, request);
    }

    AuthDecision decide(Map<String, Secret> keys, Credentials request) {
        return request.header(FIELD)
                .map(presented -> judge(keys, presented))
                .orElseGet(() -> AuthDecision.abstain(CHALLENGE));
    }

    AuthDecision judge(Map<String, Secret> keys, String presented) {
        return Secret.find(keys, presented)
                .map(caller -> AuthDecision.accept(Principal.named(caller)))
                .orElseGet(() -> AuthDecision.reject(CHALLENGE, "unknown key"));
    }
}
