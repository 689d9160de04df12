package dev.lmcp.tools.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.config.Config;
import dev.lmcp.embed.Lmcp;
import dev.lmcp.launcher.Launcher;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of strangers and faulty clients, over a real socket. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BadInputTest {

    private static final String ALICE = "alice-4f1c9b6e2d8a7053-4f1c9b6e2d8a7053";
    private static final String BOB = "bob-9d3e5a7c1b2f8046-9d3e5a7c1b2f8046";
    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";
    private static final String INITIALIZE = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":"
            + "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}";

    private Launcher launcher;
    private Http http;

    @BeforeAll
    void start() {
        Config config = Config.builder()
                .set("lmcp.auth.bearer.tokens.alice.value", ALICE)
                .set("lmcp.auth.bearer.tokens.bob.value", BOB)
                .build();
        launcher = Launcher.start(Lmcp.with(config));
        http = new Http(launcher.uri());
    }

    @AfterAll
    void stop() {
        launcher.close();
    }

    private Http.Request alice(String body) {
        return http.post(body).with("Authorization", "Bearer " + ALICE);
    }

    /** Returns a legacy request, in a session of Alice. */
    private Http.Request inSession(String body) throws IOException {
        return alice(body).with("Mcp-Session-Id", session()).with("MCP-Protocol-Version", "2025-11-25");
    }

    private String session() throws IOException {
        Http.Reply reply = alice(INITIALIZE).send();
        assertThat(reply.status()).isEqualTo(200);
        return reply.headers().get("mcp-session-id");
    }

    /** Returns a modern request. */
    private Http.Request modern(String method, String params) {
        String body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":{" + params
                + (params.isEmpty() ? "" : ",") + "\"_meta\":{"
                + "\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                + "\"io.modelcontextprotocol/clientCapabilities\":{}}}}";
        return alice(body).with("MCP-Protocol-Version", "2026-07-28").with("Mcp-Method", method);
    }

    private static void assertRefused(Http.Reply reply, int status) {
        assertThat(reply.status()).as(reply.everything()).isEqualTo(status);
        assertTellsNothing(reply);
    }

    private static void assertError(Http.Reply reply, int status, int code) {
        assertRefused(reply, status);
        assertThat(reply.body()).contains("\"code\":" + code);
    }

    private static void assertTellsNothing(Http.Reply reply) {
        assertThat(reply.everything())
                .doesNotContain(ALICE, BOB)
                .doesNotContainIgnoringCase(
                        "exception",
                        "stacktrace",
                        "\tat ",
                        "java.",
                        "dev.lmcp",
                        "org.apache",
                        "tomcat",
                        "/tmp",
                        "<html");
    }

    @Nested
    class Credentials {

        @Test
        void refusesACallWithoutAToken() throws IOException {
            Http.Reply reply = http.post(PING).send();

            assertRefused(reply, 401);
            assertThat(reply.headers().get("www-authenticate")).startsWith("Bearer");
        }

        @Test
        void refusesAWrongToken() throws IOException {
            assertRefused(http.post(PING).with("Authorization", "Bearer wrong").send(), 401);
        }

        @Test
        void refusesTwoAuthorizationHeaders() throws IOException {
            assertRefused(alice(PING).with("Authorization", "Bearer " + BOB).send(), 400);
        }

        @Test
        void refusesATokenInTheQuery() throws IOException {
            assertRefused(http.request("POST", "/mcp?access_token=" + ALICE).send(), 400);
        }

        @Test
        void refusesATokenOf20KiB() throws IOException {
            assertRefused(
                    http.post(PING)
                            .with("Authorization", "Bearer " + "a".repeat(20_480))
                            .send(),
                    401);
        }

        @Test
        void refuses40KiBOfHeadersBarely() throws IOException {
            Http.Reply reply =
                    http.post(PING).with("X-Long", "a".repeat(40_960)).send();

            assertThat(reply.status()).isBetween(400, 499);
            assertTellsNothing(reply);
        }

        @Test
        void refusesTheSessionOfAnotherPrincipalLikeAnUnknownOne() throws IOException {
            Http.Reply reply = http.post(PING)
                    .with("Authorization", "Bearer " + BOB)
                    .with("Mcp-Session-Id", session())
                    .send();

            assertRefused(reply, 404);
        }
    }

    @Nested
    class Bodies {

        @ParameterizedTest
        @ValueSource(
                strings = {"this is no JSON", "{\"jsonrpc\":\"2.0\",\"id\":1,\"meth", "{\"a\":\"\\ud800", "\u0000"})
        void refusesMalformedJson(String body) throws IOException {
            assertError(alice(body).send(), 400, -32700);
        }

        @Test
        void refusesJsonOfDepth100000() throws IOException {
            assertRefused(alice("[".repeat(100_000) + "]".repeat(100_000)).send(), 400);
            assertRefused(alice("{\"a\":".repeat(100_000)).send(), 400);
        }

        @Test
        void refusesABodyOf100MiBWithoutReadingIt() throws IOException {
            Http.Reply reply = alice("{").announce(100L * 1024 * 1024);

            assertRefused(reply, 413);
            assertThat(reply.headers()).containsEntry("connection", "close");
        }

        @Test
        void refusesABodyOfTheWrongType() throws IOException {
            assertRefused(
                    alice(PING)
                            .without("Content-Type")
                            .with("Content-Type", "text/plain")
                            .send(),
                    415);
        }

        @Test
        void refusesAnIdOfNull() throws IOException {
            assertError(
                    alice("{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}")
                            .send(),
                    400,
                    -32600);
        }

        @Test
        void refusesDuplicateKeys() throws IOException {
            assertRefused(
                    alice("{\"jsonrpc\":\"2.0\",\"id\":1,\"id\":2,\"method\":\"ping\"}")
                            .send(),
                    400);
        }
    }

    @Nested
    class Calls {

        @Test
        void refusesAnUnknownMethodInEachEra() throws IOException {
            assertError(
                    inSession("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/make\"}")
                            .send(),
                    200,
                    -32601);
            Http.Reply modern = modern("tools/make", "").send();
            assertTellsNothing(modern);
            assertThat(modern.body()).contains("-32601");
        }

        @Test
        void refusesAnUnknownTool() throws IOException {
            Http.Reply reply = modern("tools/call", "\"name\":\"no-such-tool\",\"arguments\":{}")
                    .with("Mcp-Name", "no-such-tool")
                    .send();

            assertTellsNothing(reply);
            assertThat(reply.body()).contains("-32602");
        }

        @ParameterizedTest
        @ValueSource(strings = {"7", "\"text\"", "[]", "true"})
        void refusesArgumentsOfTheWrongKind(String arguments) throws IOException {
            Http.Reply reply = modern("tools/call", "\"name\":\"echo\",\"arguments\":" + arguments)
                    .with("Mcp-Name", "echo")
                    .send();

            assertTellsNothing(reply);
            assertThat(reply.status()).isLessThan(500);
            assertThat(reply.body()).containsAnyOf("-32602", "\"isError\":true");
        }

        @Test
        void namesTheWrongArgument() throws IOException {
            Http.Reply reply = modern(
                            "tools/call", "\"name\":\"forecast\",\"arguments\":{\"city\":\"Oslo\",\"days\":9}")
                    .with("Mcp-Name", "forecast")
                    .send();

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body()).contains("\"isError\":true", "/days must be between 1 and 7, but was 9");
        }

        @Test
        void refusesAnUnknownSession() throws IOException {
            assertRefused(alice(PING).with("Mcp-Session-Id", "no-such-session").send(), 404);
        }
    }

    @Nested
    class Routes {

        @ParameterizedTest
        @CsvSource({"evil.example,", "127.0.0.1,https://evil.example", "127.0.0.1,null"})
        void refusesPagesOfEvilHostsAndOrigins(String host, String origin) throws IOException {
            Http.Request request = alice(PING).at(host);
            request.with("Origin", origin == null ? "http://evil.example" : origin);

            assertRefused(request.send(), 403);
        }

        @ParameterizedTest
        @ValueSource(strings = {"PUT", "PATCH", "TRACE", "HEAD", "BREW"})
        void refusesEveryOtherMethod(String method) throws IOException {
            Http.Reply reply = http.request(method, "/mcp")
                    .with("Authorization", "Bearer " + ALICE)
                    .send();

            assertRefused(reply, 405);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"/", "/WEB-INF/web.xml", "/META-INF/MANIFEST.MF", "/dev/lmcp/launcher/Main.class", "/mcp/x"})
        void servesNothingElse(String path) throws IOException {
            Http.Reply reply = http.request("GET", path)
                    .with("Authorization", "Bearer " + ALICE)
                    .send();

            assertRefused(reply, 404);
        }
    }
}
