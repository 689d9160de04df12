package dev.lmcp.auth.bearer;

import dev.lmcp.spi.Authorization;
import dev.lmcp.spi.Credentials;
import java.util.Optional;

/**
 * Credentials with an {@code Authorization} field alone.
 *
 * @param authorization the field
 */
record Presented(Optional<Authorization> authorization) implements Credentials {

    static Presented nothing() {
        return new Presented(Optional.empty());
    }

    static Presented bearer(String token) {
        return of("Bearer", token);
    }

    static Presented of(String scheme, String credentials) {
        return new Presented(Optional.of(new Authorization(scheme, credentials)));
    }

    @Override
    public Optional<String> header(String name) {
        throw new AssertionError("another field is read: " + name);
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
