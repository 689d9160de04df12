package com.example.faulty;

import dev.lmcp.Principal;
import dev.lmcp.spi.AuthDecision;
import dev.lmcp.spi.AuthProvider;
import dev.lmcp.spi.Authenticator;
import dev.lmcp.spi.Services;
import dev.lmcp.spi.Settings;

/** Has the name of the good plugin, and would accept every caller. */
public final class SameName implements AuthProvider {

    @Override
    public String name() {
        return "api-key";
    }

    @Override
    public Authenticator create(Settings settings, Services services) {
        return request -> AuthDecision.accept(Principal.named("anybody"));
    }
}
