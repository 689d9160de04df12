package dev.lmcp;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a prompt says: MCP's {@code GetPromptResult} (2026-07-28, server/prompts). Immutable. */
public final class PromptResult extends Value {

    private final @Nullable String description;
    private final List<PromptMessage> messages;

    private PromptResult(@Nullable String description, List<PromptMessage> messages) {
        this.description = description;
        this.messages = messages;
    }

    /** Returns a prompt of one message of the person, in plain text, with the description of its definition. */
    public static PromptResult text(String text) {
        return of(PromptMessage.user(text));
    }

    /** Returns a prompt of these messages, with the description of its definition. */
    public static PromptResult of(PromptMessage... messages) {
        return new PromptResult(null, listOf("messages", messages));
    }

    /** Returns this result with a description of its own. */
    public PromptResult withDescription(String value) {
        return new PromptResult(Objects.requireNonNull(value, "value"), messages);
    }

    /** Returns the description; empty for the one of the definition. */
    public Optional<String> description() {
        return Optional.ofNullable(description);
    }

    /** Returns the messages, in their order. */
    public List<PromptMessage> messages() {
        return messages;
    }

    @Override
    List<?> parts() {
        return List.of(description(), messages);
    }
}
