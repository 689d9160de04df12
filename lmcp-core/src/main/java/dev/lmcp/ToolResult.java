package dev.lmcp;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a tool gives back: content for the model, a structured value for programs, or the news that it failed.
 *
 * @param content blocks for the model; where it is empty and {@code structured} is not, the value's JSON is added as
 *     text
 * @param structured the value that fits the tool's output schema
 * @param isError whether the tool failed in a way that the model can read about and mend
 * @param meta the result's {@code _meta}
 */
public record ToolResult(
        List<Content> content, Optional<JsonNode> structured, boolean isError, Optional<ObjectNode> meta) {

    /** Makes an immutable copy. */
    public ToolResult {
        content = List.copyOf(content);
    }

    /** Returns a result of one block of text. */
    public static ToolResult text(String text) {
        return of(Content.text(text));
    }

    /** Returns a result of these blocks. */
    public static ToolResult of(Content... content) {
        return new ToolResult(List.of(content), Optional.empty(), false, Optional.empty());
    }

    /** Returns a structured result, which sessions older than 2025-06-18 see as the text of its JSON. */
    public static ToolResult structured(JsonNode value) {
        return new ToolResult(List.of(), Optional.of(value), false, Optional.empty());
    }

    /** Returns the news that the tool failed, in words for the model. */
    public static ToolResult error(String text) {
        return new ToolResult(List.of(Content.text(text)), Optional.empty(), true, Optional.empty());
    }

    /** Returns this result with a structured value beside its content. */
    public ToolResult withStructured(JsonNode value) {
        return new ToolResult(content, Optional.of(value), isError, meta);
    }

    /** Returns this result with {@code _meta}. */
    public ToolResult withMeta(ObjectNode value) {
        return new ToolResult(content, structured, isError, Optional.of(value));
    }
}
