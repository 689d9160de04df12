package com.example.faulty;

import dev.lmcp.spi.AuthDecision;
import dev.lmcp.spi.AuthProvider;
import dev.lmcp.spi.Authenticator;
import dev.lmcp.spi.Services;
import dev.lmcp.spi.Settings;

/** Compiled against an lmcp that never was, whose services had one method more; its jar does not say so. */
public final class MissingMethod implements AuthProvider {

    @Override
    public String name() {
        return "missing-method";
    }

    @Override
    public Authenticator create(Settings settings, Services services) {
        return request -> AuthDecision.accept(services.principalOfTheDay());
    }
}
