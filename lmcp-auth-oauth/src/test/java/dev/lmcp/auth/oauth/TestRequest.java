package dev.lmcp.auth.oauth;

import dev.lmcp.spi.Authorization;
import dev.lmcp.spi.Credentials;
import java.util.Map;
import java.util.Optional;

/** A POST to the endpoint with these fields. */
record TestRequest(Optional<Authorization> authorization, Map<String, String> fields) implements Credentials {

    static TestRequest bare() {
        return new TestRequest(Optional.empty(), Map.of());
    }

    static TestRequest bearer(String token) {
        return new TestRequest(Optional.of(new Authorization("Bearer", token)), Map.of());
    }

    static TestRequest with(String scheme, String credentials) {
        return new TestRequest(Optional.of(new Authorization(scheme, credentials)), Map.of());
    }

    TestRequest field(String name, String value) {
        return new TestRequest(authorization, Map.of(name, value));
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public String path() {
        return "/mcp";
    }
}
