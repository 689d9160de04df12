package dev.lmcp;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The beginning of a conversation, which a person chooses (MCP 2026-07-28, server/prompts).
 *
 * <pre>{@code
 * Prompt.named("packing-list")
 *         .description("What to pack for a journey")
 *         .required("city", "Where to")
 *         .handle((arguments, call) -> PromptResult.text("I travel to " + arguments.get("city")));
 * }</pre>
 *
 * <p>Immutable and safe for concurrent use; the handler and the completers must be safe for concurrent use too.
 */
public final class Prompt extends Metadata {

    private final List<PromptArgument> arguments;
    private final Handler handler;

    /** What writes a prompt. Safe for concurrent use, as requests run at the same time. */
    @FunctionalInterface
    public interface Handler {

        /**
         * Writes the prompt, on a thread that may block.
         *
         * @param arguments the values that were given, by name; every required one is there
         * @param call the request that this run belongs to
         * @return the messages, never null
         * @throws Exception if it fails: the client sees an internal error, and the log has the reason
         */
        PromptResult handle(Map<String, String> arguments, Call call) throws Exception;
    }

    Prompt(Details details, List<PromptArgument> arguments, Handler handler) {
        super(details);
        this.arguments = List.copyOf(arguments);
        this.handler = handler;
    }

    /**
     * Begins a prompt without arguments.
     *
     * @param name any text that is not blank, unique within the server
     */
    public static PromptBuilder named(String name) {
        if (Objects.requireNonNull(name, "name").isBlank()) {
            throw new IllegalArgumentException("the prompt's name is blank; expected one");
        }
        return new PromptBuilder(Details.named(name), List.of(), Map.of());
    }

    /** Returns the arguments, in the order in which they were declared. */
    public List<PromptArgument> arguments() {
        return arguments;
    }

    /**
     * Runs the handler.
     *
     * <p>The server does this for {@code prompts/get}, having checked that the required arguments are there; another
     * handler may do it with its own call.
     *
     * @throws IllegalStateException if the handler returns null
     * @throws Exception whatever the handler throws
     */
    public PromptResult get(Map<String, String> values, Call call) throws Exception {
        PromptResult result =
                handler.handle(Objects.requireNonNull(values, "values"), Objects.requireNonNull(call, "call"));
        if (result == null) {
            throw new IllegalStateException("prompt '" + name() + "' returned null; expected a PromptResult");
        }
        return result;
    }

    @Override
    public String toString() {
        return "prompt " + name();
    }
}
