package dev.lmcp.auth.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.auth.oauth.http.FakeServer;
import dev.lmcp.auth.oauth.http.IssuerHttpClient;
import dev.lmcp.auth.oauth.http.OutboundPolicy;
import dev.lmcp.auth.oauth.http.OutboundProxy;
import dev.lmcp.spi.Authenticator.Finding;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PublicUrlCheckTest {

    private static final String METADATA = "/.well-known/oauth-protected-resource/mcp";

    private final FakeServer proxy = new FakeServer();
    private final String resource = proxy.url("/mcp");

    @AfterEach
    void close() {
        proxy.close();
    }

    @Test
    void passesIfClientsFindTheConfiguredResource() {
        metadata(resource);
        proxy.on("/mcp", 401, "", "WWW-Authenticate: Bearer resource_metadata=\"" + proxy.url(METADATA) + "\"");

        assertThat(findings())
                .containsExactly(
                        new Finding(
                                true, "public URL: '" + proxy.url(METADATA) + "' has the metadata of this resource"),
                        new Finding(
                                true,
                                "public URL: '" + resource
                                        + "' challenges a request without a token, and the challenge names the metadata"));
    }

    @Test
    void reportsThatTheProxyBlocksTheMetadata() {
        proxy.on(METADATA, 404, "<html>not here</html>");

        assertThat(findings())
                .containsExactly(new Finding(
                        false,
                        "public URL: '" + proxy.url(METADATA)
                                + "' responds with status 404 and no metadata; expected status 200 and the metadata of '"
                                + resource + "'; configure the proxy to forward this path to lmcp without"
                                + " authentication"));
    }

    @Test
    void reportsAPageInPlaceOfMetadata() {
        proxy.on(METADATA, 200, "<html>Welcome</html>");

        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.isGood()).isFalse();
            assertThat(finding.text()).contains("responds with status 200 and no metadata");
        });
    }

    @Test
    void escapesControlCharactersOfTheResponse() {
        metadata("http://x\\u001b[2J\\n'" + "y".repeat(1000));

        assertThat(findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.text())
                        .contains("has the metadata of 'http://x?[2J ’yyy")
                        .doesNotContain("\u001b", "\n", "y".repeat(600)));
    }

    @Test
    void reportsMetadataOfAnotherResource() {
        metadata("http://localhost:8080/mcp");

        assertThat(findings())
                .containsExactly(new Finding(
                        false,
                        "public URL: '" + proxy.url(METADATA) + "' has the metadata of 'http://localhost:8080/mcp';"
                                + " expected '" + resource
                                + "', because clients refuse other metadata; set 'resource' to the URL that clients"
                                + " call, and configure the proxy to forward this path to this server"));
    }

    @Test
    void reportsAMissingChallenge() {
        metadata(resource);
        proxy.on("/mcp", 401, "");

        assertThat(findings()).last().satisfies(finding -> {
            assertThat(finding.isGood()).isFalse();
            assertThat(finding.text())
                    .isEqualTo("public URL: '" + resource + "' responds to a request without a token with status 401"
                            + " and no challenge; expected status 401 and a challenge with resource_metadata=\""
                            + proxy.url(METADATA)
                            + "\"; configure the proxy to forward the path and the field WWW-Authenticate unchanged");
        });
    }

    @Test
    void reportsARedirectToALogin() {
        metadata(resource);
        proxy.on("/mcp", 302, "", "Location: /login");

        assertThat(findings()).last().satisfies(finding -> {
            assertThat(finding.isGood()).isFalse();
            assertThat(finding.text())
                    .contains("responds to a request without a token with status 302 and no challenge");
        });
    }

    @Test
    void passesIfTheServerDoesNotRunYet() {
        proxy.on(METADATA, 502, "Bad Gateway");

        assertThat(findings())
                .containsExactly(new Finding(
                        true,
                        "public URL: '" + proxy.url(METADATA) + "' responds with status 502; run the check again"
                                + " while the server runs, to check the public URL too"));
    }

    @Test
    void passesIfNoServerListensYet() {
        proxy.close();

        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.isGood()).isTrue();
            assertThat(finding.text()).contains("failed: ").contains("run the check again while the server runs");
        });
    }

    private void metadata(String named) {
        proxy.on(METADATA, 200, "{\"resource\":\"" + named + "\"}", "Content-Type: application/json");
    }

    private List<Finding> findings() {
        IssuerHttpClient http = new IssuerHttpClient(
                new OutboundPolicy(Set.of(), Set.of()),
                OutboundProxy.NONE,
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                Duration.ofSeconds(5));
        return new PublicUrlCheck(resource, new MetadataLocation(URI.create(resource), "/mcp"), http).findings();
    }
}
