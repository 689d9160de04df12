package com.example.plugins;

import dev.lmcp.Principal;
import dev.lmcp.Scopes;
import dev.lmcp.spi.AuthDecision;
import dev.lmcp.spi.AuthProvider;
import dev.lmcp.spi.Authenticator;
import dev.lmcp.spi.Challenge;
import dev.lmcp.spi.Services;
import dev.lmcp.spi.Settings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

public final class ContainerLogin implements AuthProvider {

    @Override
    public String name() {
        return "container";
    }

    @Override
    public Authenticator create(Settings settings, Services services) {
        Map<String, List<String>> scopes = new TreeMap<>();
        settings.entriesUnder("scopes").keySet().forEach(role -> scopes.put(role, settings.list("scopes." + role)));
        return Authenticator.of(Challenge.of("Basic").with("realm", "application"), request -> {
            List<String> granted = scopes.keySet().stream()
                    .filter(request.peer()::isUserInRole)
                    .flatMap(role -> scopes.get(role).stream())
                    .toList();
            return request.peer()
                    .userPrincipal()
                    .map(user -> Principal.of("container", user.getName()).withScopes(Scopes.of(granted)))
                    .map(AuthDecision::accept)
                    .orElseGet(AuthDecision::abstain);
        });
    }
}
