package dev.lmcp.auth.testkit;

import dev.lmcp.spi.Authorization;
import dev.lmcp.spi.Credentials;
import java.util.Optional;

/**
 * A request to the endpoint with one credential, as an authenticator sees it.
 *
 * @param presented the credential
 */
record OneField(Credential presented) implements Credentials {

    static OneField of(Credential presented) {
        return new OneField(presented);
    }

    @Override
    public Optional<Authorization> authorization() {
        return presented.isAuthorization()
                ? Optional.of(new Authorization(presented.scheme(), presented.secret()))
                : Optional.empty();
    }

    @Override
    public Optional<String> header(String name) {
        return presented.field().equalsIgnoreCase(name) ? Optional.of(presented.value()) : Optional.empty();
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
