package com.example.faulty;

import dev.lmcp.Principal;
import dev.lmcp.spi.AuthDecision;
import dev.lmcp.spi.AuthProvider;
import dev.lmcp.spi.Authenticator;
import dev.lmcp.spi.Services;
import dev.lmcp.spi.Settings;

/** Its jar says that it was built for another version of lmcp. */
public final class OtherVersion implements AuthProvider {

    @Override
    public String name() {
        return "other-version";
    }

    @Override
    public Authenticator create(Settings settings, Services services) {
        return request -> AuthDecision.accept(Principal.named("anybody"));
    }
}
