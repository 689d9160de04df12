package com.example.plugins;

import dev.lmcp.testkit.plugin.AuthContract;
import dev.lmcp.testkit.plugin.Credential;
import dev.lmcp.spi.AuthProvider;
import java.util.Map;

class ApiKeyAuthTest extends AuthContract {

    private static final String KEY = "7c9e6679f6ee1d2a4b0c";

    @Override
    protected AuthProvider plugin() {
        return new ApiKeyAuth();
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("keys.alice", KEY);
    }

    @Override
    protected Credential good() {
        return Credential.header("X-Api-Key", KEY);
    }

    @Override
    protected Credential unknown() {
        return Credential.header("X-Api-Key", "00000000000000000000");
    }
}
