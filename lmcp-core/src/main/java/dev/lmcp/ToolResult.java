package dev.lmcp;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a tool gives back: content for the model, a structured value for programs, or both. MCP's {@code
 * CallToolResult} (2026-07-28, server/tools, tool result).
 *
 * <p>Immutable. JSON nodes are not copied: do not change them.
 */
public final class ToolResult extends Value {

    private final List<Content> content;
    private final @Nullable JsonNode structuredContent;
    private final boolean isError;
    private final @Nullable ObjectNode meta;

    private ToolResult(
            List<Content> content, @Nullable JsonNode structuredContent, boolean isError, @Nullable ObjectNode meta) {
        this.content = content;
        this.structuredContent = structuredContent;
        this.isError = isError;
        this.meta = meta;
    }

    /** Returns a result of one block of text. */
    public static ToolResult text(String text) {
        return of(Content.text(text));
    }

    /** Returns a result of these blocks. */
    public static ToolResult of(Content... content) {
        return new ToolResult(listOf("content", content), null, false, null);
    }

    /**
     * Returns a structured result without content; the server adds the JSON as text, for clients that show content.
     *
     * @param value any JSON that fits the tool's output schema
     */
    public static ToolResult structured(JsonNode value) {
        return new ToolResult(List.of(), Objects.requireNonNull(value, "value"), false, null);
    }

    /** Returns the result of a tool that failed, in words that let the model mend its call. */
    public static ToolResult error(String text) {
        return error(Content.text(text));
    }

    /** Returns the result of a tool that failed, in blocks that let the model mend its call. */
    public static ToolResult error(Content... content) {
        return new ToolResult(listOf("content", content), null, true, null);
    }

    /** Returns this result with a structured value beside its content; sessions older than 2025-06-18 do not see it. */
    public ToolResult withStructuredContent(JsonNode value) {
        return new ToolResult(content, Objects.requireNonNull(value, "value"), isError, meta);
    }

    /** Returns this result with a {@code _meta}; sessions older than 2025-06-18 do not see it. */
    public ToolResult withMeta(ObjectNode value) {
        return new ToolResult(content, structuredContent, isError, Objects.requireNonNull(value, "value"));
    }

    /** Returns the blocks for the model. */
    public List<Content> content() {
        return content;
    }

    /** Returns the structured value, not a copy. */
    public Optional<JsonNode> structuredContent() {
        return Optional.ofNullable(structuredContent);
    }

    /** Returns whether the tool failed in a way that the model can read about. */
    public boolean isError() {
        return isError;
    }

    /** Returns the {@code _meta}, not a copy. */
    public Optional<ObjectNode> meta() {
        return Optional.ofNullable(meta);
    }

    @Override
    List<?> parts() {
        return List.of(content, structuredContent(), isError, meta());
    }
}
