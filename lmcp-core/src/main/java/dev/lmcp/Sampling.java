package dev.lmcp;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A conversation for the client's model to go on with.
 *
 * <p>Not safe for concurrent use; build it, ask with it.
 */
public final class Sampling {

    private final ObjectNode params = JsonNodeFactory.instance.objectNode();

    private Sampling(int maxTokens) {
        params.putArray("messages");
        params.put("maxTokens", maxTokens);
    }

    /** Begins a conversation whose answer has at most {@code maxTokens} tokens. */
    public static Sampling ofAtMost(int maxTokens) {
        if (maxTokens < 1) {
            throw new IllegalArgumentException("maxTokens is '" + maxTokens + "'; expected at least 1");
        }
        return new Sampling(maxTokens);
    }

    /** Adds what the person says. */
    public Sampling user(String text) {
        return turn(Role.USER, text);
    }

    /** Adds what the model said. */
    public Sampling assistant(String text) {
        return turn(Role.ASSISTANT, text);
    }

    /** Sets the system prompt. */
    public Sampling systemPrompt(String text) {
        params.put("systemPrompt", text);
        return this;
    }

    /** Offers a tool to the model; the client must have declared {@code sampling.tools}. */
    public Sampling tool(String name, String description, ObjectNode inputSchema) {
        params.withArray("tools")
                .addObject()
                .put("name", name)
                .put("description", description)
                .set("inputSchema", inputSchema);
        return this;
    }

    /** Sets any other member of {@code sampling/createMessage}'s parameters, spelled as in the specification. */
    public Sampling with(String member, tools.jackson.databind.JsonNode value) {
        params.set(member, value);
        return this;
    }

    ObjectNode params() {
        return params.deepCopy();
    }

    private Sampling turn(Role role, String text) {
        params.withArray("messages")
                .addObject()
                .put("role", role.wireName())
                .putObject("content")
                .put("type", "text")
                .put("text", text);
        return this;
    }
}
