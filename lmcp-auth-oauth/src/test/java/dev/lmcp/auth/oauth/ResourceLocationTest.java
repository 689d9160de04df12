package dev.lmcp.auth.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class ResourceLocationTest {

    private static ResourceLocation location(String resource, String endpointPath) {
        return new ResourceLocation(URI.create(resource), endpointPath);
    }

    @Test
    void insertsThePathWhereTheRootIsOurs() {
        ResourceLocation location = location("https://mcp.example/mcp", "/mcp");

        assertThat(location.metadata())
                .isEqualTo(URI.create("https://mcp.example/.well-known/oauth-protected-resource/mcp"));
        assertThat(location.served("/x")).containsExactly("/x", "/x/mcp");
        assertThat(location.rewriteRule()).isEmpty();
    }

    @Test
    void keepsASlashInTheUrlAndPublishesWithoutIt() {
        ResourceLocation location = location("https://mcp.example/mcp/", "/mcp");

        assertThat(location.metadata())
                .isEqualTo(URI.create("https://mcp.example/.well-known/oauth-protected-resource/mcp/"));
        assertThat(location.served("/x")).containsExactly("/x", "/x/mcp");
    }

    @Test
    void standsAtTheRootWhereTheResourceIsTheHost() {
        for (String resource : new String[] {"https://mcp.example", "https://mcp.example/"}) {
            ResourceLocation location = location(resource, "/mcp");

            assertThat(location.metadata())
                    .isEqualTo(URI.create("https://mcp.example/.well-known/oauth-protected-resource"));
            assertThat(location.served("/x")).containsExactly("/x", "/x/mcp");
        }
    }

    @Test
    void standsBelowTheContextAndSaysWhatTheFrontServerMustDo() {
        ResourceLocation location = location("https://mcp.example:8443/app/mcp/", "/mcp");

        assertThat(location.metadata())
                .isEqualTo(URI.create("https://mcp.example:8443/app/.well-known/oauth-protected-resource"));
        assertThat(location.served("/x")).containsExactly("/x", "/x/mcp", "/x/app/mcp");
        assertThat(location.rewriteRule())
                .hasValueSatisfying(rule -> assertThat(rule)
                        .contains("https://mcp.example:8443/.well-known/oauth-protected-resource/app/mcp/"));
    }

    @Test
    void publishesAlsoWhereAFrontServerGivesTheEndpointAnotherName() {
        assertThat(location("https://mcp.example/tools", "/mcp").served("/x"))
                .containsExactly("/x", "/x/mcp", "/x/tools");
    }
}
