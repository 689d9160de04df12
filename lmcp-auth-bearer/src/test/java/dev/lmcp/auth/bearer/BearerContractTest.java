package dev.lmcp.auth.bearer;

import static dev.lmcp.auth.bearer.BearerTrial.OTHER;
import static dev.lmcp.auth.bearer.BearerTrial.STRONG;

import dev.lmcp.spi.AuthProvider;
import dev.lmcp.testkit.plugin.AuthContract;
import dev.lmcp.testkit.plugin.Credential;
import java.util.Map;

class BearerContractTest extends AuthContract {

    @Override
    protected AuthProvider plugin() {
        return new BearerAuthProvider();
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("token", STRONG);
    }

    @Override
    protected Credential good() {
        return Credential.bearer(STRONG);
    }

    @Override
    protected Credential unknown() {
        return Credential.bearer(OTHER);
    }
}
