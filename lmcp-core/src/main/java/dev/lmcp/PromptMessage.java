package dev.lmcp;

import java.util.Objects;

/**
 * One message of a prompt: MCP's {@code PromptMessage} (2026-07-28, server/prompts).
 *
 * @param role the side that says it
 * @param content the one block that is said
 */
public record PromptMessage(Role role, Content content) {

    /** Checks that both are there. */
    public PromptMessage {
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(content, "content");
    }

    /** Returns a message of the person. */
    public static PromptMessage user(Content content) {
        return new PromptMessage(Role.USER, content);
    }

    /** Returns a message of the person, in plain text. */
    public static PromptMessage user(String text) {
        return user(Content.text(text));
    }

    /** Returns a message of the model. */
    public static PromptMessage assistant(Content content) {
        return new PromptMessage(Role.ASSISTANT, content);
    }

    /** Returns a message of the model, in plain text. */
    public static PromptMessage assistant(String text) {
        return assistant(Content.text(text));
    }
}
