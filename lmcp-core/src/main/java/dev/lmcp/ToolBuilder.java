package dev.lmcp;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tool in the making, from {@link Tool#named} to {@link #handle}.
 *
 * <p>Each step returns a new builder and leaves this one as it was; a step that is called again replaces what it said
 * before, except that {@link #scopes} adds. Immutable and safe for concurrent use.
 *
 * @param <T> the type that the arguments are decoded to
 * @param <R> the type that the handler returns: {@link ToolResult}, or that of {@link #returns}
 */
public final class ToolBuilder<T, R> {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    private final Shape<T> shape;
    private final Output<R> output;
    private Details details;
    private @Nullable ToolAnnotations annotations;
    private TaskMode taskMode = TaskMode.NEVER;
    private Set<String> scopes = Set.of();
    private @Nullable Duration timeLimit;
    private boolean isNonBlocking;

    ToolBuilder(Details details, Shape<T> shape, Output<R> output) {
        if (!NAME.matcher(details.name()).matches()) {
            throw new IllegalArgumentException(
                    "tool '" + details.name() + "': a tool's name has 1 to 64 characters out of A-Z a-z 0-9 _ - .");
        }
        this.details = details;
        this.shape = shape;
        this.output = output;
    }

    private ToolBuilder<T, R> copy() {
        return copy(shape, output);
    }

    private <U, S> ToolBuilder<U, S> copy(Shape<U> input, Output<S> results) {
        ToolBuilder<U, S> copy = new ToolBuilder<>(details, input, results);
        copy.annotations = annotations;
        copy.taskMode = taskMode;
        copy.scopes = scopes;
        copy.timeLimit = timeLimit;
        copy.isNonBlocking = isNonBlocking;
        return copy;
    }

    private ToolBuilder<T, R> with(Details changed) {
        ToolBuilder<T, R> next = copy();
        next.details = changed;
        return next;
    }

    /** Sets the name for people. */
    public ToolBuilder<T, R> title(String value) {
        return with(details.withTitle(value));
    }

    /** Sets the description, by which the model decides whether to call the tool. Required. */
    public ToolBuilder<T, R> description(String value) {
        return with(details.withDescription(value));
    }

    /** Sets the icons. */
    public ToolBuilder<T, R> icons(Icon... values) {
        return with(details.withIcons(values));
    }

    /** Sets the {@code _meta} of the definition. */
    public ToolBuilder<T, R> meta(ObjectNode value) {
        return with(details.withMeta(value));
    }

    /** Sets what the tool promises about its effects. */
    public ToolBuilder<T, R> annotations(ToolAnnotations value) {
        ToolBuilder<T, R> next = copy();
        next.annotations = Objects.requireNonNull(value, "value");
        return next;
    }

    /** Sets what the tool takes; without it, no arguments. */
    public <U> ToolBuilder<U, R> input(Shape<U> value) {
        Objects.requireNonNull(value, "value");
        if (value.isOneOfSeveral()) {
            throw new IllegalArgumentException("tool '" + details.name()
                    + "' takes one of several kinds of objects, and interfaces of models refuse this for the arguments as a"
                    + " whole; expected one record: put the sealed interface into a component of it");
        }
        return copy(value, output);
    }

    /** Sets what the tool takes: a record, as {@link Shape#of(Class)} reads it. */
    public <U> ToolBuilder<U, R> input(Class<U> type) {
        return input(shapeOf(type));
    }

    private <U> Shape<U> shapeOf(Class<U> type) {
        Objects.requireNonNull(type, "type");
        try {
            return Shape.of(type);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("tool '" + details.name() + "': " + e.getMessage(), e);
        }
    }

    /**
     * Sets what the structured result looks like, as JSON Schema 2020-12; every result is checked against it.
     *
     * @param schema any schema; references stay within it. Sessions older than 2026-07-28 see it only if it describes
     *     an object
     */
    public ToolBuilder<T, ToolResult> output(JsonNode schema) {
        Objects.requireNonNull(schema, "schema");
        try {
            return copy(shape, Output.by(schema));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("tool '" + details.name() + "': " + e.getMessage(), e);
        }
    }

    /**
     * Sets what the structured result looks like, field by field; every result is checked against the shape's JSON
     * Schema.
     *
     * <p>The handler returns a {@link ToolResult} that has the structured value, as in {@code
     * ToolResult.structured(shape.encode(ticket))}; it may have content as well. {@link #returns} is shorter if there is
     * nothing but the value.
     *
     * <p>That schema allows no other fields, and no {@code null} in place of an absent one. How the shape builds a
     * value of its fields does not matter here.
     */
    public ToolBuilder<T, ToolResult> output(Shape<?> value) {
        return copy(shape, Output.by(Objects.requireNonNull(value, "value")));
    }

    /**
     * Sets that the handler returns a record, or a case of a sealed interface of records, as {@link Shape#of(Class)} reads
     * it. Clients get it as the structured result and as text; the output schema is that of the type.
     *
     * @throws IllegalArgumentException if the class cannot be a shape; the message names every fault and its place
     */
    public <S> ToolBuilder<T, S> returns(Class<S> type) {
        return returns(shapeOf(type));
    }

    /**
     * Sets that the handler returns a value of the shape, made by {@link Shape#of}. Clients get it as the structured
     * result and as text; the output schema is that of the shape.
     *
     * <p>A value that does not fit the shape, such as a number out of its bounds or a component that is null, is a fault of
     * the tool: the caller gets an incident number.
     */
    public <S> ToolBuilder<T, S> returns(Shape<S> value) {
        Shape<S> results = Objects.requireNonNull(value, "value");
        if (!results.isWritable()) {
            throw new IllegalArgumentException("tool '" + details.name()
                    + "' returns a shape that was made by Shape.object, which reads only; expected one by Shape.of,"
                    + " or output(…) with a ToolResult");
        }
        return copy(shape, Output.of(results));
    }

    /** Sets whether calls may run as tasks; without it, {@link TaskMode#NEVER}. */
    public ToolBuilder<T, R> taskMode(TaskMode value) {
        ToolBuilder<T, R> next = copy();
        next.taskMode = Objects.requireNonNull(value, "value");
        return next;
    }

    /**
     * Adds scopes (RFC 6749 §3.3), all of which a caller must hold. A caller who lacks one is refused with HTTP status
     * 403 and a challenge that names them.
     */
    public ToolBuilder<T, R> scopes(String... names) {
        Set<String> all = new LinkedHashSet<>(scopes);
        all.addAll(Value.listOf("names", names));
        ToolBuilder<T, R> next = copy();
        next.scopes = Collections.unmodifiableSet(all);
        return next;
    }

    /** Bounds how long one call may take, more than zero; a call that takes longer is cancelled and fails. */
    public ToolBuilder<T, R> timeLimit(Duration value) {
        if (Objects.requireNonNull(value, "value").isNegative() || value.isZero()) {
            throw new IllegalArgumentException(
                    "tool '" + details.name() + "': the time limit is '" + value + "'; expected more than nothing");
        }
        ToolBuilder<T, R> next = copy();
        next.timeLimit = value;
        return next;
    }

    /**
     * Says that the handler never blocks: it computes for less than a millisecond, and uses no file, socket or process, no
     * lock that another thread may hold for long, and no {@code sleep} or {@code wait}.
     *
     * <p>A transport may then run the handler on the thread that serves its connection, which saves a hand-over between two
     * threads. A handler that blocks there stops other connections. If the logger {@code dev.lmcp.calls} is at level
     * {@code DEBUG}, each run is checked, and a warning names the tool that blocked.
     */
    public ToolBuilder<T, R> nonBlocking() {
        ToolBuilder<T, R> next = copy();
        next.isNonBlocking = true;
        return next;
    }

    /**
     * Completes the tool with what it does.
     *
     * @throws IllegalArgumentException if the declaration cannot be used; the message begins with the tool's name
     */
    public Tool handle(Tool.Handler<T, R> handler) {
        Objects.requireNonNull(handler, "handler");
        if (details.description().orElse("").isBlank()) {
            throw new IllegalArgumentException("tool '" + details.name()
                    + "' has no description; expected one for the model: add description(\"…\")");
        }
        try {
            return new Tool(
                    this,
                    (arguments, call) -> output.result(details.name(), handler.handle(shape.decode(arguments), call)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("tool '" + details.name() + "': " + e.getMessage(), e);
        }
    }

    Details details() {
        return details;
    }

    ObjectNode inputSchema() {
        return shape.schema();
    }

    Optional<JsonNode> outputSchema() {
        return output.schema();
    }

    Optional<ToolAnnotations> annotations() {
        return Optional.ofNullable(annotations);
    }

    TaskMode taskMode() {
        return taskMode;
    }

    Set<String> scopes() {
        return scopes;
    }

    boolean isNonBlocking() {
        return isNonBlocking;
    }

    Optional<Duration> timeLimit() {
        return Optional.ofNullable(timeLimit);
    }
}
