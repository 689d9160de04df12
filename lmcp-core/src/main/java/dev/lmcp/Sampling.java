package dev.lmcp;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A question to the client's language model, begun by {@link InputRequest#sampling} (MCP 2026-07-28, client/sampling;
 * deprecated there, so that clients may cease to answer it).
 *
 * <p>Each step returns a new question and leaves this one as it was. Immutable.
 */
public final class Sampling extends Value implements InputRequest<SamplingResult> {

    private final ObjectNode params;

    private Sampling(ObjectNode params) {
        this.params = params;
    }

    static Sampling of(int maxTokens) {
        if (maxTokens < 1) {
            throw new IllegalArgumentException("maxTokens is '" + maxTokens + "'; expected at least 1");
        }
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        params.putArray("messages");
        return new Sampling(params.put("maxTokens", maxTokens));
    }

    /** Returns this question with a message of the person at the end. */
    public Sampling user(String text) {
        return message(Role.USER, text);
    }

    /** Returns this question with a message of the model at the end. */
    public Sampling assistant(String text) {
        return message(Role.ASSISTANT, text);
    }

    /** Returns this question with a system prompt, which the client may change. */
    public Sampling systemPrompt(String text) {
        Objects.requireNonNull(text, "text");
        return changed(next -> next.put("systemPrompt", text));
    }

    /**
     * Returns this question with a tool for the model; the client must have declared {@code sampling.tools}.
     *
     * @param inputSchema JSON Schema of the arguments
     */
    public Sampling tool(String name, String description, ObjectNode inputSchema) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(description, "description");
        ObjectNode schema = Objects.requireNonNull(inputSchema, "inputSchema").deepCopy();
        return changed(next -> next.withArray("/tools")
                .addObject()
                .put("name", name)
                .put("description", description)
                .set("inputSchema", schema));
    }

    /**
     * Returns this question with any other member of {@code sampling/createMessage}'s parameters.
     *
     * @param member the name as in the specification, such as {@code temperature}
     */
    public Sampling with(String member, JsonNode value) {
        Objects.requireNonNull(member, "member");
        JsonNode copy = Objects.requireNonNull(value, "value").deepCopy();
        return changed(next -> next.set(member, copy));
    }

    /** Returns the parameters of {@code sampling/createMessage}, a copy. */
    public ObjectNode params() {
        return params.deepCopy();
    }

    private Sampling message(Role role, String text) {
        Objects.requireNonNull(text, "text");
        return changed(next -> next.withArray("/messages")
                .addObject()
                .put("role", role.wireName())
                .putObject("content")
                .put("type", "text")
                .put("text", text));
    }

    private Sampling changed(Consumer<ObjectNode> change) {
        ObjectNode next = params.deepCopy();
        change.accept(next);
        return new Sampling(next);
    }

    @Override
    List<?> parts() {
        return List.of(params);
    }
}
