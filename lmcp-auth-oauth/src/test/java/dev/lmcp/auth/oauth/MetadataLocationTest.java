package dev.lmcp.auth.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class MetadataLocationTest {

    private static MetadataLocation location(String resource, String endpointPath) {
        return new MetadataLocation(URI.create(resource), endpointPath);
    }

    @Test
    void insertsThePathIfTheApplicationOwnsTheRoot() {
        MetadataLocation location = location("https://mcp.example/mcp", "/mcp");

        assertThat(location.metadataUrl())
                .isEqualTo(URI.create("https://mcp.example/.well-known/oauth-protected-resource/mcp"));
        assertThat(location.paths("/x")).containsExactly("/x", "/x/mcp");
        assertThat(location.rewriteRule()).isEmpty();
    }

    @Test
    void keepsATrailingSlashInTheUrlAndPublishesWithoutIt() {
        MetadataLocation location = location("https://mcp.example/mcp/", "/mcp");

        assertThat(location.metadataUrl())
                .isEqualTo(URI.create("https://mcp.example/.well-known/oauth-protected-resource/mcp/"));
        assertThat(location.paths("/x")).containsExactly("/x", "/x/mcp");
    }

    @Test
    void usesTheRootIfTheResourceIsTheHost() {
        for (String resource : new String[] {"https://mcp.example", "https://mcp.example/"}) {
            MetadataLocation location = location(resource, "/mcp");

            assertThat(location.metadataUrl())
                    .isEqualTo(URI.create("https://mcp.example/.well-known/oauth-protected-resource"));
            assertThat(location.paths("/x")).containsExactly("/x", "/x/mcp");
        }
    }

    @Test
    void usesTheContextPathAndNamesTheProxyRule() {
        MetadataLocation location = location("https://mcp.example:8443/app/mcp/", "/mcp");

        assertThat(location.metadataUrl())
                .isEqualTo(URI.create("https://mcp.example:8443/app/.well-known/oauth-protected-resource"));
        assertThat(location.paths("/x")).containsExactly("/x", "/x/mcp", "/x/app/mcp");
        assertThat(location.rewriteRule())
                .hasValueSatisfying(rule -> assertThat(rule)
                        .contains("https://mcp.example:8443/.well-known/oauth-protected-resource/app/mcp/"));
    }

    @Test
    void publishesThePublicPathOfTheEndpointToo() {
        assertThat(location("https://mcp.example/tools", "/mcp").paths("/x"))
                .containsExactly("/x", "/x/mcp", "/x/tools");
    }
}
