package dev.lmcp.verification.conformance;

import dev.lmcp.Completer;
import dev.lmcp.Content;
import dev.lmcp.Prompt;
import dev.lmcp.Prompt.Argument;
import dev.lmcp.Prompt.Result;
import dev.lmcp.Prompt.Turn;
import dev.lmcp.Registry;
import dev.lmcp.ResourceContents;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a person can choose to begin with. */
final class Prompts {

    private static final List<String> VALUES = List.of("testValue1", "testValue2", "other");

    private Prompts() {}

    static void register(Registry registry) {
        registry.add(Prompt.named("test_simple_prompt")
                        .describedAs("One line of text")
                        .write((arguments, call) -> Result.of(Turn.user("This is a simple prompt for testing."))))
                .add(Prompt.named("test_prompt_with_arguments")
                        .describedAs("Repeats its arguments")
                        .argument(completed("arg1", "The first"))
                        .argument(completed("arg2", "The second"))
                        .write((arguments, call) -> Result.of(Turn.user("Prompt with arguments: arg1='"
                                + arguments.get("arg1") + "', arg2='" + arguments.get("arg2") + "'"))))
                .add(Prompt.named("test_prompt_with_embedded_resource")
                        .describedAs("Holds a resource")
                        .required("resourceUri", "The resource's URI")
                        .write((arguments, call) -> Result.of(
                                Turn.user(embedded(arguments.getOrDefault("resourceUri", ""))),
                                Turn.user("Please process the embedded resource above."))))
                .add(Prompt.named("test_prompt_with_image")
                        .describedAs("Holds a picture")
                        .write((arguments, call) ->
                                Result.of(Turn.user(Samples.picture()), Turn.user("Please analyze the image above."))))
                .add(Prompt.named("test_input_required_result_prompt")
                        .describedAs("Asks for its context")
                        .write((arguments, call) -> {
                            var question = Forms.text("What context should the prompt use?", "context");
                            String context = Forms.value(call.ask("user_context", question), "context");
                            return Result.of(Turn.user("The context is " + context));
                        }));
    }

    private static Argument completed(String name, String description) {
        Completer completer = (typed, others) -> Stream.concat(VALUES.stream(), others.values().stream())
                .filter(value -> value.startsWith(typed))
                .distinct()
                .toList();
        return new Argument(name, description, true, Optional.of(completer));
    }

    private static Content embedded(String uri) {
        return Content.embedded(ResourceContents.text("Embedded resource content for testing.")
                .at(uri)
                .as("text/plain"));
    }
}
