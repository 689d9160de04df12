package dev.lmcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.server.auth.NamedRules;
import dev.lmcp.server.auth.ScopeRule;
import dev.lmcp.server.auth.ScopeRules;
import dev.lmcp.server.auth.Target;
import dev.lmcp.server.support.TestExchange;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The scopes of a resource or prompt are needed by every method that shows it, not only by the method that reads it. */
class ScopedTargetsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String META = "'_meta':{'io.modelcontextprotocol/protocolVersion':'2026-07-28',"
            + "'io.modelcontextprotocol/clientCapabilities':{}}";

    private final TestServer server = new TestServer(
            Map.of(),
            new ScopeRules(
                    ScopeRule.NONE,
                    NamedRules.NONE,
                    Map.of(
                            Target.Kind.PROMPT, new NamedRules(Map.of("welcome", ScopeRule.parse("greet"))),
                            Target.Kind.RESOURCE, new NamedRules(Map.of("app://item/*", ScopeRule.parse("items")))),
                    Map.of(),
                    List.of(),
                    false,
                    false,
                    ScopeRules.ChallengeScopes.OPERATION));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void completionNeedsTheScopesOfThePrompt() throws InterruptedException {
        assertRefused(completion("{'type':'ref/prompt','name':'welcome'}", "eve"), "greet");
        assertThat(completion("{'type':'ref/prompt','name':'welcome'}", "ada").status(PATIENCE))
                .isEqualTo(200);
    }

    @Test
    void completionNeedsTheScopesOfTheResource() throws InterruptedException {
        assertRefused(completion("{'type':'ref/resource','uri':'app://item/{id}'}", "eve"), "items");
        assertRefused(completion("{'type':'ref/resource','uri':'app://item/7'}", "eve"), "items");
        assertThat(completion("{'type':'ref/resource','uri':'app://item/{id}'}", "ada")
                        .status(PATIENCE))
                .isEqualTo(200);
    }

    @Test
    void listeningNeedsTheScopesOfEachResource() throws InterruptedException {
        String mixed = "{'resourceSubscriptions':['app://text','app://item/7']}";
        assertRefused(modern("subscriptions/listen", "'notifications':" + mixed, "eve"), "items");
        assertThat(modern("subscriptions/listen", "'notifications':" + mixed, "ada")
                        .isStream())
                .isTrue();
        assertThat(modern("subscriptions/listen", "'notifications':{'resourceSubscriptions':['app://text']}", "eve")
                        .isStream())
                .isTrue();
    }

    @Test
    void subscribingInASessionNeedsTheScopesOfTheResource() throws InterruptedException {
        String session = session("eve");
        assertRefused(subscribe("app://item/7", "eve", session), "items");
        assertThat(subscribe("app://text", "eve", session).body(PATIENCE)).contains("\"result\":{}");
    }

    @Test
    void listsLeaveOutTemplatesThatTheCallerMayNotRead() throws InterruptedException {
        try (TestServer filtering = new TestServer(
                Map.of(),
                new ScopeRules(
                        ScopeRule.NONE,
                        NamedRules.NONE,
                        Map.of(Target.Kind.RESOURCE, new NamedRules(Map.of("app://item/*", ScopeRule.parse("items")))),
                        Map.of(),
                        List.of(),
                        false,
                        true,
                        ScopeRules.ChallengeScopes.OPERATION))) {
            Map<String, List<String>> headers = Map.of(
                    "MCP-Protocol-Version", List.of("2026-07-28"), "Mcp-Method", List.of("resources/templates/list"));

            assertThat(post(filtering, "resources/templates/list", META, "ada", headers)
                            .body(PATIENCE))
                    .contains("app://item/{id}");
            assertThat(post(filtering, "resources/templates/list", META, "eve", headers)
                            .body(PATIENCE))
                    .doesNotContain("app://item/{id}")
                    .contains("\"resourceTemplates\":[");
        }
    }

    private static void assertRefused(TestExchange exchange, String scope) throws InterruptedException {
        assertThat(exchange.status(PATIENCE)).isEqualTo(403);
        assertThat(exchange.header("WWW-Authenticate").orElse("")).contains("insufficient_scope", scope);
    }

    private TestExchange completion(String ref, String caller) {
        return modern("completion/complete", "'ref':" + ref + ",'argument':{'name':'name','value':''}", caller);
    }

    private TestExchange modern(String method, String params, String caller) {
        return post(
                method,
                params + "," + META,
                caller,
                Map.of("MCP-Protocol-Version", List.of("2026-07-28"), "Mcp-Method", List.of(method)));
    }

    private TestExchange subscribe(String uri, String caller, String session) {
        return post("resources/subscribe", "'uri':'" + uri + "'", caller, Map.of("Mcp-Session-Id", List.of(session)));
    }

    private String session(String caller) {
        return post(
                        "initialize",
                        "'protocolVersion':'2025-11-25','capabilities':{},'clientInfo':{'name':'c','version':'1'}",
                        caller,
                        Map.of())
                .header("Mcp-Session-Id")
                .orElseThrow();
    }

    private TestExchange post(String method, String params, String caller, Map<String, List<String>> more) {
        return post(server, method, params, caller, more);
    }

    private static TestExchange post(
            TestServer server, String method, String params, String caller, Map<String, List<String>> more) {
        Map<String, List<String>> headers = new HashMap<>(more);
        headers.put("Host", List.of("localhost"));
        headers.put("Authorization", List.of("Bearer " + caller));
        headers.put("Content-Type", List.of("application/json"));
        headers.put("Accept", List.of("application/json, text/event-stream"));
        String body = "{'jsonrpc':'2.0','id':1,'method':'" + method + "','params':{" + params + "}}";
        TestExchange exchange = new TestExchange("POST", "/mcp", headers, body.replace('\'', '"'));
        server.endpoint().handle(exchange);
        return exchange;
    }
}
