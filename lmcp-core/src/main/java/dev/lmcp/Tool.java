package dev.lmcp;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something that a model can do: a name, a description, what it takes, and the handler that does it.
 *
 * <pre>{@code
 * Tool.named("echo")
 *         .describedAs("Says what it is told")
 *         .input(Shape.object(fields -> {
 *             var text = fields.string("text").description("What to say");
 *             return in -> in.get(text);
 *         }))
 *         .handle((text, call) -> ToolResult.text(text));
 * }</pre>
 *
 * <p>Immutable and safe for concurrent use, as its handler must be.
 */
public final class Tool {

    private final ToolBuilder<?> parts;
    private final Invocation invocation;
    private final Optional<JsonSchema.Check> output;
    private final List<ParamHeader> paramHeaders;

    /** Decodes the arguments and runs the handler. */
    @FunctionalInterface
    interface Invocation {
        ToolResult run(JsonNode arguments, Call call) throws Exception;
    }

    /**
     * What a tool does.
     *
     * @param <T> the type that its arguments are decoded to
     */
    @FunctionalInterface
    public interface Handler<T> {

        /**
         * Does the work, on a thread that may block.
         *
         * @throws Exception where it fails: the message of a {@link ToolException} reaches the caller, any other goes
         *     to the log
         */
        ToolResult handle(T input, Call call) throws Exception;
    }

    Tool(ToolBuilder<?> parts, Invocation invocation) {
        this.parts = parts;
        this.invocation = invocation;
        this.output = parts.outputCheck();
        this.paramHeaders = ParamHeader.in(parts.inputSchema());
    }

    /**
     * Begins a tool without arguments.
     *
     * @param name 1 to 64 characters out of {@code A-Z a-z 0-9 _ - .}
     */
    public static ToolBuilder<ObjectNode> named(String name) {
        return new ToolBuilder<>(name, Shape.none());
    }

    /** Returns the name. */
    public String name() {
        return parts.name();
    }

    /** Returns the name for people. */
    public Optional<String> title() {
        return parts.title();
    }

    /** Returns what it does, for the model. */
    public String description() {
        return parts.description();
    }

    /** Returns the JSON Schema of its arguments, a copy. */
    public ObjectNode inputSchema() {
        return parts.inputSchema();
    }

    /** Returns the JSON Schema of its structured result, a copy. */
    public Optional<JsonNode> outputSchema() {
        return parts.output().map(JsonNode::deepCopy);
    }

    /** Returns the hints about its effects, where it gives any. */
    public Optional<ToolHints> hints() {
        return parts.hints();
    }

    /** Returns its icons. */
    public List<Icon> icons() {
        return parts.icons();
    }

    /** Returns its {@code _meta}, a copy. */
    public Optional<ObjectNode> meta() {
        return parts.meta().map(ObjectNode::deepCopy);
    }

    /** Returns whether it may run as a task. */
    public TaskMode taskMode() {
        return parts.taskMode();
    }

    /** Returns the scopes that a caller must hold, all of them; configuration may add more. */
    public Set<String> scopes() {
        return parts.scopes();
    }

    /** Returns how long it may run, where it says so itself; configuration may say otherwise. */
    public Optional<Duration> timeLimit() {
        return parts.timeLimit();
    }

    /** Returns which arguments are mirrored in HTTP headers. */
    public List<ParamHeader> paramHeaders() {
        return paramHeaders;
    }

    /**
     * Decodes the arguments, runs the handler, and checks its structured result against the output schema.
     *
     * @throws InvalidInputException where the arguments do not fit
     * @throws IllegalStateException where the result does not fit the output schema
     * @throws Exception whatever the handler throws
     */
    public ToolResult call(JsonNode arguments, Call call) throws Exception {
        ToolResult result = invocation.run(arguments, call);
        if (output.isPresent() && !result.isError()) {
            checkOutput(output.get(), result);
        }
        return result;
    }

    private void checkOutput(JsonSchema.Check check, ToolResult result) {
        JsonNode value = result.structured()
                .orElseThrow(() -> new IllegalStateException(
                        "tool '" + name() + "' has an output schema and gave no structured result; expected one"));
        Problems problems = new Problems();
        check.check(value, "", problems);
        try {
            problems.throwIfAny();
        } catch (InvalidInputException e) {
            throw new IllegalStateException(
                    "tool '" + name() + "' gave a result that does not fit its output schema: " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return "tool " + name();
    }
}
