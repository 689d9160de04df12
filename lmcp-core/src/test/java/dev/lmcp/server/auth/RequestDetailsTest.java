package dev.lmcp.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.spi.Headers;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The header fields of a request that a tool may read. */
class RequestDetailsTest {

    private final CredentialFields credentialFields = new CredentialFields();

    private RequestDetails details(Headers headers) {
        return new RequestDetails(Optional.of("192.0.2.7"), headers, credentialFields);
    }

    @Test
    void showAFieldWithItsLinesInTheirOrder() {
        RequestDetails details = details(Headers.builder()
                .add("X-Tenant", "b")
                .add("traceparent", "00-1")
                .add("x-tenant", "a")
                .build());

        assertThat(details.header("X-TENANT")).contains("b, a");
        assertThat(details.header("traceparent")).contains("00-1");
        assertThat(details.header("X-Other")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "authorization",
                "PROXY-AUTHORIZATION",
                "Cookie",
                "cookie2",
                "DPoP",
                "Mcp-Session-Id",
                "mcp-name",
                "MCP-Protocol-Version"
            })
    void neverShowACredentialOrAFieldOfTheProtocol(String name) {
        assertThat(details(Headers.of(name, "secret")).header(name)).isEmpty();
    }

    @Test
    void neverShowAFieldThatAnAuthenticatorHasRead() {
        RequestDetails details = details(Headers.of("x-api-key", "secret").with("X-Api-Key-Hint", "1"));
        credentialFields.addRead("X-Api-Key");

        assertThat(details.header("X-API-KEY")).isEmpty();
        assertThat(details.header("X-Api-Key-Hint")).contains("1");
    }

    @Test
    void hideAllFieldsIfAnAuthenticatorReadsTooMany() {
        for (int i = 0; i < 64; i++) {
            credentialFields.addRead("X-Key-" + i);
        }

        assertThat(details(Headers.of("X-Key-100", "secret")).header("X-Key-100"))
                .isEmpty();
    }

    @Test
    void showNoFieldThatIsTooLong() {
        RequestDetails details = details(Headers.of("X-Fits", "x".repeat(8192)).with("X-Long", "x".repeat(8193)));

        assertThat(details.header("X-Fits")).isPresent();
        assertThat(details.header("X-Long")).isEmpty();
    }

    @Test
    void printNoValue() {
        assertThat(details(Headers.of("Authorization", "Bearer secret")))
                .hasToString("RequestDetails[192.0.2.7, [Authorization]]");
    }
}
