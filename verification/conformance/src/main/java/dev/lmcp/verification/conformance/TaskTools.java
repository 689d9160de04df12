package dev.lmcp.verification.conformance;

import dev.lmcp.Answers;
import dev.lmcp.Call;
import dev.lmcp.InputRequest;
import dev.lmcp.Registry;
import dev.lmcp.Shape;
import dev.lmcp.TaskMode;
import dev.lmcp.Tool;
import dev.lmcp.ToolAnnotations;
import dev.lmcp.ToolException;
import dev.lmcp.ToolResult;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.jsonrpc.RpcException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Tools whose work may go on as a task, and one that never does. */
final class TaskTools {

    private record Computation(int seconds, String label) {}

    private static final Shape<Computation> COMPUTATION = Shape.object(fields -> {
        var seconds = fields.integer("seconds").description("How long it takes").range(0, 300);
        var label = fields.string("label").description("What to call it").orElse("unnamed");
        return in -> new Computation(in.get(seconds), in.get(label));
    });

    private TaskTools() {}

    static void register(Registry registry) {
        registry.add(Tool.named("greet")
                        .description("Greets someone at once")
                        .input(text("name", "Whom to greet"))
                        .handle((name, call) -> ToolResult.text("Hello, " + name + "!")))
                .add(Tool.named("slow_compute")
                        .description("Takes its time")
                        .annotations(ToolAnnotations.readOnly())
                        .input(COMPUTATION)
                        .taskMode(TaskMode.OPTIONAL)
                        .handle((computation, call) -> {
                            Thread.sleep(
                                    Duration.ofSeconds(computation.seconds()).toMillis());
                            return ToolResult.text("Computed " + computation.label());
                        }))
                .add(Tool.named("failing_job")
                        .description("Fails after a while, and only as a task")
                        .taskMode(TaskMode.REQUIRED)
                        .handle((none, call) -> {
                            Thread.sleep(1000);
                            throw new ToolException("This job intentionally fails");
                        }))
                .add(Tool.named("protocol_error_job")
                        .description("Ends in a protocol error")
                        .taskMode(TaskMode.OPTIONAL)
                        .handle((none, call) -> {
                            throw new RpcException(RpcError.INTERNAL_ERROR, "This job intentionally breaks");
                        }))
                .add(Tool.named("confirm_delete")
                        .description("Asks before it would delete a file")
                        .input(text("filename", "The file"))
                        .taskMode(TaskMode.OPTIONAL)
                        .handle(TaskTools::confirmDelete))
                .add(Tool.named("multi_input")
                        .description("Asks two questions at once")
                        .taskMode(TaskMode.OPTIONAL)
                        .handle(TaskTools::askTwo))
                .add(Tool.named("test_tool_with_task")
                        .description("Asks for a name, then goes on as a task")
                        .taskMode(TaskMode.DEFERRED)
                        .handle((none, call) -> {
                            var answer = call.ask("user_name", Forms.text("What is your name?", "name"));
                            call.continueAsTask();
                            return ToolResult.text("The task was done for " + Forms.value(answer));
                        }));
    }

    private static Shape<String> text(String name, String description) {
        return Shape.object(fields -> {
            var field = fields.string(name).description(description);
            return in -> in.get(field);
        });
    }

    private static ToolResult confirmDelete(String filename, Call call) {
        var answer = call.ask("confirm", Forms.confirmation("Delete " + filename + "?", "confirm"));
        boolean confirmed = answer.content().orElse(false);
        return ToolResult.text((confirmed ? "Deleted " : "Kept ") + filename);
    }

    private static ToolResult askTwo(ObjectNode none, Call call) {
        var name = Forms.text("What is your name?", "name");
        var confirmation = Forms.confirmation("Is that your name?", "confirm");
        Map<String, InputRequest<?>> questions = new LinkedHashMap<>();
        questions.put("name", name);
        questions.put("confirmation", confirmation);
        Answers answers = call.askAll(questions);
        return ToolResult.text(
                Forms.value(answers.of("name", name)) + ": " + Forms.action(answers.of("confirmation", confirmation)));
    }
}
