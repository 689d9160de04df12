package dev.lmcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.spi.Headers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a tool may see of a request's header fields. */
class CredentialFieldsTest {

    private final CredentialFields fields = new CredentialFields();

    private List<String> visible(Headers headers) {
        List<String> lines = new ArrayList<>();
        fields.visible(headers).forEach((name, value) -> lines.add(name + ": " + value));
        return lines;
    }

    @Test
    void areVisibleInTheOrderOfTheRequest() {
        Headers headers = Headers.builder()
                .add("X-Tenant", "b")
                .add("traceparent", "00-1")
                .add("x-tenant", "a")
                .build();

        assertThat(visible(headers)).containsExactly("X-Tenant: b", "traceparent: 00-1", "x-tenant: a");
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
    void neverHoldACredentialOrAFieldOfTheProtocol(String name) {
        assertThat(visible(Headers.of(name, "secret").with("X-Tenant", "a"))).containsExactly("X-Tenant: a");
    }

    @Test
    void neverHoldAFieldThatAnAuthenticatorHasAskedFor() {
        fields.asked("X-Api-Key");

        assertThat(visible(Headers.of("x-api-key", "secret").with("X-Api-Key-Hint", "1")))
                .containsExactly("X-Api-Key-Hint: 1");
    }

    @Test
    void areNoneWhereAnAuthenticatorAsksForEverNewNames() {
        for (int i = 0; i < 64; i++) {
            fields.asked("X-Key-" + i);
        }

        assertThat(visible(Headers.of("X-Key-100", "secret"))).isEmpty();
    }

    @Test
    void areBoundedInNumberAndSizeWhileSmallerOnesStillFit() {
        Headers.Builder many = Headers.builder();
        for (int i = 0; i < 100; i++) {
            many.add("X-" + i, "v");
        }
        Headers large = Headers.builder()
                .add("X-A", "a".repeat(5_000))
                .add("X-B", "b".repeat(5_000))
                .add("X-C", "c".repeat(3_000))
                .build();

        assertThat(visible(many.build())).hasSize(64);
        assertThat(visible(large)).extracting(line -> line.substring(0, 3)).containsExactly("X-A", "X-C");
    }
}
