package com.example.plugins;

import dev.lmcp.Principal;
import dev.lmcp.spi.AuthDecision;
import dev.lmcp.spi.AuthProvider;
import dev.lmcp.spi.Authenticator;
import dev.lmcp.spi.Challenge;
import dev.lmcp.spi.Secret;
import dev.lmcp.spi.Services;
import dev.lmcp.spi.Settings;
import java.util.Map;

public final class ApiKeyAuth implements AuthProvider {

    private static final Challenge CHALLENGE = Challenge.of("ApiKey").with("header", "X-Api-Key");

    @Override
    public String name() {
        return "api-key";
    }

    @Override
    public Authenticator create(Settings settings, Services services) {
        Map<String, Secret> keys = settings.secretsUnder("keys");
        return Authenticator.of(CHALLENGE, request -> request.header("X-Api-Key")
                .map(presented -> Secret.find(keys, presented)
                        .map(caller -> AuthDecision.accept(Principal.named(caller)))
                        .orElseGet(() -> AuthDecision.reject("unknown API key")))
                .orElseGet(AuthDecision::abstain));
    }
}
