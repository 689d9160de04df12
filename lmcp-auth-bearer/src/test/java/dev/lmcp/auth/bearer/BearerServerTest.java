package dev.lmcp.auth.bearer;

import static dev.lmcp.auth.bearer.BearerTrial.OTHER;
import static dev.lmcp.auth.bearer.BearerTrial.STRONG;
import static dev.lmcp.auth.bearer.BearerTrial.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lmcp.config.Config;
import dev.lmcp.config.ConfigBuilder;
import dev.lmcp.config.StartupException;
import dev.lmcp.embed.Lmcp;
import dev.lmcp.spi.Exchange;
import dev.lmcp.spi.Secret;
import dev.lmcp.testkit.plugin.SentRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The plugin in a complete server, with the configuration of an operator. */
class BearerServerTest {

    private static final String INITIALIZE = """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
            "capabilities":{},"clientInfo":{"name":"test","version":"1"}}}""";

    private final ConfigBuilder config = Config.builder();

    @TempDir
    private Path folder;

    private Lmcp server;

    @AfterEach
    void stop() {
        if (server != null) {
            assertThat(server.report()).doesNotContain(STRONG).doesNotContain(OTHER);
            server.close();
        }
    }

    private Exchange.Response answer(SentRequest request) {
        if (server == null) {
            server = Lmcp.with(config.build()).start();
        }
        return request.to(server.endpoint());
    }

    private Exchange.Response initialize(String authorization) {
        return answer(SentRequest.post("/mcp", INITIALIZE).with("Authorization", authorization));
    }

    private static Optional<String> challenge(Exchange.Response response) {
        return response.headers().firstValue("WWW-Authenticate");
    }

    private static String body(Exchange.Response response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @Test
    void acceptsOnlyTheTokenOfTheEnvironment() throws Exception {
        config.environment(Map.of("LMCP_TOKEN", STRONG));

        Exchange.Response right = initialize("Bearer " + STRONG);
        Exchange.Response wrong = initialize("Bearer " + OTHER);
        Exchange.Response none = answer(SentRequest.post("/mcp", INITIALIZE));

        assertThat(right.status()).isEqualTo(200);
        assertThat(body(right)).contains("\"protocolVersion\":\"2025-11-25\"");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(challenge(wrong))
                .contains("Bearer error=\"invalid_token\", error_description=\"The access token is invalid\"");
        assertThat(none.status()).isEqualTo(401);
        assertThat(challenge(none)).contains("Bearer");
    }

    @ParameterizedTest
    @CsvSource({
        "/mcp?access_token=x,Bearer x,400",
        "/mcp,Bearer a b,401",
        "/mcp,Basic YTpi,401",
        "/.well-known/oauth-protected-resource,Bearer x,404"
    })
    void refusesBadCredentialsAndPublishesNoMetadata(String target, String authorization, int status) throws Exception {
        config.environment(Map.of("LMCP_TOKEN", STRONG));

        Exchange.Response response = answer(SentRequest.post(target, INITIALIZE).with("Authorization", authorization));

        assertThat(response.status()).isEqualTo(status);
    }

    @Test
    void refusesTwoAuthorizationLinesAndATokenThatIsTooLong() throws Exception {
        config.environment(Map.of("LMCP_TOKEN", STRONG));

        Exchange.Response two = answer(SentRequest.post("/mcp", INITIALIZE)
                .with("Authorization", "Bearer " + STRONG)
                .with("Authorization", "Bearer " + STRONG));
        Exchange.Response tooLong = initialize("Bearer " + "x".repeat(20 * 1024));

        assertThat(two.status()).isEqualTo(400);
        assertThat(tooLong.status()).isEqualTo(401);
        assertThat(body(tooLong)).contains("The access token is too long");
    }

    @Test
    void readsTheConfFileOfLmcpForLua() throws Exception {
        Path conf = write(folder.resolve("lmcp.conf"), "workers = 4\n.godparticle = " + STRONG + "==\n");
        config.environment(Map.of("LMCP_CONF", conf.toString()));

        assertThat(initialize("Bearer " + STRONG + "==").status()).isEqualTo(200);
        assertThat(initialize("Bearer " + STRONG).status()).isEqualTo(401);
    }

    @Test
    void prefersATokenToTheConfFileOfLmcpForLuaAndReportsWhatItIgnores() throws Exception {
        Path conf = write(folder.resolve("lmcp.conf"), ".godparticle = " + OTHER + "\n");
        config.environment(Map.of("LMCP_CONF", conf.toString(), "LMCP_TOKEN", STRONG));

        assertThat(initialize("Bearer " + STRONG).status()).isEqualTo(200);
        assertThat(initialize("Bearer " + OTHER).status()).isEqualTo(401);
        assertThat(server.report())
                .contains("note bearer: the token is taken from environment LMCP_TOKEN; ignored: the one in file '"
                        + conf + "'");
    }

    @Test
    void refusesAConfFileOfLmcpForLuaWithoutAToken() {
        Path conf = write(folder.resolve("lmcp.conf"), ".godparticle =\nport = 8080\n");
        config.environment(Map.of("LMCP_CONF", conf.toString()));

        StartupException refusal = catchThrowableOfType(
                StartupException.class, () -> Lmcp.with(config.build()).start());

        assertThat(refusal.problems())
                .containsExactly(new StartupException.Problem(
                        "LMCP-102",
                        "lmcp.auth.bearer.lua-conf-file (environment LMCP_CONF): file '" + conf
                                + "' contains no token; expected a line '.godparticle = TOKEN'"));
    }

    @Test
    void usesAGeneratedSecretOnlyIfNoneIsConfigured() {
        List<String> taken = new ArrayList<>();
        Supplier<Secret> generator = () -> {
            taken.add("once");
            return Secret.of(OTHER);
        };
        Lmcp.with(config.build()).generatedSecret(generator).start().close();
        assertThat(taken).containsExactly("once");

        config.environment(Map.of("LMCP_TOKEN", STRONG));
        Lmcp.with(config.build()).generatedSecret(generator).start().close();
        assertThat(taken).containsExactly("once");
    }

    @Test
    void prefersTheFlagToTheEnvironmentAndReportsWhatItIgnored() throws Exception {
        config.environment(Map.of("LMCP_TOKEN", OTHER)).flags(Map.of("--auth", STRONG));

        assertThat(initialize("Bearer " + STRONG).status()).isEqualTo(200);
        assertThat(initialize("Bearer " + OTHER).status()).isEqualTo(401);
        assertThat(server.report())
                .contains("lmcp.auth.bearer.token is taken from flag --auth; ignored: environment LMCP_TOKEN")
                .contains("the token is on the command line (flag --auth)")
                .contains("tokens without a list of scopes have every scope: default");
    }

    @Test
    void namesTheScopesThatEveryRequestNeeds() throws Exception {
        config.set("lmcp.auth.bearer.tokens.alice.value", STRONG)
                .set("lmcp.auth.bearer.tokens.alice.scopes", "read")
                .set("lmcp.scopes.required", "read write");

        Exchange.Response response = initialize("Bearer " + STRONG);

        assertThat(response.status()).isEqualTo(403);
        assertThat(challenge(response))
                .contains("Bearer error=\"insufficient_scope\","
                        + " error_description=\"The operation requires more scopes than the access token has\","
                        + " scope=\"read write\"");
    }

    @Test
    void refusesAnUnlistedToolWithoutTellingWhetherItExists() throws Exception {
        config.set("lmcp.auth.bearer.tokens.alice.value", STRONG)
                .set("lmcp.auth.bearer.tokens.alice.scopes", "read")
                .set("lmcp.scopes.tool.listed", "read")
                .set("lmcp.scopes.tool.guarded", "write")
                .set("lmcp.scopes.deny-unlisted", "true");
        String session = initialize("Bearer " + STRONG)
                .headers()
                .firstValue("Mcp-Session-Id")
                .orElseThrow();

        Exchange.Response unlisted = callTool(session, "unlisted");
        Exchange.Response guarded = callTool(session, "guarded");
        Exchange.Response listed = callTool(session, "listed");

        assertThat(unlisted.status()).isEqualTo(403);
        assertThat(challenge(unlisted)).isEmpty();
        assertThat(body(unlisted)).startsWith("{\"error\":\"access_denied\"");
        assertThat(guarded.status()).isEqualTo(403);
        assertThat(challenge(guarded).orElseThrow()).contains("scope=\"write\"");
        assertThat(listed.status()).isEqualTo(200);
        assertThat(body(listed)).contains("-32602");
    }

    private Exchange.Response callTool(String session, String name) {
        String call = """
                {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"%s","arguments":{}}}""".formatted(name);
        return answer(SentRequest.post("/mcp", call)
                .with("Authorization", "Bearer " + STRONG)
                .with("Mcp-Session-Id", session)
                .with("MCP-Protocol-Version", "2025-11-25"));
    }

    @Test
    void refusesToStartWithAnEmptyToken() {
        config.environment(Map.of("LMCP_TOKEN", ""));

        StartupException refusal = catchThrowableOfType(
                StartupException.class, () -> Lmcp.with(config.build()).start());

        assertThat(refusal.problems())
                .extracting(StartupException.Problem::text)
                .containsExactly("lmcp.auth.bearer.token (environment LMCP_TOKEN): the value is empty; expected a"
                        + " token: set one, or remove the setting");
    }

    @Test
    void reportsAllProblemsAtOnce() {
        config.flags(Map.of("--auth-file", folder.resolve("absent").toString()))
                .set("lmcp.auth.bearer.tokens.a.value", "short")
                .set("lmcp.auth.bearer.tokens.a.scope", "read");

        StartupException refusal = catchThrowableOfType(
                StartupException.class, () -> Lmcp.with(config.build()).start());

        assertThat(refusal.problems())
                .extracting(StartupException.Problem::text)
                .hasSize(3)
                .anySatisfy(text -> assertThat(text).contains("lmcp.auth.bearer.token-file", "readable file"))
                .anySatisfy(text -> assertThat(text).contains("token 'a' has 5 characters and could be guessed"))
                .anySatisfy(text -> assertThat(text).contains("key 'lmcp.auth.bearer.tokens.a.scope'"));
    }
}
