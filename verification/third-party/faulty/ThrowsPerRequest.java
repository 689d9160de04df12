package com.example.faulty;

import dev.lmcp.spi.AuthProvider;
import dev.lmcp.spi.Authenticator;
import dev.lmcp.spi.Services;
import dev.lmcp.spi.Settings;

public final class ThrowsPerRequest implements AuthProvider {

    @Override
    public String name() {
        return "throws-per-request";
    }

    @Override
    public Authenticator create(Settings settings, Services services) {
        return request -> {
            throw new IllegalStateException("cannot judge " + request.header("X-Api-Key"));
        };
    }
}
