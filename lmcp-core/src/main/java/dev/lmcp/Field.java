package dev.lmcp;

import dev.lmcp.schema.ListCodec;
import dev.lmcp.schema.MapCodec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One property of an object shape: what the model reads about it and what the decoder enforces, side by side.
 *
 * <p>A field is made by {@link Fields}, and described within the same lambda. It keeps its kind after {@link #orElse}
 * and {@link #optional}, so that these and the bounds of the kind may be called in any order. A field is not safe for
 * concurrent use until the lambda has returned; from then on it is.
 *
 * @param <V> the type that a present value becomes
 * @param <T> the type that {@link Input#get} returns: {@code V}, or {@code Optional<V>} after {@link #optional}
 */
public sealed class Field<V, T> permits CollectionField, NumberField, TextField {

    private final Property<V, ?> property;

    Field(Property<V, ?> property) {
        this.property = property;
        property.readBy(this);
    }

    /**
     * Sets the description, which the model reads.
     *
     * @param text one or more sentences; JSON Schema's {@code description}
     */
    public Field<V, T> description(String text) {
        property.describe(text);
        return this;
    }

    /**
     * Makes the property optional: if it is absent or {@code null}, its value is {@code value}.
     *
     * <p>The default must be one that a caller may send: it is checked against all bounds, choices and patterns of the
     * field when the shape is made, whatever the order of the calls. The model sees it if JSON has its type.
     *
     * @throws IllegalArgumentException if {@code orElse} or {@link #optional} was called before
     */
    @SuppressWarnings("unchecked")
    public Field<V, V> orElse(V value) {
        property.orElse(value);
        // T is V, as optional() was not called
        return (Field<V, V>) this;
    }

    /**
     * Makes the property optional: if it is absent or {@code null}, its value is empty.
     *
     * <p>Only the field that this returns gets the value; the one that it was called on does not get it any more.
     *
     * @throws IllegalArgumentException if {@code optional} or {@link #orElse} was called before
     */
    public Field<V, Optional<V>> optional() {
        property.optional();
        return new Field<>(property);
    }

    /**
     * Mirrors the value into the HTTP header {@code Mcp-Param-NAME}, by which gateways can route (MCP 2026-07-28,
     * transports, custom headers). Do not mirror secrets.
     *
     * @param name an RFC 9110 token, unique within the tool; the field must be a text, an integer or a boolean
     */
    public Field<V, T> header(String name) {
        property.mirror(name);
        return this;
    }

    /**
     * Returns a list of such values, in the place of this field. What was said of this field holds for each item; what is
     * said of the list holds for the whole.
     *
     * @throws IllegalArgumentException if {@code orElse}, {@code optional} or {@code header} was called before
     */
    public CollectionField<List<V>, List<V>> list() {
        return new CollectionField<>(property.replacedBy(ListCodec::list));
    }

    /**
     * Returns a set of such values, as {@link #list} does. A value that a caller repeats counts once, and the order stays.
     */
    public CollectionField<Set<V>, Set<V>> set() {
        return new CollectionField<>(property.replacedBy(ListCodec::set));
    }

    /**
     * Returns a map of such values, as {@link #list} does: an object with names that the caller chooses. Some interfaces of
     * models refuse such an object; a list of objects with a name is taken by all.
     */
    public CollectionField<Map<String, V>, Map<String, V>> map() {
        return new CollectionField<>(property.replacedBy(MapCodec::of));
    }

    final Property<V, ?> property() {
        return property;
    }

    final String name() {
        return property.name();
    }
}
