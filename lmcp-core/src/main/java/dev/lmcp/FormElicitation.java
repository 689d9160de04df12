package dev.lmcp;

import dev.lmcp.schema.FormSchema;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A form for the person to fill in, made by {@link InputRequest#form} (MCP 2026-07-28, client/elicitation, form mode).
 * Immutable.
 *
 * @param <T> the type that the values of the form become
 */
public final class FormElicitation<T> extends Value implements InputRequest<ElicitResult<T>> {

    private final String message;
    private final Shape<T> shape;
    private final ObjectNode schema;

    FormElicitation(String message, Shape<T> shape) {
        this.message = Objects.requireNonNull(message, "message");
        this.shape = Objects.requireNonNull(shape, "shape");
        this.schema = FormSchema.of(shape.schema());
    }

    /** Returns what is asked and why, for the person. */
    public String message() {
        return message;
    }

    /** Returns the {@code requestedSchema}, a copy. */
    public ObjectNode schema() {
        return schema.deepCopy();
    }

    /**
     * Returns what the values of a form become, or empty if they do not fit the shape. Values that the form did not ask
     * for are left out.
     *
     * <p>The server does this with an answer; what the shape's own lambda throws is thrown here.
     */
    public Optional<T> read(ObjectNode content) {
        ObjectNode asked = Objects.requireNonNull(content, "content").deepCopy();
        asked.retain(schema.path("properties").propertyNames());
        try {
            return Optional.of(shape.decode(asked));
        } catch (InvalidInputException e) {
            return Optional.empty();
        }
    }

    @Override
    List<?> parts() {
        return List.of(message, schema);
    }
}
