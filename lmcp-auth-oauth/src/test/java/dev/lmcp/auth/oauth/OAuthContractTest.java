package dev.lmcp.auth.oauth;

import dev.lmcp.spi.AuthProvider;
import dev.lmcp.testkit.plugin.AuthContract;
import dev.lmcp.testkit.plugin.Credential;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class OAuthContractTest extends AuthContract {

    private static final TestIssuer ISSUER = TestIssuer.seeded(1);
    private static final String GOOD = ISSUER.token(TestIssuer.HEADER, TestIssuer.claims(""));
    private static final String FORGED = TestIssuer.seeded(2).token(TestIssuer.HEADER, TestIssuer.claims(""));

    @TempDir
    private Path directory;

    @BeforeEach
    void publishKeys() throws IOException {
        Files.writeString(directory.resolve("jwks"), ISSUER.jwks(TestIssuer.KEY_ID));
    }

    @Override
    protected AuthProvider plugin() {
        return new OAuthProvider();
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of(
                "resource",
                TestIssuer.AUDIENCE,
                "issuer",
                TestIssuer.URL,
                "discovery",
                "off",
                "jwks-file",
                directory.resolve("jwks").toString());
    }

    @Override
    protected Credential good() {
        return Credential.bearer(GOOD);
    }

    @Override
    protected Credential unknown() {
        return Credential.bearer(FORGED);
    }

    @Override
    protected Clock clock() {
        return TestIssuer.CLOCK;
    }
}
