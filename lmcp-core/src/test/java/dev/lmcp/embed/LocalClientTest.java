package dev.lmcp.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lmcp.InputRequest;
import dev.lmcp.LogLevel;
import dev.lmcp.Principal;
import dev.lmcp.Scopes;
import dev.lmcp.Shape;
import dev.lmcp.Tool;
import dev.lmcp.ToolResult;
import dev.lmcp.Trees;
import dev.lmcp.config.Config;
import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.RpcException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class LocalClientTest {

    private static final Tool ECHO = Tool.named("echo")
            .description("Says what it is told")
            .input(Shape.object(fields -> {
                var text = fields.string("text").header("Text");
                return in -> in.get(text);
            }))
            .handle((text, call) -> ToolResult.text(text));

    private static final Tool GREET = Tool.named("greet")
            .description("Greets who says a name")
            .handle((none, call) -> {
                call.log(LogLevel.INFO, "asking");
                call.progress(1);
                var said = call.ask("name", InputRequest.form("Who are you?", Shape.object(fields -> {
                    var name = fields.string("name");
                    return in -> in.get(name);
                })));
                return ToolResult.text("Hello, " + said.content().orElse("stranger"));
            });

    private static final Tool WHOAMI = Tool.named("whoami")
            .description("Says who calls")
            .scopes("identity")
            .handle((none, call) -> ToolResult.text(call.principal().subject()));

    private static final Tool STEPS = Tool.named("steps")
            .description("Reports as many steps as it is told")
            .input(Shape.object(fields -> {
                var steps = fields.integer("steps");
                return in -> in.get(steps);
            }))
            .handle((steps, call) -> {
                for (int step = 1; step <= steps; step++) {
                    call.progress(step, steps, "step " + step);
                }
                return ToolResult.text("done");
            });

    private final Lmcp lmcp = Lmcp.with(
                    Config.builder().set("lmcp.auth", "none").build())
            .tool(ECHO)
            .tool(GREET)
            .tool(WHOAMI)
            .tool(STEPS)
            .start();

    @AfterEach
    void stop() {
        lmcp.close();
    }

    @Test
    void callsATool() {
        assertThat(text(lmcp.local().callTool("echo", Map.of("text", "häßlich 🙂"))))
                .isEqualTo("häßlich 🙂");
    }

    @Test
    void tellsWhatIsWrongWithArguments() {
        ObjectNode result = lmcp.local().callTool("echo", Map.of("txet", List.of(1, true)));

        assertThat(result.path("isError").booleanValue()).isTrue();
        assertThat(text(result))
                .isEqualTo("Invalid arguments: /txet is not known here; known are text;"
                        + " /text is required, but was absent");
    }

    @Test
    void answersQuestions() {
        JsonNode answer = JsonNodeFactory.instance
                .objectNode()
                .put("action", "accept")
                .set("content", JsonNodeFactory.instance.objectNode().put("name", "Ada"));

        assertThat(text(lmcp.local().answering("name", answer).callTool("greet", Map.of())))
                .isEqualTo("Hello, Ada");
    }

    @Test
    void saysWhichAnswerItLacks() {
        assertThatThrownBy(() -> lmcp.local().callTool("greet", Map.of()))
                .isInstanceOf(RpcException.class)
                .hasMessage("the server asks 'name'; expected an answer: add answering(…)");
    }

    @Test
    void callsAsWhoeverItIsToldToBe() {
        Principal ada = Principal.named("ada").withScopes(Scopes.of(List.of("identity")));

        assertThat(text(lmcp.local().as(ada).callTool("whoami", Map.of()))).isEqualTo("ada");
    }

    @Test
    void isRefusedWhatItsCallerMayNotDo() {
        assertThatThrownBy(() -> lmcp.local().as(Principal.named("eve")).callTool("whoami", Map.of()))
                .hasMessageContaining("Refused with status 403")
                .hasMessageContaining("insufficient_scope");
    }

    @Test
    void listsTools() {
        ObjectNode result = lmcp.local().request("tools/list", JsonNodeFactory.instance.objectNode());

        assertThat(result.path("tools").findValuesAsString("name")).containsExactly("echo", "greet", "whoami", "steps");
    }

    @Test
    void hearsTheProgressOfATool() {
        LocalClient client = lmcp.local();

        client.callTool("steps", Map.of("steps", 2));

        assertThat(client.notifications())
                .extracting(Message.Notification::method)
                .containsOnly("notifications/progress");
        assertThat(client.notifications())
                .extracting(heard -> heard.params().path("progress").doubleValue() + " of "
                        + heard.params().path("total").doubleValue() + ": "
                        + heard.params().path("message").stringValue())
                .containsExactly("1.0 of 2.0: step 1", "2.0 of 2.0: step 2");
    }

    @Test
    void tellsTheProgressOfOneCallFromThatOfAnother() {
        LocalClient client = lmcp.local();

        client.callTool("steps", Map.of("steps", 1));
        client.as(Principal.named("ada")).callTool("steps", Map.of("steps", 1));

        assertThat(client.notifications())
                .extracting(heard -> heard.params().path("progressToken"))
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void keepsTheTokenThatARequestBrings() {
        LocalClient client = lmcp.local();

        client.request(
                "tools/call",
                Trees.object("{'name':'steps','arguments':{'steps':1},'_meta':{'progressToken':'mine'}}"));

        assertThat(client.notifications().get(0).params().path("progressToken").stringValue())
                .isEqualTo("mine");
    }

    @Test
    void keepsTheNewestNotificationsOnly() {
        LocalClient client = lmcp.local();

        client.callTool("steps", Map.of("steps", 1003));

        assertThat(client.notifications()).hasSize(1000);
        assertThat(client.notifications().get(0).params().path("progress").intValue())
                .isEqualTo(4);
    }

    @Test
    void refusesAnArgumentThatJsonDoesNotHave() {
        assertThatThrownBy(() -> lmcp.local().callTool("echo", Map.of("text", Double.NaN)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'NaN' has no counterpart in JSON; expected text, a finite number, a boolean, a list, a map"
                        + " or a JsonNode");
    }

    private static String text(ObjectNode result) {
        return result.path("content").path(0).path("text").stringValue();
    }
}
