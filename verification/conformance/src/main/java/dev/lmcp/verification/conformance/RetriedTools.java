package dev.lmcp.verification.conformance;

import dev.lmcp.Answers;
import dev.lmcp.Call;
import dev.lmcp.ElicitResult;
import dev.lmcp.InputRequest;
import dev.lmcp.Registry;
import dev.lmcp.Root;
import dev.lmcp.Tool;
import dev.lmcp.ToolResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Tools whose questions a modern client answers by calling them again. */
final class RetriedTools {

    private static final String PREFIX = "test_input_required_result_";
    private static final InputRequest<ElicitResult<String>> NAME = Forms.text("What is your name?", "name");
    private static final InputRequest<List<Root>> ROOTS = InputRequest.roots();

    private RetriedTools() {}

    static void register(Registry registry) {
        registry.add(tool("elicitation", "Asks for a name", RetriedTools::greet))
                .add(tool("sampling", "Asks the model for a capital", (none, call) -> {
                    var question = Forms.model("What is the capital of France?", 100);
                    return ToolResult.text(
                            call.ask("capital_question", question).text());
                }))
                .add(tool("list_roots", "Asks for the client's roots", (none, call) -> {
                    List<Root> roots = call.ask("client_roots", ROOTS);
                    return ToolResult.text(
                            "The roots are " + roots.stream().map(Root::uri).toList());
                }))
                .add(tool("request_state", "Asks for a confirmation", RetriedTools::confirm))
                .add(tool("tampered_state", "Asks for a confirmation that nobody may forge", RetriedTools::confirm))
                .add(tool("multiple_inputs", "Asks three questions at once", RetriedTools::askThree))
                .add(tool("multi_round", "Asks one question after another", (none, call) -> {
                    String name = Forms.value(call.ask("step1", Forms.text("Step 1: What is your name?", "name")));
                    var second = Forms.text("Step 2: What is your favorite color?", "color");
                    return ToolResult.text(name + " likes " + Forms.value(call.ask("step2", second)));
                }))
                .add(tool("capabilities", "Asks only what the client can answer", RetriedTools::askWhatCanBeAnswered));
    }

    private static Tool tool(String name, String description, Tool.Handler<ObjectNode, ToolResult> handler) {
        return Tool.named(PREFIX + name).description(description).handle(handler);
    }

    private static ToolResult greet(ObjectNode none, Call call) {
        return ToolResult.text("Hello, " + Forms.value(call.ask("user_name", NAME)) + "!");
    }

    private static ToolResult confirm(ObjectNode none, Call call) {
        var answer = call.ask("confirm", Forms.confirmation("Please confirm", "ok"));
        return ToolResult.text("state-ok: " + Forms.action(answer));
    }

    private static ToolResult askThree(ObjectNode none, Call call) {
        var greeting = Forms.model("Generate a greeting", 50);
        Map<String, InputRequest<?>> questions = new LinkedHashMap<>();
        questions.put("user_name", NAME);
        questions.put("greeting", greeting);
        questions.put("client_roots", ROOTS);
        Answers answers = call.askAll(questions);
        return ToolResult.text(answers.of("greeting", greeting).text()
                + " from "
                + Forms.value(answers.of("user_name", NAME))
                + ", who opened "
                + answers.of("client_roots", ROOTS).size()
                + " roots");
    }

    private static ToolResult askWhatCanBeAnswered(ObjectNode none, Call call) {
        Map<String, InputRequest<?>> questions = new LinkedHashMap<>();
        for (InputRequest<?> question : List.of(NAME, Forms.model("Generate a greeting", 50), ROOTS)) {
            if (call.canAsk(question)) {
                questions.put("question_" + questions.size(), question);
            }
        }
        if (questions.isEmpty()) {
            return ToolResult.text("The client can answer nothing.");
        }
        call.askAll(questions);
        return ToolResult.text("The client answered " + questions.size() + " questions.");
    }
}
