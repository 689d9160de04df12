package dev.lmcp.testkit;

import dev.lmcp.Content;
import dev.lmcp.TextContent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a client received for a call of a tool. Immutable.
 *
 * <p>{@link #text}, {@link #content}, {@link #structured} and {@link #as} throw an {@link AssertionError} if the tool failed;
 * its cause is the exception that the tool threw, in this process.
 */
public final class ToolReply {

    private final String tool;
    private final ObjectNode json;
    private final List<Heard> heard;
    private final Optional<Throwable> failure;

    ToolReply(String tool, ObjectNode json, List<Heard> heard, Optional<Throwable> failure) {
        this.tool = tool;
        this.json = json;
        this.heard = heard;
        this.failure = failure;
    }

    /** Returns the result as it was sent, a copy. */
    public ObjectNode json() {
        return json.deepCopy();
    }

    /** Returns whether the tool failed. */
    public boolean isError() {
        return json.path("isError").booleanValue(false);
    }

    /** Returns the text for the model: the text blocks, joined by line feeds. */
    public String text() {
        requireSuccess();
        return texts();
    }

    private String texts() {
        return blocks().stream()
                .filter(TextContent.class::isInstance)
                .map(block -> ((TextContent) block).text())
                .collect(Collectors.joining("\n"));
    }

    /** Returns the blocks for the model. */
    public List<Content> content() {
        requireSuccess();
        return blocks();
    }

    private List<Content> blocks() {
        return ContentReader.all(json.path("content"));
    }

    /** Returns the structured result, a copy. */
    public JsonNode structured() {
        requireSuccess();
        JsonNode value = json.get("structuredContent");
        if (value == null) {
            throw new AssertionError("tool '" + tool + "' gave no structured result, but the text '" + texts()
                    + "'; expected one: declare output(…) and return it");
        }
        return value.deepCopy();
    }

    /**
     * Returns the structured result as a value of this class, for example a record.
     *
     * @param type a class that Jackson can read
     */
    public <T> T as(Class<T> type) {
        JsonNode value = structured();
        try {
            return JsonMapper.shared().treeToValue(value, type);
        } catch (JacksonException e) {
            throw new AssertionError(
                    "the structured result of tool '" + tool + "' is " + value + "; expected a '" + type.getSimpleName()
                            + "': " + e.getOriginalMessage(),
                    e);
        }
    }

    /**
     * Returns what the model reads of the failure.
     *
     * @throws AssertionError if the tool did not fail
     */
    public String error() {
        if (!isError()) {
            throw new AssertionError("tool '" + tool + "' gave '" + texts() + "'; expected a failure");
        }
        return texts();
    }

    /** Returns the exception that the tool threw; empty if it threw none. */
    public Optional<Throwable> failure() {
        return failure;
    }

    /**
     * Returns the exception that the tool threw.
     *
     * @throws AssertionError if it threw none, or one of another class
     */
    public <X extends Throwable> X failure(Class<X> type) {
        return failure.filter(type::isInstance)
                .map(type::cast)
                .orElseThrow(() -> error(
                        "tool '" + tool + "' threw "
                                + failure.map(Throwable::toString).orElse("nothing") + "; expected a '" + type.getName()
                                + "'",
                        failure.orElse(null)));
    }

    /** Returns everything that was heard before the result, in order. */
    public List<Heard> heard() {
        return heard;
    }

    /** Returns the reports of progress, in order. */
    public List<Heard.Progress> progress() {
        return heard.stream()
                .filter(Heard.Progress.class::isInstance)
                .map(Heard.Progress.class::cast)
                .toList();
    }

    /** Returns the log messages, in order. */
    public List<Heard.Log> log() {
        return heard.stream()
                .filter(Heard.Log.class::isInstance)
                .map(Heard.Log.class::cast)
                .toList();
    }

    private void requireSuccess() {
        if (isError()) {
            throw error(
                    "tool '" + tool + "' failed: '" + texts() + "'; expected a result (the cause is what it threw)",
                    failure.orElse(null));
        }
    }

    private static AssertionError error(String message, @Nullable Throwable cause) {
        return new AssertionError(message, cause);
    }

    @Override
    public String toString() {
        return json.toString();
    }
}
