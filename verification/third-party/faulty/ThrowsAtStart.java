package com.example.faulty;

import dev.lmcp.spi.AuthProvider;
import dev.lmcp.spi.Authenticator;
import dev.lmcp.spi.Services;
import dev.lmcp.spi.Settings;

public final class ThrowsAtStart implements AuthProvider {

    @Override
    public String name() {
        return "throws-at-start";
    }

    @Override
    public Authenticator create(Settings settings, Services services) {
        throw new IllegalStateException("the directory of users is closed");
    }
}
