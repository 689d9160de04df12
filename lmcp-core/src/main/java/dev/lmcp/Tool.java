package dev.lmcp;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something that a model can do: a name, a description, what it takes, and the handler that does it (MCP 2026-07-28,
 * server/tools).
 *
 * <pre>{@code
 * Tool.named("forecast")
 *         .description("Weather for a city")
 *         .input(Query.class)
 *         .returns(Forecast.class)
 *         .handle((query, call) -> weather.forecast(query.city(), query.days()));
 * }</pre>
 *
 * <p>Immutable and safe for concurrent use; the handler must be safe for concurrent use too.
 */
public final class Tool extends Metadata {

    private final ToolBuilder<?, ?> parts;
    private final Invocation invocation;
    private final List<ParamHeader> paramHeaders;

    /** Decodes the arguments and runs the handler. */
    @FunctionalInterface
    interface Invocation {
        ToolResult run(JsonNode arguments, Call call) throws Exception;
    }

    /**
     * What a tool does. Safe for concurrent use, as calls run at the same time.
     *
     * @param <T> the type that the arguments are decoded to
     * @param <R> the type of the result: {@link ToolResult}, or that of {@link ToolBuilder#returns}
     */
    @FunctionalInterface
    public interface Handler<T, R> {

        /**
         * Does the work, on a thread that may block, unless the tool was declared {@link ToolBuilder#nonBlocking}.
         *
         * @param input the decoded arguments
         * @param call the call that this run belongs to
         * @return the result, never null
         * @throws ToolException if the tool fails in a way that the model is to read about
         * @throws Exception if it fails otherwise: the model sees an incident number, and the log has the reason
         */
        R handle(T input, Call call) throws Exception;
    }

    Tool(ToolBuilder<?, ?> parts, Invocation invocation) {
        super(parts.details());
        this.parts = parts;
        this.invocation = invocation;
        this.paramHeaders = ParamHeader.in(parts.inputSchema());
    }

    /**
     * Begins a tool without arguments.
     *
     * @param name 1 to 64 characters out of {@code A-Z a-z 0-9 _ - .}, unique within the server
     * @throws IllegalArgumentException if clients would not take the name
     */
    public static ToolBuilder<ObjectNode, ToolResult> named(String name) {
        return new ToolBuilder<>(Details.named(name), Shape.none(), Output.any());
    }

    /** Returns the JSON Schema 2020-12 of the arguments, a copy. */
    public ObjectNode inputSchema() {
        return parts.inputSchema();
    }

    /** Returns the JSON Schema 2020-12 of the structured result, a copy. */
    public Optional<JsonNode> outputSchema() {
        return parts.outputSchema().map(JsonNode::deepCopy);
    }

    /** Returns what the author promises about the effects. */
    public Optional<ToolAnnotations> annotations() {
        return parts.annotations();
    }

    /** Returns whether calls may run as tasks. */
    public TaskMode taskMode() {
        return parts.taskMode();
    }

    /** Returns the scopes that a caller must hold, all of them; the configuration may add more. */
    public Set<String> scopes() {
        return parts.scopes();
    }

    /** Returns how long one call may take; the configuration may say otherwise. */
    public Optional<Duration> timeLimit() {
        return parts.timeLimit();
    }

    /** Returns whether the author says that the handler never blocks. */
    public boolean isNonBlocking() {
        return parts.isNonBlocking();
    }

    /** Returns the arguments that clients mirror in HTTP headers, as the input schema says. */
    public List<ParamHeader> paramHeaders() {
        return paramHeaders;
    }

    /**
     * Decodes the arguments, runs the handler, and checks its result against the output schema.
     *
     * <p>The server does this for {@code tools/call}; a handler may do it with another tool and its own call. Scopes,
     * time limit and task mode are not looked at here.
     *
     * @throws InvalidInputException if the arguments do not fit the input schema
     * @throws IllegalStateException if the handler returns null, or a result that does not fit the output schema
     * @throws Exception whatever the handler throws
     */
    public ToolResult call(JsonNode arguments, Call call) throws Exception {
        return invocation.run(Objects.requireNonNull(arguments, "arguments"), Objects.requireNonNull(call, "call"));
    }

    @Override
    public String toString() {
        return "tool " + name();
    }
}
