package dev.lmcp.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.server.support.ArrivedRequest;
import dev.lmcp.spi.Headers;
import dev.lmcp.spi.Peer;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The header fields of a request that a tool may read. */
class RequestDetailsTest {

    private static final Peer ADA = new Peer() {
        @Override
        public Optional<String> address() {
            return Optional.of("192.0.2.7");
        }
    };

    private final CredentialFields credentialFields = new CredentialFields();

    private RequestDetails details(Headers headers) {
        ArrivedRequest request = ArrivedRequest.post().from(ADA);
        headers.forEach(request::with);
        return new RequestDetails(request, credentialFields);
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
    void readTheRequestOnceAndOnlyIfAToolAsks() {
        CountedRequest request = new CountedRequest();
        RequestDetails details = new RequestDetails(request, credentialFields);
        assertThat(details.header("Authorization")).isEmpty();
        assertThat(request.reads).isZero();

        assertThat(details.header("X-Tenant")).contains("a");
        assertThat(details.header("X-Tenant")).contains("a");
        assertThat(details.remoteAddress()).isEmpty();
        assertThat(request.reads).isEqualTo(1);
    }

    @Test
    void stayAfterTheRequestHasEndedIfTheyAreKept() {
        CountedRequest request = new CountedRequest();
        RequestDetails details = new RequestDetails(request, credentialFields);

        details.keep();
        request.sent = Headers.none();

        assertThat(details.header("X-Tenant")).contains("a");
    }

    @Test
    void printNoValue() {
        RequestDetails details = details(Headers.of("Authorization", "Bearer secret"));
        details.keep();

        assertThat(details).hasToString("RequestDetails[192.0.2.7, [Authorization]]");
    }

    private static final class CountedRequest extends ArrivedRequest {

        private Headers sent = Headers.of("X-Tenant", "a");
        private int reads;

        private CountedRequest() {
            super("POST", "/mcp");
        }

        @Override
        public Headers headers() {
            reads++;
            return sent;
        }
    }
}
