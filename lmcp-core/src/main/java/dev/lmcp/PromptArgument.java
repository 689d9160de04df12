package dev.lmcp;

import java.util.List;
import java.util.Optional;

/**
 * An argument of a prompt: MCP's {@code PromptArgument} (2026-07-28, server/prompts), with what completes it. Made by
 * {@link PromptBuilder#required} and {@link PromptBuilder#optional}. Immutable.
 */
public final class PromptArgument extends Value {

    private final String name;
    private final String description;
    private final boolean required;
    private final Optional<Completer> completer;

    PromptArgument(String name, String description, boolean required, Optional<Completer> completer) {
        this.name = name;
        this.description = description;
        this.required = required;
        this.completer = completer;
    }

    PromptArgument withCompleter(Optional<Completer> value) {
        return new PromptArgument(name, description, required, value);
    }

    /** Returns the name. */
    public String name() {
        return name;
    }

    /** Returns what to fill in, for people. */
    public String description() {
        return description;
    }

    /** Returns whether the argument must be given. */
    public boolean isRequired() {
        return required;
    }

    /** Returns what proposes values for the argument. */
    public Optional<Completer> completer() {
        return completer;
    }

    @Override
    List<?> parts() {
        return List.of(name, description, required, completer);
    }
}
