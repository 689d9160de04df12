package dev.lmcp.verification.conformance;

import dev.lmcp.Call;
import dev.lmcp.ElicitResult;
import dev.lmcp.InputRequest;
import dev.lmcp.Registry;
import dev.lmcp.Shape;
import dev.lmcp.Tool;
import dev.lmcp.ToolResult;
import tools.jackson.databind.node.ObjectNode;

/** Tools that need the client's model or the person in front of it. */
final class ClientTools {

    private static final Shape<String> PROMPT = Shape.object(fields -> {
        var prompt = fields.string("prompt").description("What to ask the model");
        return in -> in.get(prompt);
    });
    private static final Shape<String> MESSAGE = Shape.object(fields -> {
        var message = fields.string("message").description("What to tell the person");
        return in -> in.get(message);
    });

    private static final Shape<Contact> CONTACT = Shape.object(fields -> {
        var name = fields.string("username").description("User's response");
        var email = fields.string("email").description("User's email address");
        return in -> new Contact(in.get(name), in.get(email));
    });
    private static final Shape<ObjectNode> DEFAULTS = Shape.raw(Samples.schema("form-defaults"));
    private static final Shape<ObjectNode> CHOICES = Shape.raw(Samples.schema("form-choices"));

    private record Contact(String username, String email) {}

    private ClientTools() {}

    static void register(Registry registry) {
        registry.add(Tool.named("test_sampling")
                        .description("Asks the client's model")
                        .input(PROMPT)
                        .handle(ClientTools::sample))
                .add(Tool.named("test_elicitation")
                        .description("Asks the person for a name and an address")
                        .input(MESSAGE)
                        .handle((message, call) -> {
                            var answer = call.ask("user", InputRequest.form(message, CONTACT));
                            return ToolResult.text("User response: " + shown(answer));
                        }))
                .add(Tool.named("test_elicitation_sep1034_defaults")
                        .description("Asks with a default for every kind of value")
                        .handle((none, call) -> completed(call, "Check these values", DEFAULTS)))
                .add(Tool.named("test_elicitation_sep1330_enums")
                        .description("Asks with every kind of choice")
                        .handle((none, call) -> completed(call, "Choose from these", CHOICES)))
                .add(Tool.named("test_missing_capability")
                        .description("Cannot do without the client's model")
                        .handle((none, call) -> sample("Say anything", call)))
                .add(Tool.named("test_streaming_elicitation")
                        .description("Tells its progress, then asks the person")
                        .handle((none, call) -> {
                            call.progress(0);
                            var answer = call.ask("go_on", Forms.confirmation("Go on?", "ok"));
                            return ToolResult.text("User response: " + shown(answer));
                        }));
    }

    private static ToolResult sample(String prompt, Call call) {
        return ToolResult.text(
                "LLM response: " + call.ask("model", Forms.model(prompt, 100)).text());
    }

    private static ToolResult completed(Call call, String message, Shape<ObjectNode> form) {
        var answer = call.ask("form", InputRequest.form(message, form));
        return ToolResult.text("Elicitation completed: " + shown(answer));
    }

    private static String shown(ElicitResult<?> answer) {
        return "action=" + Forms.action(answer) + ", content="
                + answer.content().map(Object::toString).orElse("{}");
    }
}
