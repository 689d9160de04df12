package dev.lmcp.verification.conformance;

import dev.lmcp.Call;
import dev.lmcp.Content;
import dev.lmcp.Prompt;
import dev.lmcp.PromptMessage;
import dev.lmcp.PromptResult;
import dev.lmcp.Registry;
import dev.lmcp.ResourceContents;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a person can choose to begin with. */
final class Prompts {

    private static final List<String> VALUES = List.of("testValue1", "testValue2", "other");

    private Prompts() {}

    static void register(Registry registry) {
        registry.add(Prompt.named("test_simple_prompt")
                        .description("One line of text")
                        .handle((arguments, call) -> PromptResult.text("This is a simple prompt for testing.")))
                .add(Prompt.named("test_prompt_with_arguments")
                        .description("Repeats its arguments")
                        .required("arg1", "The first")
                        .required("arg2", "The second")
                        .complete("arg1", Prompts::complete)
                        .complete("arg2", Prompts::complete)
                        .handle((arguments, call) -> PromptResult.text("Prompt with arguments: arg1='"
                                + arguments.get("arg1") + "', arg2='" + arguments.get("arg2") + "'")))
                .add(Prompt.named("test_prompt_with_embedded_resource")
                        .description("Holds a resource")
                        .required("resourceUri", "The resource's URI")
                        .handle((arguments, call) -> PromptResult.of(
                                PromptMessage.user(embedded(arguments.getOrDefault("resourceUri", ""))),
                                PromptMessage.user("Please process the embedded resource above."))))
                .add(Prompt.named("test_prompt_with_image")
                        .description("Holds a picture")
                        .handle((arguments, call) -> PromptResult.of(
                                PromptMessage.user(Samples.picture()),
                                PromptMessage.user("Please analyze the image above."))))
                .add(Prompt.named("test_input_required_result_prompt")
                        .description("Asks for its context")
                        .handle((arguments, call) -> {
                            var question = Forms.text("What context should the prompt use?", "context");
                            String context = Forms.value(call.ask("user_context", question));
                            return PromptResult.text("The context is " + context);
                        }));
    }

    private static List<String> complete(String typed, Map<String, String> others, Call call) {
        return Stream.concat(VALUES.stream(), others.values().stream())
                .filter(value -> value.startsWith(typed))
                .distinct()
                .toList();
    }

    private static Content embedded(String uri) {
        return Content.embeddedResource(ResourceContents.text("Embedded resource content for testing.")
                .withUri(uri)
                .withMimeType("text/plain"));
    }
}
