package dev.lmcp.auth.oauth;

import static org.assertj.core.api.Assertions.assertThat;

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
class OutsideViewTest {

    private static final String METADATA = "/.well-known/oauth-protected-resource/mcp";

    private final FakeServer front = new FakeServer();
    private final String resource = front.url("/mcp");

    @AfterEach
    void close() {
        front.close();
    }

    @Test
    void isGoodWhereClientsFindWhatIsConfigured() {
        metadata(resource);
        front.on("/mcp", 401, "", "WWW-Authenticate: Bearer resource_metadata=\"" + front.url(METADATA) + "\"");

        assertThat(findings())
                .containsExactly(
                        new Finding(true, "from outside: '" + front.url(METADATA) + "' has this resource's metadata"),
                        new Finding(
                                true,
                                "from outside: '" + resource
                                        + "' challenges a client without a token, and names its metadata"));
    }

    @Test
    void saysThatTheFrontServerKeepsTheMetadataBack() {
        front.on(METADATA, 404, "<html>not here</html>");

        assertThat(findings())
                .containsExactly(new Finding(
                        false,
                        "from outside: '" + front.url(METADATA)
                                + "' answers 404 and no metadata; expected 200 with those"
                                + " of '" + resource + "': let the front server pass this path on to lmcp, without"
                                + " authentication"));
    }

    @Test
    void saysThatPagesAreServedInsteadOfMetadata() {
        front.on(METADATA, 200, "<html>Welcome</html>");

        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.isGood()).isFalse();
            assertThat(finding.text()).contains("answers 200 and no metadata");
        });
    }

    @Test
    void showsNothingOfAStrangersThatWouldTurnTheTerminalOver() {
        metadata("http://x\\u001b[2J\\n'" + "y".repeat(1000));

        assertThat(findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.text())
                        .contains("has the metadata of 'http://x.[2J..yyy")
                        .doesNotContain("\u001b", "\n", "y".repeat(600)));
    }

    @Test
    void saysThatAnotherResourceIsNamed() {
        metadata("http://localhost:8080/mcp");

        assertThat(findings())
                .containsExactly(new Finding(
                        false,
                        "from outside: '" + front.url(METADATA) + "' has the metadata of 'http://localhost:8080/mcp';"
                                + " expected '" + resource
                                + "', or clients refuse it: set 'resource' to what they call,"
                                + " and let the front server pass this path on to this server"));
    }

    @Test
    void saysThatTheChallengeIsLostOnItsWay() {
        metadata(resource);
        front.on("/mcp", 401, "");

        assertThat(findings()).last().satisfies(finding -> {
            assertThat(finding.isGood()).isFalse();
            assertThat(finding.text())
                    .isEqualTo("from outside: '" + resource + "' answers a client without a token with 401 and no"
                            + " challenge; expected 401 with resource_metadata=\"" + front.url(METADATA)
                            + "\": let the front server pass the path and the field WWW-Authenticate on as they are");
        });
    }

    @Test
    void saysThatTheFrontServerAuthenticatesByItself() {
        metadata(resource);
        front.on("/mcp", 302, "", "Location: /login");

        assertThat(findings()).last().satisfies(finding -> {
            assertThat(finding.isGood()).isFalse();
            assertThat(finding.text()).contains("answers a client without a token with 302 and no challenge");
        });
    }

    @Test
    void findsNoFaultInAServerThatDoesNotRunYet() {
        front.on(METADATA, 502, "Bad Gateway");

        assertThat(findings())
                .containsExactly(new Finding(
                        true,
                        "from outside: '" + front.url(METADATA) + "' answers 502; to have what clients see looked at,"
                                + " too, check again where and when the server runs"));
    }

    @Test
    void findsNoFaultWhereNobodyListensYet() {
        front.close();

        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.isGood()).isTrue();
            assertThat(finding.text()).contains("could not be asked").contains("check again where and when");
        });
    }

    private void metadata(String named) {
        front.on(METADATA, 200, "{\"resource\":\"" + named + "\"}", "Content-Type: application/json");
    }

    private List<Finding> findings() {
        Outbound outbound = new Outbound(
                new OutboundGuard(Set.of(), Set.of()),
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                Duration.ofSeconds(5));
        return new OutsideView(resource, new ResourceLocation(URI.create(resource), "/mcp"), outbound).findings();
    }
}
