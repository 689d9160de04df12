package dev.lmcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lmcp.Prompt;
import dev.lmcp.Resource;
import dev.lmcp.Tool;
import dev.lmcp.server.support.TestExchange;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An error that a handler throws is its own fault, unless the virtual machine is at its end. */
class ThrownErrorsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String META = "'_meta':{'io.modelcontextprotocol/protocolVersion':'2026-07-28',"
            + "'io.modelcontextprotocol/clientCapabilities':{}}";
    private static final String INTERNAL_ERROR = "\"error\":{\"code\":-32603,\"message\":\"Internal error; ";

    private final TestServer server = new TestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private TestExchange request(String method, String name, String params) {
        Map<String, List<String>> headers = new HashMap<>();
        headers.put("MCP-Protocol-Version", List.of("2026-07-28"));
        headers.put("Mcp-Method", List.of(method));
        headers.put("Mcp-Name", List.of(name));
        TestExchange exchange = TestServer.post(
                "alice",
                "{'jsonrpc':'2.0','id':1,'method':'" + method + "','params':{" + params + "," + META + "}}",
                headers);
        server.endpoint().handle(exchange);
        return exchange;
    }

    @Test
    void ofAPromptIsAnInternalError() throws InterruptedException {
        server.registry().add(Prompt.named("todo").handle((arguments, call) -> {
            throw new AssertionError("a secret detail");
        }));

        assertThat(request("prompts/get", "todo", "'name':'todo'").body(PATIENCE))
                .contains(INTERNAL_ERROR)
                .doesNotContain("secret");
    }

    @Test
    void ofAResourceIsAnInternalError() throws InterruptedException {
        server.registry().add(Resource.at("app://todo").handle(call -> {
            throw new Error("a secret detail");
        }));

        assertThat(request("resources/read", "app://todo", "'uri':'app://todo'").body(PATIENCE))
                .contains(INTERNAL_ERROR)
                .doesNotContain("secret");
    }

    @Test
    void ofACompleterIsAnInternalError() throws InterruptedException {
        server.registry()
                .add(Prompt.named("todo")
                        .required("what", "What")
                        .complete("what", (typed, others, call) -> {
                            throw new AssertionError("a secret detail");
                        })
                        .handle((arguments, call) -> {
                            throw new AssertionError();
                        }));
        String params = "'ref':{'type':'ref/prompt','name':'todo'},'argument':{'name':'what','value':''}";

        assertThat(request("completion/complete", "todo", params).body(PATIENCE))
                .contains(INTERNAL_ERROR)
                .doesNotContain("secret");
    }

    @Test
    void ofAMachineWithoutMemoryIsNotTheCallsToDealWith() {
        OutOfMemoryError error = new OutOfMemoryError();
        server.registry().add(Tool.named("hog").description("Eats").handle((in, call) -> {
            throw error;
        }));

        assertThatThrownBy(() -> request("tools/call", "hog", "'name':'hog'")).isSameAs(error);
    }
}
