package dev.lmcp.auth.oauth.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpUrlTest {

    /** The right-hand sides are what {@code new URL(…).href} gives in a browser, but for the slash of an empty path. */
    @ParameterizedTest
    @CsvSource({
        "https://MCP.Example/mcp, https://mcp.example/mcp",
        "HTTPS://mcp.example/mcp, https://mcp.example/mcp",
        "https://mcp.example:443/mcp, https://mcp.example/mcp",
        "https://mcp.example:0443/mcp, https://mcp.example/mcp",
        "https://mcp.example:/mcp, https://mcp.example/mcp",
        "http://localhost:80/mcp, http://localhost/mcp",
        "https://mcp.example:80/mcp, https://mcp.example:80/mcp",
        "https://mcp.example/a/../mcp, https://mcp.example/mcp",
        "https://mcp.example/../mcp, https://mcp.example/mcp",
        "https://mcp.example/a/./mcp/., https://mcp.example/a/mcp/",
        "https://mcp.example/a/%2E%2e/mcp, https://mcp.example/mcp",
        "https://mcp.example/a/.., https://mcp.example/",
        "https://mcp.example/café, https://mcp.example/caf%C3%A9",
        "https://[FD00::A]/mcp, https://[fd00::a]/mcp",
    })
    void isSpelledAsUrlParsersSpellIt(String url, String expected) {
        assertThat(HttpUrl.canonical(URI.create(url))).isEqualTo(expected);
        assertThat(HttpUrl.canonical(URI.create(expected))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "https://mcp.example",
        "https://mcp.example/",
        "https://mcp.example/mcp/",
        "https://mcp.example/a//b",
        "https://mcp.example/MCP/%7Eada/.hidden/..x",
        "https://mcp.example:8443/mcp?tenant=A",
        "http://127.0.0.1:8080/mcp",
    })
    void leavesOtherUrlsAsTheyAre(String url) {
        assertThat(HttpUrl.canonical(URI.create(url))).isEqualTo(url);
    }

    @Test
    void comparesOriginsWithoutCaseAndUsualPort() {
        assertThat(HttpUrl.origin(URI.create("HTTPS://AS.Example:443/jwks")))
                .isEqualTo(HttpUrl.origin(URI.create("https://as.example/other")))
                .isNotEqualTo(HttpUrl.origin(URI.create("https://as.example:444/jwks")))
                .isNotEqualTo(HttpUrl.origin(URI.create("http://as.example/jwks")))
                .isNotEqualTo(HttpUrl.origin(URI.create("https://as.example.org/jwks")));
    }
}
