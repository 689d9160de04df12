package dev.lmcp.verification.conformance;

import dev.lmcp.Content;
import dev.lmcp.Registry;
import dev.lmcp.ResourceContents;
import dev.lmcp.Shape;
import dev.lmcp.Tool;
import dev.lmcp.ToolException;
import dev.lmcp.ToolResult;

/** Tools that answer at once, one for each kind of content. */
final class ContentTools {

    private ContentTools() {}

    static void register(Registry registry) {
        registry.add(Tool.named("test_simple_text")
                        .description("Answers with a text")
                        .handle((none, call) -> ToolResult.text("This is a simple text response for testing.")))
                .add(Tool.named("test_image_content")
                        .description("Answers with a picture")
                        .handle((none, call) -> ToolResult.of(Samples.picture())))
                .add(Tool.named("test_audio_content")
                        .description("Answers with a sound")
                        .handle((none, call) -> ToolResult.of(Samples.sound())))
                .add(Tool.named("test_embedded_resource")
                        .description("Answers with a resource")
                        .handle((none, call) -> ToolResult.of(embedded(
                                "test://embedded-resource", "text/plain", "This is an embedded resource content."))))
                .add(Tool.named("test_multiple_content_types")
                        .description("Answers with a text, a picture and a resource")
                        .handle((none, call) -> ToolResult.of(
                                Content.text("Multiple content types test:"),
                                Samples.picture(),
                                embedded(
                                        "test://mixed-content-resource",
                                        "application/json",
                                        "{\"test\":\"data\",\"value\":123}"))))
                .add(Tool.named("test_error_handling")
                        .description("Always fails")
                        .handle((none, call) -> {
                            throw new ToolException("This tool intentionally returns an error for testing");
                        }))
                .add(Tool.named("json_schema_2020_12_tool")
                        .description("Takes what a schema with most keywords of JSON Schema 2020-12 allows")
                        .input(Shape.raw(Samples.schema("json-schema-2020-12")))
                        .handle((arguments, call) -> ToolResult.text("The arguments were: " + arguments)));
    }

    private static Content embedded(String uri, String mimeType, String text) {
        return Content.embeddedResource(ResourceContents.text(text).withUri(uri).withMimeType(mimeType));
    }
}
