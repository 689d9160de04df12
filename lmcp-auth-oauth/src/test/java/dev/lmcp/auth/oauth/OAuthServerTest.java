package dev.lmcp.auth.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lmcp.Principal;
import dev.lmcp.Shape;
import dev.lmcp.Tool;
import dev.lmcp.ToolResult;
import dev.lmcp.config.Config;
import dev.lmcp.config.ConfigBuilder;
import dev.lmcp.config.StartupException;
import dev.lmcp.embed.Lmcp;
import dev.lmcp.spi.AuthDecision;
import dev.lmcp.spi.Authenticator;
import dev.lmcp.spi.Challenge;
import dev.lmcp.spi.Exchange;
import dev.lmcp.testkit.plugin.SentRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The plugin in a whole server with an operator's settings. */
@Timeout(60)
class OAuthServerTest {

    private static final TestIssuer ISSUER = TestIssuer.seeded(1);
    private static final String METADATA =
            "resource_metadata=\"https://mcp.example/.well-known/oauth-protected-resource/mcp\"";

    private final ConfigBuilder config = Config.builder();

    @TempDir
    private Path directory;

    private Lmcp server;

    @BeforeEach
    void configure() throws IOException {
        Path jwks = Files.writeString(directory.resolve("jwks"), ISSUER.jwks(TestIssuer.KEY_ID));
        config.set("lmcp.auth", "oauth")
                .set("lmcp.auth.oauth.resource", TestIssuer.AUDIENCE)
                .set("lmcp.auth.oauth.issuer", TestIssuer.URL)
                .set("lmcp.auth.oauth.discovery", "off")
                .set("lmcp.auth.oauth.jwks-file", jwks.toString())
                .set("lmcp.scopes.tool.admin*", "tools.admin");
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static Tool tool(String name) {
        return Tool.named(name)
                .description("A tool")
                .input(Shape.object(fields -> in -> ""))
                .handle((input, call) -> ToolResult.text(call.principal().subject()));
    }

    private Exchange.Response answer(SentRequest request) {
        if (server == null) {
            server = Lmcp.with(config.build())
                    .clock(Clock.fixed(TestIssuer.NOW, ZoneOffset.UTC))
                    .tool(tool("whoami"))
                    .tool(tool("admin_reset"))
                    .start();
        }
        return request.to(server.endpoint());
    }

    private static SentRequest call(String tool) {
        return SentRequest.post("/mcp", body(tool))
                .with("MCP-Protocol-Version", "2026-07-28")
                .with("Mcp-Method", "tools/call")
                .with("Mcp-Name", tool);
    }

    private static String body(String tool) {
        return """
                        {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"%s","arguments":{},"_meta":{\
                        "io.modelcontextprotocol/protocolVersion":"2026-07-28",\
                        "io.modelcontextprotocol/clientInfo":{"name":"test","version":"1"},\
                        "io.modelcontextprotocol/clientCapabilities":{}}}}""".formatted(tool);
    }

    private static SentRequest withToken(SentRequest request, String claims) {
        return request.with("Authorization", "Bearer " + ISSUER.token(TestIssuer.HEADER, claims));
    }

    private static String field(Exchange.Response response, String name) {
        return response.headers().firstValue(name).orElse("absent");
    }

    private static String body(Exchange.Response response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @Test
    void aValidTokenCallsATool() throws Exception {
        Exchange.Response response = answer(withToken(call("whoami"), TestIssuer.claims("")));

        assertThat(body(response)).contains("alice");
        assertThat(response.status()).isEqualTo(200);
    }

    @Test
    void challengesNameTheMetadata() throws Exception {
        Exchange.Response none = answer(call("whoami"));
        Exchange.Response bad =
                answer(withToken(call("whoami"), TestIssuer.claims("").replace(TestIssuer.AUDIENCE, "other")));

        assertThat(none.status()).isEqualTo(401);
        assertThat(field(none, "WWW-Authenticate")).isEqualTo("Bearer " + METADATA);
        assertThat(bad.status()).isEqualTo(401);
        assertThat(field(bad, "WWW-Authenticate"))
                .isEqualTo("Bearer error=\"invalid_token\", error_description=\"The access token is invalid\", "
                        + METADATA);
        assertThat(body(bad)).doesNotContain("other").doesNotContain("alice");
    }

    @Test
    void asksForTheScopesOfTheToolAndAcceptsThem() throws Exception {
        Exchange.Response refused = answer(withToken(call("admin_reset"), TestIssuer.claims("")));
        Exchange.Response stepped = answer(
                withToken(call("admin_reset"), TestIssuer.claims("").replace("tools.call", "tools.call tools.admin")));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(field(refused, "WWW-Authenticate"))
                .startsWith("Bearer error=\"insufficient_scope\", error_description=\"")
                .endsWith("scope=\"tools.admin\", " + METADATA);
        assertThat(stepped.status()).isEqualTo(200);
    }

    @Test
    void servesItsMetadataWithoutAuthentication() throws Exception {
        for (String path : new String[] {"", "/mcp", "/mcp/"}) {
            Exchange.Response response = answer(SentRequest.get("/.well-known/oauth-protected-resource" + path));

            assertThat(response.status()).as(path).isEqualTo(200);
            assertThat(field(response, "Content-Type")).isEqualTo("application/json");
            assertThat(field(response, "Access-Control-Allow-Origin")).isEqualTo("*");
            assertThat(field(response, "Cache-Control")).isEqualTo("public, max-age=300");
            assertThat(body(response)).contains("\"resource\":\"" + TestIssuer.AUDIENCE + "\"");
        }
    }

    @Test
    void servesAResourceWithASlashAtTheEnd() throws Exception {
        config.set("lmcp.auth.oauth.resource", "https://mcp.example/mcp/");
        String metadata = "resource_metadata=\"https://mcp.example/.well-known/oauth-protected-resource/mcp/\"";

        for (String path : new String[] {"/mcp/", "/mcp"}) {
            assertThat(field(answer(SentRequest.post(path, "{}")), "WWW-Authenticate"))
                    .isEqualTo("Bearer " + metadata);
            SentRequest request = SentRequest.post(path, body("whoami"))
                    .with("MCP-Protocol-Version", "2026-07-28")
                    .with("Mcp-Method", "tools/call")
                    .with("Mcp-Name", "whoami");
            assertThat(answer(withToken(request, TestIssuer.claims("").replace("/mcp\"", "/mcp/\"")))
                            .status())
                    .as(path)
                    .isEqualTo(200);
        }
        assertThat(body(answer(SentRequest.get("/.well-known/oauth-protected-resource/mcp/"))))
                .contains("\"resource\":\"https://mcp.example/mcp/\"");
    }

    /** The proxy passes the Host field of the client on. */
    @Test
    void answersUnderTheHostOfTheResource() throws Exception {
        config.set("lmcp.allowed-hosts", "localhost");

        for (String host : new String[] {"mcp.example", "mcp.example:443", "localhost:8080"}) {
            assertThat(answer(withToken(call("whoami"), TestIssuer.claims("")).with("Host", host))
                            .status())
                    .as(host)
                    .isEqualTo(200);
        }
        assertThat(answer(withToken(call("whoami"), TestIssuer.claims("")).with("Host", "evil.example"))
                        .status())
                .isEqualTo(403);
        assertThat(server.publicUrl()).contains(java.net.URI.create(TestIssuer.AUDIENCE));
    }

    @Test
    void warnsIfAnotherPluginForBearerTokensIsNeverAsked() {
        Authenticator later =
                Authenticator.of(Challenge.of("Bearer"), request -> AuthDecision.accept(Principal.named("static")));
        config.set("lmcp.auth", "oauth,static");

        try (Lmcp lmcp =
                Lmcp.with(config.build()).authenticator("static", later).start()) {
            assertThat(lmcp.report()).contains("lmcp.auth names 'oauth' before 'static'");
        }
        config.set("lmcp.auth", "static,oauth");
        try (Lmcp lmcp =
                Lmcp.with(config.build()).authenticator("static", later).start()) {
            assertThat(lmcp.report()).doesNotContain("lmcp.auth names");
        }
    }

    @Test
    void refusesToStartAndReportsAllProblemsAtOnce() {
        config.set("lmcp.auth.oauth.algorithms", "none")
                .set("lmcp.auth.oauth.clock-skew", "1h")
                .set("lmcp.auth.oauth.resource", "http://mcp.example/mcp")
                .set("lmcp.auth.oauth.isuer", "x");

        StartupException refused = catchThrowableOfType(
                StartupException.class, () -> Lmcp.with(config.build()).start());

        assertThat(refused.getMessage())
                .contains("lmcp.auth.oauth.resource (code): 'http://mcp.example/mcp' is not usable")
                .contains("lmcp.auth.oauth.clock-skew is '1h' (code); expected a duration from 0s to 5m")
                .contains("lmcp.auth.oauth.algorithms (code): has 'none'; expected one or more of [RS256, HS256,")
                .contains("key 'lmcp.auth.oauth.isuer' (code) is not known")
                .startsWith("lmcp does not start: 4 problems");
    }

    @Test
    void checkPassesForGoodSettings() {
        Lmcp.Check check = Lmcp.with(config.build())
                .clock(Clock.fixed(TestIssuer.NOW, ZoneOffset.UTC))
                .check();

        assertThat(check.isGood()).isTrue();
        assertThat(check.text())
                .contains("OAuth issuer default: " + TestIssuer.URL)
                .contains("a request without a token gets: WWW-Authenticate: Bearer " + METADATA)
                .contains("issuer default: 1 key(s) from a file");
    }
}
