package dev.lmcp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A prompt in the making, from {@link Prompt#named} to {@link #handle}.
 *
 * <p>Each step returns a new builder and leaves this one as it was; a step that is called again replaces what it said
 * before, except that {@link #required} and {@link #optional} add an argument. Immutable and safe for concurrent use.
 */
public final class PromptBuilder {

    private final Details details;
    private final List<PromptArgument> arguments;
    private final Map<String, Completer> completers;

    PromptBuilder(Details details, List<PromptArgument> arguments, Map<String, Completer> completers) {
        this.details = details;
        this.arguments = arguments;
        this.completers = completers;
    }

    private PromptBuilder with(Details changed) {
        return new PromptBuilder(changed, arguments, completers);
    }

    /** Sets the name for people. */
    public PromptBuilder title(String value) {
        return with(details.withTitle(value));
    }

    /** Sets the description, by which a person chooses. */
    public PromptBuilder description(String value) {
        return with(details.withDescription(value));
    }

    /** Sets the icons. */
    public PromptBuilder icons(Icon... values) {
        return with(details.withIcons(values));
    }

    /** Sets the {@code _meta} of the definition. */
    public PromptBuilder meta(ObjectNode value) {
        return with(details.withMeta(value));
    }

    /**
     * Adds an argument that must be given.
     *
     * @param description what to fill in, for people
     * @throws IllegalArgumentException if the prompt has an argument of this name
     */
    public PromptBuilder required(String name, String description) {
        return argument(name, description, true);
    }

    /**
     * Adds an argument that may be left out.
     *
     * @param description what to fill in, for people
     * @throws IllegalArgumentException if the prompt has an argument of this name
     */
    public PromptBuilder optional(String name, String description) {
        return argument(name, description, false);
    }

    private PromptBuilder argument(String name, String description, boolean required) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(description, "description");
        if (arguments.stream().anyMatch(other -> other.name().equals(name))) {
            throw new IllegalArgumentException(
                    "prompt '" + details.name() + "' declares '" + name + "' twice; expected unique names");
        }
        List<PromptArgument> more = new ArrayList<>(arguments);
        more.add(new PromptArgument(name, description, required, Optional.empty()));
        return new PromptBuilder(details, List.copyOf(more), completers);
    }

    /** Sets what proposes values for an argument. */
    public PromptBuilder complete(String argument, Completer completer) {
        Map<String, Completer> more = new LinkedHashMap<>(completers);
        more.put(Objects.requireNonNull(argument, "argument"), Objects.requireNonNull(completer, "completer"));
        return new PromptBuilder(details, arguments, more);
    }

    /**
     * Completes the prompt with what writes it.
     *
     * @throws IllegalArgumentException if a completer is for none of the arguments; the message begins with the
     *     prompt's name
     */
    public Prompt handle(Prompt.Handler handler) {
        Objects.requireNonNull(handler, "handler");
        List<String> names = arguments.stream().map(PromptArgument::name).toList();
        for (String completed : completers.keySet()) {
            if (!names.contains(completed)) {
                throw new IllegalArgumentException("prompt '" + details.name() + "' has no argument '" + completed
                        + "' to complete; expected one of " + names);
            }
        }
        return new Prompt(
                details,
                arguments.stream()
                        .map(argument -> argument.withCompleter(Optional.ofNullable(completers.get(argument.name()))))
                        .toList(),
                handler);
    }
}
