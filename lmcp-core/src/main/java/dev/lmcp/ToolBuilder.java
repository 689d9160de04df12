package dev.lmcp;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
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
 * <p>Each step returns a new builder; all are immutable.
 *
 * @param <T> the type that the arguments are decoded to
 */
public final class ToolBuilder<T> {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    private final String name;
    private final Shape<T> shape;
    private String description = "";
    private @Nullable String title;
    private @Nullable JsonNode output;
    private boolean fromShape;
    private @Nullable ToolHints hints;
    private List<Icon> icons = List.of();
    private @Nullable ObjectNode meta;
    private TaskMode taskMode = TaskMode.NEVER;
    private Set<String> scopes = Set.of();
    private @Nullable Duration timeLimit;

    ToolBuilder(String name, Shape<T> shape) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "tool '" + name + "': a tool's name has 1 to 64 characters out of A-Z a-z 0-9 _ - .");
        }
        this.name = name;
        this.shape = shape;
    }

    private <U> ToolBuilder<U> copy(Shape<U> other) {
        ToolBuilder<U> copy = new ToolBuilder<>(name, other);
        copy.description = description;
        copy.title = title;
        copy.output = output;
        copy.fromShape = fromShape;
        copy.hints = hints;
        copy.icons = icons;
        copy.meta = meta;
        copy.taskMode = taskMode;
        copy.scopes = scopes;
        copy.timeLimit = timeLimit;
        return copy;
    }

    /** Says what the tool does, for the model; required. */
    public ToolBuilder<T> describedAs(String text) {
        ToolBuilder<T> next = copy(shape);
        next.description = text;
        return next;
    }

    /** Gives the tool a name for people. */
    public ToolBuilder<T> titled(String text) {
        ToolBuilder<T> next = copy(shape);
        next.title = text;
        return next;
    }

    /** Says what the tool takes. */
    public <U> ToolBuilder<U> input(Shape<U> other) {
        return copy(other);
    }

    /** Says what the structured result looks like, as JSON Schema; every result is checked against it. */
    public ToolBuilder<T> output(JsonNode schema) {
        ToolBuilder<T> next = copy(shape);
        next.output = schema.deepCopy();
        next.fromShape = false;
        return next;
    }

    /**
     * Says what the structured result looks like, field by field; every result is checked against the shape's JSON Schema,
     * which allows no other fields and no {@code null} in place of an absent one. How the shape builds a value of its fields
     * does not matter.
     */
    public ToolBuilder<T> output(Shape<?> result) {
        ToolBuilder<T> next = copy(shape);
        next.output = result.schema();
        next.fromShape = true;
        return next;
    }

    /** Says what effects the tool has. */
    public ToolBuilder<T> hints(ToolHints value) {
        ToolBuilder<T> next = copy(shape);
        next.hints = value;
        return next;
    }

    /** Says that the tool changes nothing. */
    public ToolBuilder<T> readOnly() {
        return hints(new ToolHints(true, false, true, false));
    }

    /** Gives the tool icons. */
    public ToolBuilder<T> icons(Icon... values) {
        ToolBuilder<T> next = copy(shape);
        next.icons = List.of(values);
        return next;
    }

    /** Gives the tool a {@code _meta}. */
    public ToolBuilder<T> meta(ObjectNode value) {
        ToolBuilder<T> next = copy(shape);
        next.meta = value.deepCopy();
        return next;
    }

    /** Says whether the tool may run as a task. */
    public ToolBuilder<T> task(TaskMode mode) {
        ToolBuilder<T> next = copy(shape);
        next.taskMode = mode;
        return next;
    }

    /** Requires all of these scopes of a caller, besides those required before. */
    public ToolBuilder<T> requires(String... names) {
        ToolBuilder<T> next = copy(shape);
        Set<String> all = new LinkedHashSet<>(scopes);
        all.addAll(List.of(names));
        next.scopes = java.util.Collections.unmodifiableSet(all);
        return next;
    }

    /** Bounds how long one call may take; after that it is cancelled and fails. */
    public ToolBuilder<T> timeLimit(Duration limit) {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException(
                    "tool '" + name + "': the time limit is '" + limit + "'; expected more than nothing");
        }
        ToolBuilder<T> next = copy(shape);
        next.timeLimit = limit;
        return next;
    }

    /**
     * Completes the tool with what it does.
     *
     * @throws IllegalArgumentException where the declaration cannot be used, naming the tool and the reason
     */
    public Tool handle(Tool.Handler<T> handler) {
        Objects.requireNonNull(handler, "handler");
        if (description.isBlank()) {
            throw new IllegalArgumentException(
                    "tool '" + name + "' has no description; expected one for the model: add describedAs(\"…\")");
        }
        try {
            return new Tool(this, (arguments, call) -> handler.handle(shape.decode(arguments), call));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("tool '" + name + "': " + e.getMessage(), e);
        }
    }

    String name() {
        return name;
    }

    Optional<String> title() {
        return Optional.ofNullable(title);
    }

    String description() {
        return description;
    }

    ObjectNode inputSchema() {
        return shape.schema();
    }

    Optional<JsonNode> output() {
        return Optional.ofNullable(output);
    }

    /** What results are held against; the schema of a shape is known to be one, so that the start need not compile it. */
    Optional<JsonSchema.Check> outputCheck() {
        return output().map(schema -> fromShape ? JsonSchema.later(schema) : JsonSchema.compile(schema)::check);
    }

    Optional<ToolHints> hints() {
        return Optional.ofNullable(hints);
    }

    List<Icon> icons() {
        return icons;
    }

    Optional<ObjectNode> meta() {
        return Optional.ofNullable(meta);
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
