package dev.lmcp;

import dev.lmcp.schema.JsonSchema;
import dev.lmcp.schema.Problems;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the results of a tool look like, and how they are made of what its handler returns. Immutable.
 *
 * @param <R> the type that the handler returns
 */
final class Output<R> {

    private static final String MISFIT = "gave a result that does not fit its output schema: ";

    private final @Nullable JsonNode schema;
    private final String expected;
    private final Finish<R> finish;

    /** Makes a result of a value, which is not null. */
    private interface Finish<R> {
        ToolResult of(String tool, R value);
    }

    private Output(@Nullable JsonNode schema, String expected, Finish<R> finish) {
        this.schema = schema;
        this.expected = expected;
        this.finish = finish;
    }

    /** Returns results that look as they like. */
    static Output<ToolResult> any() {
        return new Output<>(null, "a ToolResult", (tool, result) -> result);
    }

    /** Returns results by a schema; throws {@link IllegalArgumentException} if it is not valid. */
    static Output<ToolResult> by(JsonNode schema) {
        return checked(schema.deepCopy(), JsonSchema.compile(schema)::check);
    }

    /** Returns results by the schema of a shape, which is valid, so that the start need not compile it. */
    static Output<ToolResult> by(Shape<?> shape) {
        JsonNode schema = shape.schema();
        return checked(schema, JsonSchema.later(schema));
    }

    private static Output<ToolResult> checked(JsonNode schema, JsonSchema.Check check) {
        return new Output<>(schema, "a ToolResult", (tool, result) -> {
            if (!result.isError()) {
                check(tool, check, result);
            }
            return result;
        });
    }

    private static void check(String tool, JsonSchema.Check check, ToolResult result) {
        JsonNode value = result.structuredContent()
                .orElseThrow(() -> new IllegalStateException(
                        "tool '" + tool + "' has an output schema and gave no structured result; expected one"));
        Problems problems = new Problems("the result");
        check.check(value, "", problems);
        if (!problems.isEmpty()) {
            throw new IllegalStateException("tool '" + tool + "' " + MISFIT + problems.text());
        }
    }

    /** Returns results that a shape writes, and checks while it writes them. */
    static <R> Output<R> of(Shape<R> shape) {
        return new Output<>(shape.schema(), "a value", (tool, value) -> {
            Problems problems = new Problems("the result");
            JsonNode written = shape.codec().write(value, "", problems);
            if (!problems.isEmpty()) {
                throw new IllegalStateException("tool '" + tool + "' " + MISFIT + problems.text());
            }
            return ToolResult.structured(written);
        });
    }

    /** Returns the schema; not a copy. */
    Optional<JsonNode> schema() {
        return Optional.ofNullable(schema);
    }

    /** Returns the result; throws {@link IllegalStateException} if there is none, or if it does not fit. */
    ToolResult result(String tool, @Nullable R value) {
        if (value == null) {
            throw new IllegalStateException("tool '" + tool + "' returned null; expected " + expected);
        }
        return finish.of(tool, value);
    }
}
