package dev.lmcp;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the client's language model answered: MCP's {@code CreateMessageResult} (2026-07-28, client/sampling). The model
 * is the client's: nobody vouches for its words. Immutable; the JSON is not copied: do not change it.
 */
public final class SamplingResult extends Value {

    private final Role role;
    private final String model;
    private final @Nullable String stopReason;
    private final JsonNode content;

    private SamplingResult(Role role, String model, @Nullable String stopReason, JsonNode content) {
        this.role = role;
        this.model = model;
        this.stopReason = stopReason;
        this.content = content;
    }

    /**
     * Returns an answer.
     *
     * @param role the side that speaks, usually the assistant
     * @param model the name of the model
     * @param content a content block of the protocol, or an array of them
     */
    public static SamplingResult of(Role role, String model, JsonNode content) {
        return new SamplingResult(
                Objects.requireNonNull(role, "role"),
                Objects.requireNonNull(model, "model"),
                null,
                Objects.requireNonNull(content, "content"));
    }

    /** Returns this answer with the reason why it ended, as in {@code endTurn} or {@code maxTokens}. */
    public SamplingResult withStopReason(String value) {
        return new SamplingResult(role, model, Objects.requireNonNull(value, "value"), content);
    }

    /** Returns the side that speaks, usually the assistant. */
    public Role role() {
        return role;
    }

    /** Returns the name of the model. */
    public String model() {
        return model;
    }

    /** Returns the reason why the answer ended, as in {@code endTurn} or {@code maxTokens}. */
    public Optional<String> stopReason() {
        return Optional.ofNullable(stopReason);
    }

    /** Returns the content block, or the array of blocks, as the client sent it; not a copy. */
    public JsonNode content() {
        return content;
    }

    /** Returns the text of the answer: its text blocks, joined by line feeds. */
    public String text() {
        List<String> texts = new ArrayList<>();
        Iterable<JsonNode> blocks = content.isArray() ? content : List.of(content);
        for (JsonNode block : blocks) {
            if (block.path("type").stringValue("").equals("text")) {
                texts.add(block.path("text").stringValue(""));
            }
        }
        return String.join("\n", texts);
    }

    @Override
    List<?> parts() {
        return List.of(role, model, stopReason(), content);
    }
}
