package dev.lmcp;

import dev.lmcp.schema.JsonSchema;
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
 */
public final class ToolBuilder<T> {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    private final Shape<T> shape;
    private Details details;
    private @Nullable JsonNode output;
    private boolean fromShape;
    private @Nullable ToolAnnotations annotations;
    private TaskMode taskMode = TaskMode.NEVER;
    private Set<String> scopes = Set.of();
    private @Nullable Duration timeLimit;

    ToolBuilder(Details details, Shape<T> shape) {
        if (!NAME.matcher(details.name()).matches()) {
            throw new IllegalArgumentException(
                    "tool '" + details.name() + "': a tool's name has 1 to 64 characters out of A-Z a-z 0-9 _ - .");
        }
        this.details = details;
        this.shape = shape;
    }

    private <U> ToolBuilder<U> copy(Shape<U> other) {
        ToolBuilder<U> copy = new ToolBuilder<>(details, other);
        copy.output = output;
        copy.fromShape = fromShape;
        copy.annotations = annotations;
        copy.taskMode = taskMode;
        copy.scopes = scopes;
        copy.timeLimit = timeLimit;
        return copy;
    }

    private ToolBuilder<T> with(Details changed) {
        ToolBuilder<T> next = copy(shape);
        next.details = changed;
        return next;
    }

    /** Sets the name for people. */
    public ToolBuilder<T> title(String value) {
        return with(details.withTitle(value));
    }

    /** Sets the description, by which the model decides whether to call the tool. Required. */
    public ToolBuilder<T> description(String value) {
        return with(details.withDescription(value));
    }

    /** Sets the icons. */
    public ToolBuilder<T> icons(Icon... values) {
        return with(details.withIcons(values));
    }

    /** Sets the {@code _meta} of the definition. */
    public ToolBuilder<T> meta(ObjectNode value) {
        return with(details.withMeta(value));
    }

    /** Sets what the tool promises about its effects. */
    public ToolBuilder<T> annotations(ToolAnnotations value) {
        ToolBuilder<T> next = copy(shape);
        next.annotations = Objects.requireNonNull(value, "value");
        return next;
    }

    /** Sets what the tool takes; without it, no arguments. */
    public <U> ToolBuilder<U> input(Shape<U> value) {
        return copy(Objects.requireNonNull(value, "value"));
    }

    /**
     * Sets what the structured result looks like, as JSON Schema 2020-12; every result is checked against it.
     *
     * @param schema any schema; references stay within it. Sessions older than 2026-07-28 see it only if it describes
     *     an object
     */
    public ToolBuilder<T> output(JsonNode schema) {
        ToolBuilder<T> next = copy(shape);
        next.output = Objects.requireNonNull(schema, "schema").deepCopy();
        next.fromShape = false;
        return next;
    }

    /**
     * Sets what the structured result looks like, field by field; every result is checked against the shape's JSON
     * Schema.
     *
     * <p>That schema allows no other fields, and no {@code null} in place of an absent one. How the shape builds a
     * value of its fields does not matter here.
     */
    public ToolBuilder<T> output(Shape<?> value) {
        ToolBuilder<T> next = copy(shape);
        next.output = Objects.requireNonNull(value, "value").schema();
        next.fromShape = true;
        return next;
    }

    /** Sets whether calls may run as tasks; without it, {@link TaskMode#NEVER}. */
    public ToolBuilder<T> taskMode(TaskMode value) {
        ToolBuilder<T> next = copy(shape);
        next.taskMode = Objects.requireNonNull(value, "value");
        return next;
    }

    /**
     * Adds scopes (RFC 6749 §3.3), all of which a caller must hold. A caller who lacks one is refused with HTTP status
     * 403 and a challenge that names them.
     */
    public ToolBuilder<T> scopes(String... names) {
        Set<String> all = new LinkedHashSet<>(scopes);
        all.addAll(Value.listOf("names", names));
        ToolBuilder<T> next = copy(shape);
        next.scopes = Collections.unmodifiableSet(all);
        return next;
    }

    /** Bounds how long one call may take, more than zero; a call that takes longer is cancelled and fails. */
    public ToolBuilder<T> timeLimit(Duration value) {
        if (Objects.requireNonNull(value, "value").isNegative() || value.isZero()) {
            throw new IllegalArgumentException(
                    "tool '" + details.name() + "': the time limit is '" + value + "'; expected more than nothing");
        }
        ToolBuilder<T> next = copy(shape);
        next.timeLimit = value;
        return next;
    }

    /**
     * Completes the tool with what it does.
     *
     * @throws IllegalArgumentException if the declaration cannot be used; the message begins with the tool's name
     */
    public Tool handle(Tool.Handler<T> handler) {
        Objects.requireNonNull(handler, "handler");
        if (details.description().orElse("").isBlank()) {
            throw new IllegalArgumentException("tool '" + details.name()
                    + "' has no description; expected one for the model: add description(\"…\")");
        }
        try {
            return new Tool(this, (arguments, call) -> handler.handle(shape.decode(arguments), call));
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

    Optional<JsonNode> output() {
        return Optional.ofNullable(output);
    }

    /** What results are held against; the schema of a shape is valid, so that the start need not compile it. */
    Optional<JsonSchema.Check> outputCheck() {
        return output().map(schema -> fromShape ? JsonSchema.later(schema) : JsonSchema.compile(schema)::check);
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

    Optional<Duration> timeLimit() {
        return Optional.ofNullable(timeLimit);
    }
}
